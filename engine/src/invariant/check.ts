import { checkReference, edgesOf } from '../check/references.ts'
import { repeated } from '../check/repeated.ts'
import type { Names } from '../check/scope.ts'
import { checkCondition } from '../condition/condition.ts'
import type { Report } from '../nodes/kind.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { type Problem, problem } from '../problem/problem.ts'
import { splitReference } from '../values/fields.ts'
import { walkFields } from '../values/walk.ts'
import { type Invariant, invariantSchema, type MonotoneClaim } from './invariant.ts'

/** What is wrong with the claims of a playbook as they are written: not whether they hold. */
export function* checkInvariants({ invariants = [], nodes }: Playbook, names: Names): Generator<Problem> {
  const entries = invariants.map((invariant, at) => ({ invariant, path: ['invariants', at] as const }))
  for (const { invariant, path } of repeated(entries, (entry) => entry.invariant.id)) {
    yield problem('duplicate_invariant', [...path, 'id'], { name: invariant.id })
  }
  for (const { invariant, path } of entries) {
    const unresolved = checkNames(invariant, path, names)
    yield* unresolved
    if (unresolved.length > 0) continue
    const { claim } = invariant
    if (claim.kind === 'monotone') {
      if (!dependsOn(claim, nodes)) {
        const values = { more: claim.more, result: claim.neverLowers }
        yield problem('claim_without_effect', [...path, 'claim', 'neverLowers'], values)
      }
      continue
    }
    const problems: Problem[] = []
    const report: Report = (code, at, values) =>
      problems.push(problem(code, [...path, 'claim', ...at], values))
    if (claim.when) checkCondition(claim.when, ['when'], names, report)
    checkCondition(claim.then, ['then'], names, report)
    yield* problems
  }
}

const checkNames = (invariant: Invariant, path: readonly PropertyKey[], names: Names): Problem[] =>
  [...walkFields(invariantSchema, invariant)].flatMap((field) => {
    const { reference } = field.meaning
    const at = [...path, ...field.path].map((key) => (typeof key === 'symbol' ? String(key) : key))
    return reference ? checkReference(String(field.value), reference, at, names) : []
  })

/** Whether the one figure is computed from the other at all. */
function dependsOn({ more, neverLowers }: MonotoneClaim, nodes: Playbook['nodes']): boolean {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const found = new Set([splitReference(neverLowers).node])
  for (const name of found) {
    const node = byId.get(name)
    for (const { to } of node ? edgesOf(node) : []) found.add(to)
  }
  return found.has(splitReference(more).node)
}
