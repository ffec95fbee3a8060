import { checkInvariants } from '../invariant/check.ts'
import { checkParameters } from '../overlay/check.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { firstProblems, isError, type Problem, problem } from '../problem/problem.ts'
import { examine } from './examine.ts'
import { orderNodes } from './order.ts'
import { checkReferences } from './references.ts'
import { repeated } from './repeated.ts'
import { type Names, namesOf } from './scope.ts'
import { checkTests } from './tests.ts'

/** A playbook that was checked. */
export interface Checked {
  /** Whether it is without errors, so that it can be planned. */
  readonly isSound: boolean
  /** What was found, or as much of it as anybody reads at once. */
  problems(): readonly Problem[]
}

/** What is wrong with a playbook whose shape is right: all of it, or as much as anybody reads at once. */
export const check = (playbook: Playbook): readonly Problem[] => checked(playbook).problems()

/**
 * Checks a playbook whose shape is right. Errors are looked for at once; what takes longer to find and is a warning
 * at most is looked for when the problems are asked for.
 */
export function checked(playbook: Playbook): Checked {
  const names = namesOf(playbook)
  const problems = firstProblems(ruleProblems(playbook, names))
  if (problems.some(isError)) return { isSound: false, problems: () => problems }
  const examined = once(() => firstProblems(examine(playbook, names)))
  const isAtOdds = [...names.nodes.values()].some((node) => node.isAtOdds(names))
  const tested = firstProblems(checkTests(playbook))
  const isSound = !tested.some(isError) && !(isAtOdds && examined().some(isError))
  return { isSound, problems: once(() => [...problems, ...examined(), ...tested]) }
}

function once<Result>(work: () => Result): () => Result {
  let done: { readonly result: Result } | null = null
  return () => {
    done ??= { result: work() }
    return done.result
  }
}

function* ruleProblems(playbook: Playbook, names: Names): Generator<Problem> {
  yield* checkNames(playbook)
  yield* checkFacts(playbook)
  yield* checkReferences(playbook, names)
  const order = orderNodes(playbook)
  if (!order.ok) yield* order.problems
  yield* checkNodes(playbook, names)
  yield* checkInvariants(playbook, names)
  yield* checkParameters(playbook, names)
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
