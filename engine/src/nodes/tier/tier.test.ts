import { describe, expect, it } from 'vitest'
import {
  customer,
  decide,
  fact,
  nodes,
  PLAYBOOK,
  planOf,
  playbookWith,
  SMALL,
} from '../../testing/small-bank.ts'

const tierOf = async (fees: number, held: string | null = null, months = 0) => {
  const { tier, 'tier.unheld': unheld } = await decide(
    SMALL,
    customer({ fees, held_tier: held, months_below: months }),
  )
  return `${tier}${tier === unheld ? '' : ` for ${unheld}`}`
}

describe('a tier', () => {
  it.each([
    [10_000, 'A'],
    [9999, 'B'],
    [5000, 'B'],
    [4999, 'C'],
    [0, 'C'],
    [-50_000, 'C'],
  ])('of %i is %s: a threshold belongs to the tier that it begins', async (fees, expected) => {
    expect(await tierOf(fees)).toBe(expected)
  })

  it('rises at once, over any number of tiers', async () => {
    expect(await tierOf(5000, 'C', 0)).toBe('B')
    expect(await tierOf(10_000, 'C', 12)).toBe('A')
  })

  it('is held by the margin, however long: at most 10 % below the threshold', async () => {
    expect(await tierOf(9000, 'A', 99)).toBe('A for B')
    expect(await tierOf(4500, 'B', 99)).toBe('B for C')
  })

  it('is held by grace, however far below: less than three months', async () => {
    expect(await tierOf(0, 'A', 2)).toBe('A for C')
    expect(await tierOf(8999, 'A', 0)).toBe('A for B')
  })

  it('falls after grace and beyond the margin', async () => {
    expect(await tierOf(8999, 'A', 3)).toBe('B')
    expect(await tierOf(4499, 'B', 3)).toBe('C')
  })

  it('falls to where the margin holds, not to the bottom', async () => {
    expect(await tierOf(4500, 'A', 3)).toBe('B for C')
    expect(await tierOf(4499, 'A', 3)).toBe('C')
  })

  it('is what its value reaches when no tier was held before', async () => {
    expect(await tierOf(9999, null, 0)).toBe('B')
    expect(await tierOf(4500, null, 0)).toBe('C')
  })

  it('has a margin below a negative threshold too', async () => {
    const bands = [{ name: 'A', from: -100 }, { name: 'B', from: -1000 }, { name: 'C' }]
    const plan = planOf(playbookWith({ ...nodes.tier, bands }))
    const at = async (fees: number) =>
      (await decide(plan, customer({ fees, held_tier: 'A', months_below: 3 }))).tier
    expect([await at(-100), await at(-110), await at(-111)]).toEqual(['A', 'A', 'B'])
  })

  it('has a margin in whole fen, so that nobody falls within it', async () => {
    const bands = [{ name: 'A', from: 15 }, { name: 'B', from: 1 }, { name: 'C' }]
    const plan = planOf(playbookWith({ ...nodes.tier, bands }))
    const at = async (fees: number) =>
      (await decide(plan, customer({ fees, held_tier: 'A', months_below: 3 }))).tier
    expect([await at(14), await at(13)]).toEqual(['A', 'B'])
  })

  it('has a margin in fractions of a percent where percentages are tiered', async () => {
    const hysteresis = { ...nodes.tier.hysteresis, margin: 50 }
    const yields = {
      ...nodes.tier,
      id: 'yields',
      of: 'yield',
      hysteresis,
      bands: [{ name: 'A', from: 1 }, { name: 'B', from: 0 }, { name: 'C' }],
    }
    const plan = planOf({ ...playbookWith(yields), facts: [...PLAYBOOK.facts, fact('yield', 'percent')] })
    const at = async (held: number) =>
      (await decide(plan, customer({ yield: held, held_tier: 'A', months_below: 3 }))).yields
    expect([await at(0.5), await at(0.4999)]).toEqual(['A', 'B'])
  })

  it('without hysteresis is only what its value reaches', async () => {
    const at = async (visits: number) => (await decide(SMALL, customer({ visits }))).activity
    expect([await at(10), await at(9)]).toEqual(['high', 'low'])
  })

  it('of a missing figure is the tier that the playbook names', async () => {
    const facts = PLAYBOOK.facts.map((each) =>
      each.name === 'visits' ? fact('visits', 'count', 'possible') : each,
    )
    const contribution = {
      ...nodes.contribution,
      calculation: { method: 'sum' as const, terms: [{ of: 'fees' }] },
    }
    const bands = [{ name: 'x', from: 20 }, { name: 'high', from: 10 }, { name: 'low' }]
    const activity = (ifMissing: string) => ({ ...nodes.activity, bands, ifMissing })
    const cells = {
      A: { x: 'news', high: 'news', low: 'wake' },
      B: { x: 'news', high: 'news', low: 'wake' },
      C: { x: 'leave', high: 'leave', low: 'leave' },
    }
    for (const ifMissing of ['x', 'high', 'low']) {
      const plan = planOf({
        ...playbookWith(contribution, activity(ifMissing), { ...nodes.strategy, cells }),
        facts,
      })
      expect((await decide(plan, customer({ visits: null }))).activity).toBe(ifMissing)
      expect((await decide(plan, customer({ visits: 12 }))).activity).toBe('high')
    }
  })
})
