import { describe, expect, it } from 'vitest'
import { placeWords } from '../../coverage/words.ts'
import { LOCALES } from '../../locale/locale.ts'
import { isError } from '../../problem/problem.ts'
import { found, inBrief } from '../../testing/found.ts'
import { decideInvestor, goesWith, PRODUCT_BANK, productPlaybook, rule } from '../../testing/product-bank.ts'
import { day, on, planOf } from '../../testing/small-bank.ts'
import { associationFigures, byLeverage } from './association.ts'

type Facts = Parameters<typeof decideInvestor>[0]

const planWith = (changes: Partial<typeof goesWith>) => planOf(productPlaybook({ ...goesWith, ...changes }))

/** The best offer, the rule that gave it, and whether the annuity and the fund are worth offering. */
async function offers(facts: Facts, plan = PRODUCT_BANK, asOf = '2026-03-02') {
  const decided = await decideInvestor({ deposits: 1, ...facts }, plan, on(asOf))
  const part = (name: string) => decided[`goes_with.${name}`]
  return [decided.goes_with, part('rule'), part('p_annuity'), part('p_fund')]
}

describe('affinity', () => {
  it('offers what goes with what is held and is lacking, the greatest leverage first', async () => {
    expect(await offers({})).toEqual(['fund', 'fund_rule', true, true])
    expect(await offers({ fund_units: 2 })).toEqual(['annuity', 'annuity_rule', true, false])
    expect(await offers({ fund_units: 2, insured: true })).toEqual(['none', 'none', false, false])
    expect(await offers({ deposits: 0 })).toEqual(['none', 'none', false, false])
  })

  it('offers nothing that is not suitable today', async () => {
    expect(await offers({ risk_class: 'C2' })).toEqual(['annuity', 'annuity_rule', true, false])
    for (const facts of [{ risk_class: 'C1' }, { risk_class: null }, { assessed: day('2020-01-01') }])
      expect(await offers(facts)).toEqual(['none', 'none', false, false])
  })

  it('takes a figure that is missing neither for held nor for lacking', async () => {
    expect(await offers({ fund_units: null })).toEqual(['annuity', 'annuity_rule', true, false])
    const plan = planWith({ rules: [rule('fund_rule', { has: ['funds'], lacks: 'term', offer: 'bond' })] })
    expect((await offers({ deposits: 0, fund_units: null }, plan))[0]).toBe('none')
    expect((await offers({ deposits: 0, fund_units: 1 }, plan))[0]).toBe('bond')
  })

  it('wants all that a rule says to be held', async () => {
    const plan = planWith({ rules: [rule('both', { has: ['term', 'cover'] })] })
    expect((await offers({ insured: true }, plan))[0]).toBe('fund')
    expect((await offers({ insured: false }, plan))[0]).toBe('none')
    expect((await offers({ insured: true, deposits: 0 }, plan))[0]).toBe('none')
  })

  it('follows a rule from the day of its acceptance to its last', async () => {
    const best = async (asOf: string) =>
      (await offers({ assessed: day('2025-12-01') }, PRODUCT_BANK, asOf))[0]
    expect(await best('2025-12-31')).toBe('none')
    expect(await best('2026-01-01')).toBe('fund')
    expect(await best('2026-06-30')).toBe('fund')
    expect(await best('2026-07-01')).toBe('none')
  })

  it('is told rule by rule by what is held and what it leads to, in the names of the holdings', () => {
    const { playbook } = planWith({ rules: [rule('fund_rule', { has: ['term', 'cover'], lacks: 'funds' })] })
    const node = playbook.nodes.findIndex(({ id }) => id === goesWith.id)
    const place = { node: goesWith.id, path: `/nodes/${node}/rules/0`, way: 'no', count: 0 }
    expect(LOCALES.map((locale) => placeWords(playbook, locale)(place))).toEqual([
      'Goes with（中） › term deposits（中）、insurance（中） → funds held（中）（否）',
      'Goes with › term deposits, insurance → funds held (no)',
    ])
  })

  it('keeps the order of the document between rules of equal leverage', async () => {
    const plan = planWith({ rules: [rule('first', { offer: 'bond' }), rule('second')] })
    expect((await offers({}, plan)).slice(0, 2)).toEqual(['bond', 'first'])
  })
})

