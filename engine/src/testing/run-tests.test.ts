import { describe, expect, it } from 'vitest'
import { referenceEvaluator } from '../evaluate/reference/reference.ts'
import { runTests } from './run-tests.ts'
import { customer, PLAYBOOK, planOf, rateCut, WORKING_DAYS } from './small-bank.ts'

const someone = { id: 'someone', facts: Object.fromEntries(customer({ fees: 10_000 })) }
const TEST = { name: 'a test', like: 'someone', facts: {}, asOf: '2026-03-02', expect: {} }

async function results(...tests: object[]) {
  const plan = planOf(
    JSON.parse(
      JSON.stringify({
        ...PLAYBOOK,
        examples: [someone],
        tests: tests.map((each) => ({ ...TEST, ...each })),
      }),
    ),
  )
  const reference = referenceEvaluator(plan)
  return runTests(plan, WORKING_DAYS, async (facts, run) => (await reference.decide(facts, run)).values)
}

describe('the tests inside a playbook', () => {
  it('pass when every outcome is as expected, dates and missing ones included', async () => {
    const expected = {
      tier: 'A',
      contribution: 10_000,
      duty: true,
      'maturity.since': '2026-02-26',
      list: 'coverage',
    }
    expect(await results({ facts: { matures: '2026-03-03' }, expect: expected })).toEqual([
      { name: 'a test', passed: true, problems: [] },
    ])
  })

  it('say what was expected and what was found, in the units of the playbook', async () => {
    const [result] = await results({
      facts: { matures: '2026-03-03' },
      expect: { tier: 'B', 'maturity.since': '2026-02-27', duty: true },
    })
    expect(result?.passed).toBe(false)
    expect(result?.problems.map(({ path, what }) => [path, what])).toEqual([
      ['/tests/0/expect/tier', 'The test "a test" expects tier to be B, and it is A.'],
      [
        '/tests/0/expect/maturity.since',
        'The test "a test" expects maturity.since to be 2026-02-27, and it is 2026-02-26.',
      ],
    ])
  })

  it('show amounts as they are', async () => {
    const [result] = await results({ expect: { contribution: 1 } })
    expect(result?.problems[0]?.what).toBe('The test "a test" expects contribution to be 1, and it is 10000.')
  })

  it('take the facts of the example, with their own over them, and the events of their day', async () => {
    const events = [rateCut('2026-03-01')]
    const all = await results(
      { expect: { contribution: 10_000, rate_cut: false } },
      { facts: { fees: 5000, deposits: 1 }, events, expect: { contribution: 5000, rate_cut: true } },
      { facts: { deposits: 1 }, events, asOf: '2026-03-20', expect: { rate_cut: false } },
    )
    expect(all.map(({ passed }) => passed)).toEqual([true, true, true])
  })

  it('cannot be run on a day that the calendar does not know', async () => {
    const [result, next] = await results({ asOf: '2031-01-02' }, {})
    expect(result?.problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'calendar_ends /tests/0/asOf',
    ])
    expect([result?.passed, next?.passed]).toEqual([false, true])
  })
})
