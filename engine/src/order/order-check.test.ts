import { describe, expect, it } from 'vitest'
import { explainer } from '../explain/explain.ts'
import en from '../locale/en.json' with { type: 'json' }
import { LOCALES } from '../locale/locale.ts'
import { parsePlaybook } from '../playbook/parse.ts'
import { populationOf } from '../population/population.ts'
import { found, inBrief } from '../testing/found.ts'
import { gate, investor, productPlaybook } from '../testing/product-bank.ts'
import { day, on, planOf, RUN, text } from '../testing/small-bank.ts'
import { formatDay } from '../values/day.ts'
import { checkOrder, obstacleSentence, orderableProducts } from './order-check.ts'

const [bond = expect.fail(), ...others] = gate.products
/** A bond from 1,050 to 50,050 yuan in steps of 100, which may be cancelled for three working days. */
const terms = {
  ...bond,
  amount: { least: 105_000, most: 5_005_000, step: 10_000 },
  coolingOff: 3,
  disclosures: [{ id: 'risk', text: text('The principal is not guaranteed.') }],
}
const plan = planOf(productPlaybook({ ...gate, products: [terms, ...others] }))

type Facts = Parameters<typeof investor>[0]

function check(facts: Facts, order: { product?: string; amount?: number } = {}, run = RUN) {
  const view = explainer(plan).view(populationOf(plan, [investor(facts)]), 0, run)
  return checkOrder(plan, view, { gate: 'gate', product: 'bond', ...order }) ?? expect.fail()
}
const codes = (...given: Parameters<typeof check>) => check(...given).obstacles.map(({ code }) => code)

describe('an order', () => {
  it('is checked against the assessment and the class as they are on its day', () => {
    expect(codes({})).toEqual([])
    expect(codes({ risk_class: null })).toEqual(['assessment_missing'])
    expect(codes({ assessed: day('2026-03-03') })).toEqual(['assessment_missing'])
    expect(codes({ risk_class: 'C2' }, { product: 'annuity' })).toEqual([])
    expect(codes({ risk_class: 'C2' }, { product: 'fund' })).toEqual(['risk_mismatch'])
    expect(codes({ risk_class: 'closed' })).toEqual(['risk_mismatch'])
    const assessed = day('2025-06-01')
    expect(codes({ assessed }, {}, on('2026-05-31'))).toEqual([])
    expect(codes({ assessed }, {}, on('2026-06-01'))).toEqual(['assessment_expired'])
  })

  it('keeps to the amounts of the product, to the last fen', () => {
    const said = (amount: number) => codes({}, { amount })
    expect([104_999, 105_000, 115_000, 5_005_000].map(said)).toEqual([['below_least'], [], [], []])
    expect([105_001, 110_000, 5_005_001, 5_015_000].map(said)).toEqual([
      ['off_step'],
      ['off_step'],
      ['above_most'],
      ['above_most'],
    ])
    for (const amount of [0, -100_000, 100_000.5, Number.NaN, 2 ** 60])
      expect(said(amount)).toEqual(['no_amount'])
    expect(codes({}, { product: 'annuity', amount: 1 })).toEqual([])
  })

  it('is told everything that forbids it at once', () => {
    expect(codes({ risk_class: null }, { amount: 1 })).toEqual(['assessment_missing', 'below_least'])
  })

  it('may be cancelled for so many working days, holidays apart, and never where the product does not say', () => {
    const until = (run: typeof RUN) => formatDay(check({}, {}, run).cancelUntil ?? expect.fail())
    expect(until(RUN)).toBe('2026-03-05')
    // Over the weekend.
    expect(until(on('2026-03-06'))).toBe('2026-03-11')
    expect(check({}, { product: 'annuity' }).cancelUntil).toBeNull()
  })

  it('of a product or gate that the playbook does not have is none', () => {
    const view = explainer(plan).view(populationOf(plan, [investor()]), 0, RUN)
    expect(checkOrder(plan, view, { gate: 'gate', product: 'shoes' })).toBeNull()
    expect(checkOrder(plan, view, { gate: 'goes_with', product: 'bond' })).toBeNull()
    expect(orderableProducts(plan).map(({ product }) => product.id)).toEqual([
      'bond',
      'annuity',
      'fund',
      'shares',
    ])
  })

  it('is refused in words of both languages, with the figures', () => {
    const refused = [
      check({ risk_class: null }, { amount: 0 }),
      check({ risk_class: 'C2' }, { product: 'fund' }),
      check({ assessed: day('2020-01-01') }, { amount: 1 }),
      check({}, { amount: 6_000_000 }),
      check({}, { amount: 105_001 }),
    ].flatMap(({ obstacles }) => obstacles)
    const reached = new Set(refused.map(({ code }) => `order.${code}`))
    expect([...reached].toSorted()).toEqual(
      Object.keys(en)
        .filter((key) => key.startsWith('order.'))
        .toSorted(),
    )
    for (const obstacle of refused)
      for (const locale of LOCALES)
        expect(obstacleSentence(obstacle, locale, 'CNY')).not.toMatch(/[{}]|undefined|NaN|null/)
    const [, , mismatch = expect.fail()] = refused
    expect(obstacleSentence(mismatch, 'en', 'CNY')).toBe(
      'fund product is of risk R3; class C2 may buy products up to R2.',
    )
  })
})

describe('the terms of a product', () => {
  const brief = (changes: object) =>
    inBrief(found(productPlaybook({ ...gate, products: [{ ...bond, ...changes }, ...others] })))

  it('are refused where no amount would do, or one disclosure stands for two', () => {
    expect(brief({ amount: { least: 2, most: 1 } })).toEqual([
      'least_above_most /nodes/9/products/0/amount/most',
    ])
    expect(brief({ amount: { least: 2, most: 2 } })).toEqual([])
    const [told] = terms.disclosures
    expect(brief({ disclosures: [told, told] })).toEqual([
      'duplicate_value /nodes/9/products/0/disclosures/1/id',
    ])
  })

  it('may all be left out, and are then no part of what the playbook says', () => {
    const parsed = parsePlaybook(productPlaybook())
    expect(JSON.stringify(parsed.ok && parsed.value)).not.toMatch(/"(amount|coolingOff|disclosures)"/)
  })
})
