import type { Playbook } from '../playbook/playbook.ts'
import { firstProblems, isError, type Problem, problem } from '../problem/problem.ts'
import { examine } from './examine.ts'
import { orderNodes } from './order.ts'
import { checkReferences } from './references.ts'
import { repeated } from './repeated.ts'
import { type Names, namesOf } from './scope.ts'
import { checkTests } from './tests.ts'

/**
 * What is wrong with a playbook whose shape is right: all of it, or as much as anybody reads at once. Without
 * errors among it the playbook can be planned.
 */
export function check(playbook: Playbook): Problem[] {
  const names = namesOf(playbook)
  const problems = firstProblems(ruleProblems(playbook, names))
  for (const further of [examine, checkTests]) {
    if (!problems.some(isError)) problems.push(...firstProblems(further(playbook, names)))
  }
  return problems
}

function* ruleProblems(playbook: Playbook, names: Names): Generator<Problem> {
  yield* checkNames(playbook)
  yield* checkFacts(playbook)
  yield* checkReferences(playbook, names)
  const order = orderNodes(playbook)
  if (!order.ok) yield* order.problems
  yield* checkNodes(playbook, names)
}

/** Facts and nodes share one name space, because references do. */
function* checkNames({ facts, nodes }: Playbook): Generator<Problem> {
  const named = [
    ...facts.map(({ name }, at) => ({ name, path: ['facts', at, 'name'] })),
    ...nodes.map(({ id }, at) => ({ name: id, path: ['nodes', at, 'id'] })),
  ]
  for (const { name, path } of repeated(named, ({ name }) => name)) {
    yield problem('duplicate_name', path, { name })
  }
}

function* checkFacts({ facts }: Playbook): Generator<Problem> {
  for (const [at, fact] of facts.entries()) {
    if (fact.type !== 'class') continue
    const values = fact.values.map((value, place) => ({ value, path: ['facts', at, 'values', place] }))
    for (const { value, path } of repeated(values, ({ value }) => value)) {
      yield problem('duplicate_value', path, { value })
    }
  }
}

function* checkNodes(playbook: Playbook, names: Names): Generator<Problem> {
  for (const [at, node] of playbook.nodes.entries()) {
    const bound = names.nodes.get(node.id)
    if (bound?.node !== node) continue
    const problems: Problem[] = []
    bound.check(names, (code, path, values) => problems.push(problem(code, ['nodes', at, ...path], values)))
    yield* problems
  }
  const arbitrations = playbook.nodes.filter(({ kind }) => kind === 'arbitration')
  if (arbitrations.length > 1)
    yield problem('several_arbitrations', ['nodes'], { count: arbitrations.length })
}
