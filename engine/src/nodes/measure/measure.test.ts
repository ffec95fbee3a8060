import { describe, expect, it } from 'vitest'
import {
  customer,
  day,
  decide,
  fact,
  nodes,
  on,
  PLAYBOOK,
  planOf,
  playbookWith,
  SMALL,
} from '../../testing/small-bank.ts'

describe('a sum', () => {
  it('adds amounts by their rate, amounts as they are, and counts by their worth', async () => {
    const { contribution } = await decide(SMALL, customer({ balance: 100_000, fees: 250, visits: 3 }))
    expect(contribution).toBe(1500 + 250 - 600)
  })

  it('rounds each term by itself, halves up, so that the parts add up to the whole that people see', async () => {
    const terms = [
      { of: 'balance', rate: 50 },
      { of: 'fees', rate: 50 },
    ]
    const plan = planOf(playbookWith({ ...nodes.contribution, calculation: { method: 'sum', terms } }))
    const sums = await decide(plan, customer({ balance: 1, fees: 1 }))
    expect([sums['contribution.term_1'], sums['contribution.term_2'], sums.contribution]).toEqual([1, 1, 2])
    const negative = await decide(plan, customer({ balance: -1, fees: -3 }))
    expect([negative['contribution.term_1'], negative['contribution.term_2']]).toEqual([0, -1])
  })

  it('takes rates of four decimals exactly', async () => {
    const terms = [
      { of: 'balance', rate: 0.0001 },
      { of: 'fees', rate: -1.0001 },
    ]
    const plan = planOf(playbookWith({ ...nodes.contribution, calculation: { method: 'sum', terms } }))
    const sums = await decide(plan, customer({ balance: 1_500_000, fees: 1_000_000 }))
    expect([sums['contribution.term_1'], sums['contribution.term_2']]).toEqual([2, -10_001])
  })

  it('counts a missing figure as the playbook says, in its own unit', async () => {
    const facts = PLAYBOOK.facts.map((each) =>
      each.name === 'fees' ? fact('fees', 'money', 'possible') : each,
    )
    const terms = [{ of: 'fees', rate: 10, ifMissing: 700 }]
    const plan = planOf({
      ...playbookWith({ ...nodes.contribution, calculation: { method: 'sum', terms } }),
      facts,
    })
    expect((await decide(plan, customer({ fees: null }))).contribution).toBe(70)
    expect((await decide(plan, customer({ fees: 0 }))).contribution).toBe(0)
  })

  it('may rest on another measure, wherever that stands', async () => {
    const twice = {
      ...nodes.quiet,
      id: 'twice',
      calculation: { method: 'sum' as const, terms: [{ of: 'contribution', rate: 200 }] },
    }
    const plan = planOf({ ...PLAYBOOK, nodes: [twice, ...PLAYBOOK.nodes] })
    expect((await decide(plan, customer({ fees: 21 }))).twice).toBe(42)
  })
})

describe('days since', () => {
  it('counts calendar days to the day of the run, over a leap day too', async () => {
    const quiet = async (since: string, asOf: string) =>
      (await decide(SMALL, customer({ last_activity: day(since) }), on(asOf))).quiet
    expect(await quiet('2026-03-02', '2026-03-02')).toBe(0)
    expect(await quiet('2024-02-28', '2026-02-28')).toBe(731)
    expect(await quiet('2026-03-05', '2026-03-02')).toBe(-3)
  })

  it('counts a missing date as the playbook says', async () => {
    expect((await decide(SMALL, customer())).quiet).toBe(3650)
  })
})
