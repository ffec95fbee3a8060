import { describe, expect, it } from 'vitest'
import { check } from '../check/check.ts'
import { referenceEvaluator } from '../evaluate/reference/reference.ts'
import { parsePlaybook } from '../playbook/parse.ts'
import type { PlaybookNode } from '../playbook/playbook.ts'
import { inBrief } from './found.ts'
import { runTests } from './run-tests.ts'
import { customer, planOf, playbookWith, text, WORKING_DAYS } from './small-bank.ts'

const COLLECTED: PlaybookNode = {
  id: 'offers',
  kind: 'table',
  name: text('Offers'),
  hitPolicy: 'collect',
  inputs: [{ of: 'fees' }],
  outputs: [{ id: 'from', type: 'date' }],
  rows: [
    { when: ['>= 10'], then: ['2026-03-01'] },
    { when: ['>= 20'], then: ['2024-02-29'] },
  ],
}

const bankExpecting = (expected: unknown, fees = 20) => ({
  ...playbookWith(COLLECTED),
  tests: [
    {
      name: 'It works',
      facts: Object.fromEntries(customer({ fees })),
      asOf: '2026-03-02',
      expect: { offers: expected },
    },
  ],
})

function parsed(document: object) {
  const playbook = parsePlaybook(JSON.parse(JSON.stringify(document)))
  if (!playbook.ok) throw new Error(JSON.stringify(playbook.problems))
  return playbook.value
}

describe('a test of a table that collects', () => {
  const result = async (expected: unknown, fees?: number) => {
    const plan = planOf(parsed(bankExpecting(expected, fees)))
    const evaluator = referenceEvaluator(plan)
    const decideOne = async (...customerAndRun: Parameters<typeof evaluator.decide>) =>
      (await evaluator.decide(...customerAndRun)).values
    return (await runTests(plan, WORKING_DAYS, decideOne))[0]
  }

  it('expects the members of the list in their order', async () => {
    expect((await result(['2026-03-01', '2024-02-29']))?.passed).toBe(true)
    expect((await result(['2026-03-01'], 10))?.passed).toBe(true)
    expect((await result([], 0))?.passed).toBe(true)
    expect((await result(['2024-02-29', '2026-03-01']))?.passed).toBe(false)
    expect((await result(['2026-03-01']))?.passed).toBe(false)
    expect((await result(['2026-03-01', '2024-02-29'], 10))?.problems[0]).toMatchObject({
      code: 'test_failed',
      path: '/tests/0/expect/offers',
      values: { expected: '[2026-03-01, 2024-02-29]', found: '[2026-03-01]' },
    })
  })

  it.each([['2026-03-01'], [null], [['2026-02-29']], [[1]], [[true]]])(
    'refuses %o, which is no list of days',
    (expected) => {
      expect(inBrief(check(parsed(bankExpecting(expected))))).toContain(
        'test_wrong_list /tests/0/expect/offers',
      )
    },
  )

  it('expects a flag of a row as of any figure, and never a list of it', () => {
    const bank = bankExpecting([])
    const [test] = bank.tests
    const problems = (expected: object) =>
      inBrief(check(parsed({ ...bank, tests: [{ ...test, expect: expected }] }))).filter((each) =>
        each.startsWith('test'),
      )
    expect(problems({ 'offers.row_1': true })).toEqual([])
    expect(problems({ 'offers.row_1': [true] })).toEqual(['test_wrong_value /tests/0/expect/offers.row_1'])
    expect(problems({ 'offers.row_3': true })).toEqual(['test_expects_unknown /tests/0/expect/offers.row_3'])
  })
})