describe('an association', () => {
  it('has the figures that its counts give', () => {
    const figures = associationFigures(rule('x'))
    expect(figures.support).toBeCloseTo(12)
    expect(figures.confidence).toBeCloseTo(30)
    expect(figures.lift).toBeCloseTo(1.5)
    expect(figures.gained).toBeCloseTo(40)
    expect(figures.leverage).toBeCloseTo(4)
  })

  it('ranks by leverage, not by confidence or lift', () => {
    const rare = rule('rare', { counts: { customers: 1000, has: 10, lacks: 20, both: 9 } })
    const common = rule('common', { counts: { customers: 1000, has: 500, lacks: 500, both: 300 } })
    expect(byLeverage([rare, common]).map(({ id }) => id)).toEqual(['common', 'rare'])
  })
})

describe('the check of affinity', () => {
  const brief = (changes: object) => inBrief(found(productPlaybook({ ...goesWith, ...changes })))
  const ofRule = (changes: object) => brief({ rules: [rule('only', changes)] })

  it.each<[string, object, string]>([
    [
      'more of both than of one',
      { counts: { customers: 10, has: 2, lacks: 5, both: 3 } },
      'counts_impossible',
    ],
    [
      'more of both than of the other',
      { counts: { customers: 10, has: 5, lacks: 2, both: 3 } },
      'counts_impossible',
    ],
    [
      'more than all customers',
      { counts: { customers: 10, has: 8, lacks: 8, both: 1 } },
      'counts_impossible',
    ],
  ])('refuses counts with %s', (_, changes, code) => {
    expect(ofRule(changes)).toEqual([`${code} /nodes/10/rules/0/counts`])
  })

  it('takes counts at their limits', () => {
    expect(ofRule({ counts: { customers: 10, has: 3, lacks: 9, both: 3 } })).toEqual([])
    expect(ofRule({ counts: { customers: 10, has: 9, lacks: 4, both: 4 } })).toEqual([])
  })

  it('calls it no gain, not impossible, when everybody holds one or the other', () => {
    expect(ofRule({ counts: { customers: 10, has: 8, lacks: 4, both: 2 } })).toEqual([
      'association_without_gain /nodes/10/rules/0/counts',
    ])
  })

  it('warns of an association that is none', () => {
    const warned = found(
      productPlaybook({
        ...goesWith,
        rules: [rule('chance', { counts: { customers: 100, has: 50, lacks: 20, both: 10 } })],
      }),
    )
    expect(inBrief(warned)).toEqual(['association_without_gain /nodes/10/rules/0/counts'])
    expect(warned.some(isError)).toBe(false)
  })

  it('refuses an association between things that are one product, either way round', () => {
    const pair = (one: string, other: string) =>
      brief({ rules: [rule('only')], oneProduct: [{ one, other }] })
    expect(pair('term', 'funds')).toEqual(['tautology /nodes/10/rules/0/has/0'])
    expect(pair('funds', 'term')).toEqual(['tautology /nodes/10/rules/0/has/0'])
    expect(pair('funds', 'cover')).toEqual([])
  })

  it('refuses rules that cannot be', () => {
    expect(ofRule({ lacks: 'term' })).toEqual(['has_and_lacks /nodes/10/rules/0/lacks'])
    expect(ofRule({ until: '2025-12-31' })).toEqual(['ends_before_it_begins /nodes/10/rules/0/until'])
    expect(ofRule({ offer: 'gold' })).toEqual(['unknown_choice /nodes/10/rules/0/offer'])
    expect(ofRule({ has: ['house'] })).toEqual(['unknown_choice /nodes/10/rules/0/has/0'])
    expect(brief({ rules: [rule('same'), rule('same')] })).toEqual(['duplicate_value /nodes/10/rules/1/id'])
    expect(brief({ rules: [rule('none')] })).toEqual(['forbidden_key /nodes/10/rules/0/id'])
  })
})
