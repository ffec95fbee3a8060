import { describe, expect, it } from 'vitest'
import { traced } from '../evaluate/trace/traced.ts'
import { gate, goesWith, investor, PRODUCT_BANK, productPlaybook, rule } from '../testing/product-bank.ts'
import { day, nodes, on, planOf, RUN, sameAs, text } from '../testing/small-bank.ts'
import { judgedProducts, opportunitiesOf } from './opportunities.ts'
import { decisionView } from './view.ts'
import { worthOf } from './worth.ts'

type Facts = Parameters<typeof investor>[0]

function viewOf(facts: Facts, plan = PRODUCT_BANK, run = RUN) {
  const trace = traced(plan).decide(investor(facts), run)
  return decisionView(plan, run, { get: (name) => trace.value(name) })
}

const inBrief = (facts: Facts, plan = PRODUCT_BANK, run = RUN) =>
  opportunitiesOf(plan, viewOf(facts, plan, run)).map(({ rule, state, verdict }) => [rule, state, verdict])

describe('opportunities', () => {
  it('are what goes with what is held and is lacking, the greatest leverage first', () => {
    expect(inBrief({ deposits: 1 })).toEqual([
      ['fund_rule', 'offered', 'suitable'],
      ['annuity_rule', 'offered', 'suitable'],
    ])
    expect(inBrief({ deposits: 1, insured: true })).toEqual([['fund_rule', 'offered', 'suitable']])
    expect(inBrief({ deposits: 0 })).toEqual([])
  })

  it('say what is withheld and why, after what may be offered', () => {
    expect(inBrief({ deposits: 1, risk_class: 'C2' })).toEqual([
      ['annuity_rule', 'offered', 'suitable'],
      ['fund_rule', 'withheld', 'risk_mismatch'],
    ])
    expect(inBrief({ deposits: 1, assessed: day('2020-01-01') }).map(([, , verdict]) => verdict)).toEqual([
      'assessment_expired',
      'assessment_expired',
    ])
    expect(inBrief({ deposits: 1, risk_class: null }).map(([, state]) => state)).toEqual([
      'withheld',
      'withheld',
    ])
  })

  it('say what a rule that has run out led to', () => {
    expect(inBrief({ deposits: 1, assessed: day('2026-06-30') }, PRODUCT_BANK, on('2026-07-01'))).toEqual([
      ['fund_rule', 'not_in_force', 'suitable'],
      ['annuity_rule', 'not_in_force', 'suitable'],
    ])
  })

  it('carry the evidence that was counted, and the figures by which the customer holds what leads to them', () => {
    const [first] = opportunitiesOf(PRODUCT_BANK, viewOf({ deposits: 12_000 }))
    expect(first).toMatchObject({
      node: goesWith.id,
      product: { id: 'fund', risk: 'R3' },
      has: [{ name: text('term deposits'), figure: { kind: 'count', value: 12_000 } }],
      lacks: text('funds held'),
      evidence: { customers: 1000, both: 120, support: 12, confidence: 30 },
      acceptedBy: 'a strategist',
      until: '2026-06-30',
    })
    expect(first?.evidence.lift).toBeCloseTo(1.5)
  })

  it('of several rules to one product are each told', () => {
    const plan = planOf(
      productPlaybook({ ...goesWith, rules: [rule('one'), rule('two', { has: ['term', 'cover'] })] }),
    )
    expect(inBrief({ deposits: 1, insured: true }, plan).map(([id]) => id)).toEqual(['one', 'two'])
  })
})

describe('the products of a playbook', () => {
  it('are each judged for the customer', () => {
    const verdicts = (facts: Facts) =>
      judgedProducts(PRODUCT_BANK, viewOf(facts)).map(({ id, verdict }) => [id, verdict])
    expect(verdicts({})).toEqual([
      ['bond', 'suitable'],
      ['annuity', 'suitable'],
      ['fund', 'suitable'],
      ['shares', 'risk_mismatch'],
    ])
    expect(new Set(verdicts({ risk_class: null }).map(([, verdict]) => verdict))).toEqual(
      new Set(['assessment_missing']),
    )
    expect(judgedProducts(PRODUCT_BANK, viewOf({}))).toHaveLength(gate.products.length)
  })
})

describe('the worth of a customer', () => {
  it('is told term by term, and the terms add up to it', () => {
    const worth = worthOf(PRODUCT_BANK, nodes.tier.id, viewOf({ balance: 100_050, fees: 300, visits: 2 }))
    expect(worth).toMatchObject({
      node: 'contribution',
      total: 1501 + 300 - 400,
      terms: [
        { of: 'balance', rate: 1.5, each: null, result: 1501 },
        { of: 'fees', rate: null, each: null, result: 300 },
        { of: 'visits', rate: null, each: -200, result: -400 },
      ],
    })
  })

  it('is none where the tier rests on no sum, or there is no tier', () => {
    expect(worthOf(PRODUCT_BANK, null, viewOf({}))).toBeNull()
    const plan = planOf(productPlaybook({ ...nodes.tier, of: 'balance' }, sameAs('other', 'balance')))
    expect(worthOf(plan, nodes.tier.id, viewOf({}, plan))).toBeNull()
  })
})
