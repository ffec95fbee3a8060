import { planChecked } from '../plan/plan.ts'
import type { Playbook, PlaybookTest } from '../playbook/playbook.ts'
import { readFacts, readValue } from '../playbook/read-facts.ts'
import { type Problem, problem } from '../problem/problem.ts'
import { nearestName } from '../values/nearest-name.ts'
import type { ValueType } from '../values/value-type.ts'
import { repeated } from './repeated.ts'

/** What is wrong with the tests of a playbook whose rules are right. */
export function* checkTests(playbook: Playbook): Generator<Problem> {
  const { examples = [], facts, tests } = playbook
  const entries = examples.map(({ id }, at) => ({ id, at }))
  for (const { id, at } of repeated(entries, ({ id }) => id)) {
    yield problem('duplicate_example', ['examples', at, 'id'], { name: id })
  }
  if (tests.length === 0) return
  const written = writtenFacts(playbook)
  const known = new Set(examples.map(({ id }) => id))
  const outcomes = new Map(planChecked(playbook).steps.map(({ name, type }) => [name, type]))
  for (const [at, test] of tests.entries()) {
    const { like, expect } = test
    if (like !== undefined && !known.has(like)) {
      yield problem('test_unknown_example', ['tests', at, 'like'], { name: like })
      continue
    }
    yield* readFacts(facts, written(test), ['tests', at, 'facts']).problems
    yield* expectedProblems(expect, outcomes, ['tests', at, 'expect'])
  }
}

function* expectedProblems(
  expected: PlaybookTest['expect'],
  outcomes: ReadonlyMap<string, ValueType>,
  path: readonly PropertyKey[],
): Generator<Problem> {
  for (const [name, value] of Object.entries(expected)) {
    const type = outcomes.get(name)
    if (!type) {
      const nearest = nearestName(name, [...outcomes.keys()])
      yield problem('test_expects_unknown', [...path, name], { name, nearest })
    } else if (readValue(type, value) === undefined) {
      yield problem('test_wrong_value', [...path, name], { name, value: String(value), kind: type.kind })
    }
  }
}

/** Gives a test's facts as written: those of the example it starts from, with its own over them. */
export function writtenFacts({ examples = [] }: Playbook): (test: PlaybookTest) => PlaybookTest['facts'] {
  const byId = new Map(examples.map(({ id, facts }) => [id, facts]))
  return ({ like, facts }) => ({ ...(like !== undefined && byId.get(like)), ...facts })
}
