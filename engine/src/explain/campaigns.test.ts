import { describe, expect, it } from 'vitest'
import { populationOf } from '../population/population.ts'
import { investor, PRODUCT_BANK } from '../testing/product-bank.ts'
import { day, RUN } from '../testing/small-bank.ts'
import { actionKey, explainer, leadOfKey, occasionsOf, reasonsForContact } from './explain.ts'
import { sentence } from './sentence.ts'

type Facts = Parameters<typeof investor>[0]

const viewOf = (facts: Facts) =>
  explainer(PRODUCT_BANK).view(populationOf(PRODUCT_BANK, [investor(facts)]), 0, RUN)
const called = { visits: 5 }
const coveredToo = { visits: 5, fees: 20_000, last_contact: day('2026-02-02') }

describe('a contact for a campaign', () => {
  it('is explained by the campaign and the gate of its product, and by nothing that had no part in it', () => {
    const reasons = reasonsForContact(PRODUCT_BANK, viewOf(called))
    expect(reasons.map((reason) => sentence(reason, 'en', 'CNY')).slice(0, 1)).toEqual([
      'Spring: runs from 2026-03-01 to 2026-03-31, and the customer is in its audience; fund product is suitable for him.',
    ])
    const codes = reasons.map(({ code }) => code)
    expect(codes).toContain('suitability_valid')
    for (const other of ['affinity_best', 'inbound_usual', 'coverage_none', 'trigger_not'] as const)
      expect(codes).not.toContain(other)
  })

  it('has one key for as long as the campaign runs', () => {
    expect(actionKey(PRODUCT_BANK, viewOf(called), 'C1')).toBe('C1|spring@2026-03-01')
  })

  it('may be had on the way of a duty, which leads', () => {
    const view = viewOf(coveredToo)
    expect(occasionsOf(PRODUCT_BANK, view).map(({ node }) => node.id)).toEqual(['duty', 'spring'])
    const key = actionKey(PRODUCT_BANK, view, 'C1')
    expect(key).toBe('C1|duty@2026-02-02|spring@2026-03-01')
    expect(leadOfKey(key, 'C1')).toBe('duty')
  })
})

describe('the lead of an action', () => {
  it('is read from its key, whatever the customer is called', () => {
    expect(leadOfKey('C1|spring@2026-03-01', 'C1')).toBe('spring')
    expect(leadOfKey('a|b@c|spring@2026-03-01', 'a|b@c')).toBe('spring')
    expect(leadOfKey('C1', 'C1')).toBe('')
  })
})
