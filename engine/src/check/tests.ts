import { planChecked } from '../plan/plan.ts'
import type { Fact } from '../playbook/fact.ts'
import type { Playbook, PlaybookTest } from '../playbook/playbook.ts'
import { dictionaryOf, readFacts, valuesOf } from '../playbook/read-facts.ts'
import { type Problem, problem } from '../problem/problem.ts'
import { outcomesOf, readExpected } from '../testing/expected.ts'
import { nearestName } from '../values/nearest-name.ts'
import { repeated } from './repeated.ts'

type Written = PlaybookTest['facts']

/** What is wrong with the examples and tests of a playbook whose rules are right. */
export function* checkTests(playbook: Playbook): Generator<Problem> {
  const { examples = [], tests } = playbook
  const dictionary = dictionaryOf(playbook.facts)
  const required = playbook.facts.flatMap(({ name, missing }) => (missing === 'never' ? [name] : []))
  const leftOut = (facts: Written, names: readonly string[]) =>
    names.filter((name) => !Object.hasOwn(facts, name))
  yield* checkExamples(examples, dictionary)
  if (tests.length === 0) return
  const lackedBy = new Map(examples.map(({ id, facts }) => [id, leftOut(facts, required)]))
  const outcomes = outcomesOf(planChecked(playbook))
  for (const [at, { like, facts, expect }] of tests.entries()) {
    const lacked = like === undefined ? required : lackedBy.get(like)
    if (!lacked) yield problem('test_unknown_example', ['tests', at, 'like'], { name: like ?? '' })
    const path = ['tests', at, 'facts']
    yield* readFacts(dictionary, facts, path).problems
    for (const name of leftOut(facts, lacked ?? [])) yield problem('test_fact_missing', path, { name })
    yield* checkExpected(expect, outcomes, ['tests', at, 'expect'])
  }
}

function* checkExamples(
  examples: NonNullable<Playbook['examples']>,
  dictionary: ReadonlyMap<string, Fact>,
): Generator<Problem> {
  const entries = examples.map(({ id }, at) => ({ id, path: ['examples', at, 'id'] }))
  for (const { id, path } of repeated(entries, ({ id }) => id)) {
    yield problem('duplicate_example', path, { name: id })
  }
  for (const [at, { facts }] of examples.entries()) {
    yield* readFacts(dictionary, facts, ['examples', at, 'facts']).problems
  }
}

function* checkExpected(
  expected: PlaybookTest['expect'],
  outcomes: ReturnType<typeof outcomesOf>,
  path: readonly PropertyKey[],
): Generator<Problem> {
  for (const [name, value] of Object.entries(expected)) {
    const outcome = outcomes.get(name)
    if (!outcome) {
      const nearest = nearestName(name, [...outcomes.keys()])
      yield problem('test_expects_unknown', [...path, name], { name, nearest })
    } else if (readExpected(outcome, value) === undefined) {
      const code = outcome.isList ? 'test_wrong_list' : 'test_wrong_value'
      const shown = Array.isArray(value) ? JSON.stringify(value) : String(value)
      const { kind } = outcome.type
      yield problem(code, [...path, name], { name, value: shown, kind, values: valuesOf(outcome.type) })
    }
  }
}

/** Gives a test's facts as written: those of the example it starts from, with its own over them. */
export function writtenFacts({ examples = [] }: Playbook): (test: PlaybookTest) => Written {
  const byId = new Map(examples.map(({ id, facts }) => [id, facts]))
  return ({ like, facts }) => ({ ...(like !== undefined && byId.get(like)), ...facts })
}
