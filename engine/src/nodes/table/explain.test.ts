import { describe, expect, it } from 'vitest'
import { explainer } from '../../explain/explain.ts'
import { sentence } from '../../explain/sentence.ts'
import type { PlaybookNode } from '../../playbook/playbook.ts'
import { populationOf } from '../../population/population.ts'
import { customer, day, planOf, playbookWith, RUN, text } from '../../testing/small-bank.ts'
import type { Maybe } from '../../values/value-type.ts'

type Table = Extract<PlaybookNode, { kind: 'table' }>

/** What is said of the table for a customer, in English unless told otherwise. */
function said(more: Partial<Table>, facts: Readonly<Record<string, Maybe>>, locale: 'en' | 'zh-CN' = 'en') {
  const node: Table = {
    id: 'deal',
    kind: 'table',
    name: { 'zh-CN': '优惠', en: 'Deal' },
    hitPolicy: 'first',
    inputs: [{ of: 'fees', label: { 'zh-CN': '手续费', en: 'Fees paid' } }],
    outputs: [{ id: 'level', type: 'class', values: ['gold', 'plain'] }],
    rows: [],
    ...more,
  }
  const plan = planOf(playbookWith(node))
  const view = explainer(plan).view(populationOf(plan, [customer(facts)]), 0, RUN)
  const bound = plan.nodes.find((each) => each.node.id === 'deal')
  return bound?.explain(view).map((reason) => sentence(reason, locale, 'CNY'))
}

const row = (...when: string[]) => ({ when, then: ['gold'] })
const inputs = (...of: string[]) =>
  of.map((name): Table['inputs'][number] => ({ of: name, ifMissing: 'fails' }))

describe('the explanation of a table', () => {
  it('says which row decided and what of the customer it admitted', () => {
    const rows = [row('< 5'), { ...row('[500..1000)'), note: { 'zh-CN': '老客户', en: 'old customers' } }]
    expect(said({ rows }, { fees: 500 })).toEqual([
      'Deal: gold, by row 2 (old customers).',
      'Fees paid: ¥5.00 (at least ¥5.00 and less than ¥10.00).',
    ])
    expect(said({ rows }, { fees: 4 })?.[0]).toBe('Deal: gold, by row 1.')
    expect(said({ rows }, { fees: 500 }, 'zh-CN')).toEqual([
      '优惠：gold（依据第 2 行：老客户）。',
      '手续费：¥5.00（不低于 ¥5.00 且小于 ¥10.00）。',
    ])
  })

  it.each([
    ['500', 'exactly ¥5.00'],
    ['< 501', 'less than ¥5.01'],
    ['<= 500', 'at most ¥5.00'],
    ['> 499', 'more than ¥4.99'],
    ['>= 500', 'at least ¥5.00'],
    ['[1..500]', 'from ¥0.01 to ¥5.00'],
    ['(1..500]', 'more than ¥0.01 and at most ¥5.00'],
    ['(1..501)', 'more than ¥0.01 and less than ¥5.01'],
    ['100, >= 400, > 450', 'at least ¥4.00'],
    ['not(400)', 'at least ¥4.01'],
    ['!= 600', 'at most ¥5.99'],
  ])('puts the cell %s in words', (cell, words) => {
    expect(said({ rows: [row(cell)] }, { fees: 500 })?.[1]).toBe(`Fees paid: ¥5.00 (${words}).`)
  })

  it('tells days, classes, flags and what is missing', () => {
    const said3 = said(
      {
        inputs: inputs('matures', 'held_tier', 'do_not_contact', 'last_contact', 'touches'),
        rows: [row('>= 2024-02-29', 'A, B', 'false', 'missing', 'known')],
      },
      { matures: day('2024-02-29'), held_tier: 'B', do_not_contact: false, touches: 3 },
    )
    expect(said3).toEqual([
      'Deal: gold, by row 1.',
      'matures: 2024-02-29 (at least 2024-02-29).',
      'held_tier: B (one of A, B).',
      'do_not_contact: no (one of no).',
      'last_contact: not known.',
      'touches: 3.',
    ])
  })

  it('leaves out what the row does not look at', () => {
    expect(said({ rows: [row(' - ')] }, {})).toEqual(['Deal: gold, by row 1.'])
  })

  it('tells every output', () => {
    const outputs: Table['outputs'] = [
      { id: 'fee', type: 'money', otherwise: 100 },
      { id: 'until', type: 'date', label: { 'zh-CN': '截止', en: 'Until' } },
    ]
    const rows = [{ when: ['> 5'], then: [200, '2026-03-01'] }]
    expect(said({ outputs, rows }, { fees: 6 })?.slice(0, 2)).toEqual([
      'Deal: ¥2.00, by row 1.',
      'Deal, Until: 2026-03-01.',
    ])
    expect(said({ outputs, rows }, { fees: 5 })).toEqual([
      'Deal: ¥1.00, because no row applies.',
      'Deal, Until: not known.',
      'Fees paid: ¥0.05.',
    ])
  })

  it('says so when no row applies', () => {
    expect(said({ rows: [row('> 5')] }, { fees: 5 })).toEqual([
      'Deal: no outcome, because no row applies.',
      'Fees paid: ¥0.05.',
    ])
  })

  it('tells the rows of a list in its order', () => {
    const rows = [
      { when: ['>= 5'], then: ['plain'] },
      { when: ['>= 6'], then: ['gold'], note: text('better') },
      { when: ['>= 7'], then: ['gold'] },
    ]
    expect(said({ hitPolicy: 'output_order', rows }, { fees: 6 })).toEqual([
      'Deal: gold, because row 2 applies (better).',
      'Deal: plain, because row 1 applies.',
      'Fees paid: ¥0.06.',
    ])
    expect(said({ hitPolicy: 'collect', rows }, { fees: 4 })).toEqual([
      'Deal: the list is empty, because no row applies.',
      'Fees paid: ¥0.04.',
    ])
  })

  it('tells of what a number is made', () => {
    const outputs: Table['outputs'] = [{ id: 'fee', type: 'money' }]
    const rows = [
      { when: ['>= 5'], then: [100] },
      { when: ['>= 6'], then: [300] },
    ]
    const by = (aggregation: Table['aggregation'], fees: number) =>
      said({ hitPolicy: 'collect', aggregation, outputs, rows }, { fees })
    expect(by('sum', 6)).toEqual([
      'Deal: ¥4.00, the sum of 2 rows that apply.',
      'Deal: ¥1.00, because row 1 applies.',
      'Deal: ¥3.00, because row 2 applies.',
      'Fees paid: ¥0.06.',
    ])
    expect(by('least', 6)?.[0]).toBe('Deal: ¥1.00, the least of 2 rows that apply.')
    expect(by('most', 5)?.[0]).toBe('Deal: ¥1.00, the most of 1 row that applies.')
    expect(by('count', 5)?.[0]).toBe('Deal: 1 row applies.')
    expect(by('count', 4)).toEqual(['Deal: no row applies.', 'Fees paid: ¥0.04.'])
    expect(by('sum', 4)).toEqual(['Deal: no outcome, because no row applies.', 'Fees paid: ¥0.04.'])
  })
})
