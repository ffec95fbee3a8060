import { describe, expect, it } from 'vitest'
import { type Plan, plan, planChecked } from '../../plan/plan.ts'
import type { Fact } from '../../playbook/fact.ts'
import type { PlaybookNode } from '../../playbook/playbook.ts'
import {
  customer,
  day,
  decide,
  fact,
  PLAYBOOK,
  planOf,
  playbookWith,
  text,
} from '../../testing/small-bank.ts'
import type { Maybe } from '../../values/value-type.ts'

type Table = Extract<PlaybookNode, { kind: 'table' }>
type Row = readonly [when: string[], ...given: Table['rows'][number]['then']]

const table = (
  hitPolicy: Table['hitPolicy'],
  inputs: Table['inputs'],
  outputs: Table['outputs'],
  rows: readonly Row[],
  more: Partial<Table> = {},
): Table => ({
  id: 'deal',
  kind: 'table',
  name: text('Deal'),
  hitPolicy,
  inputs,
  outputs,
  rows: rows.map(([when, ...given]) => ({ when, then: given })),
  ...more,
})

const FEES = [{ of: 'fees' }]
const MONEY: Table['outputs'] = [{ id: 'fee', type: 'money' }]

type Facts = Readonly<Record<string, Maybe>>

const decided = async (node: Table, facts: Facts, ...further: PlaybookNode[]) =>
  decide(planOf(playbookWith(node, ...further)), customer(facts))

/** The plan of a table, as it is, over one more fact. */
function planWith(node: Table, further: Fact): Plan {
  const bank = playbookWith(node)
  const planned = plan({ ...bank, facts: [...bank.facts, further] })
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
  return planned.plan
}

/** The list that a table yields for a customer. */
async function listed(node: Table, facts: Facts) {
  const plan = planOf(playbookWith(node))
  const values = await decide(plan, customer(facts))
  return plan.nodes.find((bound) => bound.node.id === 'deal')?.list((name) => values[name] ?? null)
}

describe('a table of which one row decides', () => {
  const OVERLAPPING: Row[] = [
    [['>= 10'], 3],
    [['>= 20'], 1],
    [['>= 30'], 2],
  ]

  it('by "first" takes the first row that applies, and says which', async () => {
    const node = table('first', FEES, MONEY, OVERLAPPING.toReversed())
    expect(await decided(node, { fees: 30 })).toMatchObject({ deal: 2, 'deal.row': 1 })
    expect(await decided(node, { fees: 29 })).toMatchObject({ deal: 1, 'deal.row': 2 })
    expect(await decided(node, { fees: 9 })).toMatchObject({ deal: null, 'deal.row': 0 })
  })

  it('by "priority" takes the row whose output stands first in the values; ties go by the next output, then the row', async () => {
    const outputs: Table['outputs'] = [
      { id: 'level', type: 'class', values: ['gold', 'silver'] },
      { id: 'rate', type: 'percent', values: [3, 1.5, 2] },
      { id: 'note', type: 'text' },
    ]
    const node = table('priority', [...FEES, { of: 'visits' }], outputs, [
      [['-', '-'], 'silver', 3, 'first'],
      [['>= 10', '-'], 'gold', 2, 'second'],
      [['>= 10', '-'], 'gold', 2, 'third'],
      [['>= 20', '-'], 'gold', 1.5, 'fourth'],
    ])
    expect(await decided(node, { fees: 0 })).toMatchObject({
      deal: 'silver',
      'deal.row': 1,
      'deal.note': 'first',
    })
    expect(await decided(node, { fees: 10 })).toMatchObject({
      deal: 'gold',
      'deal.row': 2,
      'deal.note': 'second',
    })
    expect(await decided(node, { fees: 20 })).toMatchObject({ 'deal.rate': 1.5, 'deal.row': 4 })
  })

  it('by "unique" and "any" takes the row that applies', async () => {
    const unique = table('unique', FEES, MONEY, [
      [['< 10'], 1],
      [['[10..20)'], 2],
      [['>= 20'], 3],
    ])
    expect((await decided(unique, { fees: 19 })).deal).toBe(2)
    const any = table('any', FEES, MONEY, [
      [['>= 10'], 1],
      [['>= 20'], 1],
      [['< 0'], 2],
    ])
    expect(await decided(any, { fees: 20 })).toMatchObject({ deal: 1, 'deal.row': 1 })
    expect(await decided(any, { fees: -1 })).toMatchObject({ deal: 2, 'deal.row': 3 })
  })

  it('gives "otherwise" when no row applies, output by output', async () => {
    const outputs: Table['outputs'] = [
      { id: 'fee', type: 'money', otherwise: 0 },
      { id: 'until', type: 'date', otherwise: '2024-02-29' },
      { id: 'note', type: 'text' },
    ]
    const node = table('first', FEES, outputs, [[['> 0'], 5, '2026-03-01', 'yes']])
    expect(await decided(node, { fees: 0 })).toMatchObject({
      deal: 0,
      'deal.until': day('2024-02-29'),
      'deal.note': null,
    })
    expect(await decided(node, { fees: 1 })).toMatchObject({ deal: 5, 'deal.until': day('2026-03-01') })
  })

  it('gives values of every type, texts of any script among them', async () => {
    const hostile = ['"); drop table customers; --', "'", '`$1', '\\u0000\n', '金卡，一级', '__proto__']
    const node = table(
      'first',
      FEES,
      [
        { id: 'note', type: 'text' },
        { id: 'sure', type: 'flag' },
        { id: 'after', type: 'days' },
        { id: 'most', type: 'count' },
      ],
      hostile.map((each, at): Row => [[String(at)], each, at % 2 === 0, at, 1_000_000_000]),
    )
    for (const [at, each] of hostile.entries()) {
      expect(await decided(node, { fees: at })).toMatchObject({
        deal: each,
        'deal.sure': at % 2 === 0,
        'deal.after': at,
        'deal.most': 1_000_000_000,
      })
    }
  })

  it('tests money to the last unit, percent between whole numbers and leap days', async () => {
    const edge = Number.MAX_SAFE_INTEGER
    const money = table('first', [{ of: 'balance' }], MONEY, [
      [[`> ${edge - 1}`], 1],
      [[`(-1..0]`], 2],
      [[`<= -${edge}`], 3],
    ])
    expect((await decided(money, { balance: edge })).deal).toBe(1)
    expect((await decided(money, { balance: edge - 1 })).deal).toBe(null)
    expect((await decided(money, { balance: 0 })).deal).toBe(2)
    expect((await decided(money, { balance: -1 })).deal).toBe(null)
    expect((await decided(money, { balance: -edge })).deal).toBe(3)
    const dates = table('first', [{ of: 'matures', ifMissing: 'fails' }], MONEY, [
      [['2024-02-29'], 1],
      [['(2024-02-28..2024-03-02)'], 2],
    ])
    expect((await decided(dates, { matures: day('2024-02-29') })).deal).toBe(1)
    expect((await decided(dates, { matures: day('2024-03-01') })).deal).toBe(2)
    expect((await decided(dates, { matures: day('2024-02-28') })).deal).toBe(null)
    const percent = table('first', [{ of: 'rate' }], MONEY, [
      [['(1..2)'], 1],
      [['0.1, 2'], 2],
    ])
    const bank = playbookWith(percent)
    const plan = planOf({ ...bank, facts: [...bank.facts, fact('rate', 'percent')] })
    const byRate = async (rate: number) => (await decide(plan, customer({ rate }))).deal
    expect([
      await byRate(1),
      await byRate(1.0001),
      await byRate(2),
      await byRate(0.1),
      await byRate(0.30000000000000004 - 0.2),
    ]).toEqual([null, 1, 2, 2, null])
  })
})

describe('a missing figure', () => {
  const rows: Row[] = [
    [['missing'], 1],
    [['A, B'], 2],
    [['not(C)'], 3],
    [['-'], 4],
  ]
  const by = async (ifMissing: 'fails' | 'holds', some: Row[], held: string | null) =>
    (await decided(table('first', [{ of: 'held_tier', ifMissing }], MONEY, some), { held_tier: held })).deal

  it('is tested as the cells say, and for the rest as the column says', async () => {
    expect(await by('fails', rows, null)).toBe(1)
    expect(await by('fails', rows.slice(1), null)).toBe(4)
    expect(await by('holds', rows.slice(1), null)).toBe(2)
    expect(await by('holds', rows.slice(2), null)).toBe(3)
    expect(await by('holds', rows, 'B')).toBe(2)
    expect(await by('fails', rows, 'C')).toBe(4)
    expect(
      await by(
        'holds',
        [
          [['known'], 5],
          [['-'], 6],
        ],
        null,
      ),
    ).toBe(6)
    expect(
      await by(
        'fails',
        [
          [['not(missing, A)'], 5],
          [['-'], 6],
        ],
        null,
      ),
    ).toBe(6)
    expect(
      await by(
        'fails',
        [
          [['C, missing'], 5],
          [['-'], 6],
        ],
        null,
      ),
    ).toBe(5)
  })
})

describe('a table that collects', () => {
  const rows: Row[] = [
    [['>= 30'], 2, 'b'],
    [['>= 10'], 3, 'c'],
    [['>= 20'], 1, 'a'],
    [['>= 10'], 3, 'd'],
  ]
  const outputs: Table['outputs'] = [
    { id: 'fee', type: 'money', values: [1, 3, 2] },
    { id: 'note', type: 'text', values: ['d', 'a', 'b', 'c'] },
  ]

  it('lists what all rows that apply give, in the order of the rows or of the values', async () => {
    const by = (hitPolicy: Table['hitPolicy'], fees: number) =>
      listed(table(hitPolicy, FEES, outputs, rows), { fees })
    expect(await by('collect', 30)).toEqual([2, 3, 1, 3])
    expect(await by('rule_order', 20)).toEqual([3, 1, 3])
    expect(await by('output_order', 30)).toEqual([1, 3, 3, 2])
    expect(await by('output_order', 9)).toEqual([])
  })

  it('has a flag for each row, by its id or its place, to which others refer', async () => {
    const node = table(
      'rule_order',
      FEES,
      MONEY,
      rows.map(([when, fee = 0]): Row => [when, fee]),
    )
    const named = { ...node, rows: node.rows.map((row, at) => (at === 2 ? { ...row, id: 'special' } : row)) }
    const rule: PlaybookNode = {
      id: 'care',
      kind: 'rule',
      name: text('Care'),
      when: {
        all: [
          { of: 'deal.special', is: 'equal', value: true },
          { of: 'deal.row_1', is: 'equal', value: false },
        ],
      },
    }
    expect(await decided(named, { fees: 20 }, rule)).toMatchObject({
      care: true,
      'deal.row_2': true,
      'deal.row_4': true,
    })
    expect(await decided(named, { fees: 30 }, rule)).toMatchObject({ care: false, 'deal.row_1': true })
  })

  it('lists days as days, and rows that apply to everybody', async () => {
    const dates: Table['outputs'] = [{ id: 'until', type: 'date' }]
    const node = table('collect', FEES, dates, [
      [['-'], '2024-02-29'],
      [['> 0'], '2026-01-01'],
    ])
    expect(await listed(node, { fees: 0 })).toEqual([day('2024-02-29')])
    expect(await listed(node, { fees: 1 })).toEqual(['2024-02-29', '2026-01-01'].map(day))
  })

  const aggregated = async (
    aggregation: NonNullable<Table['aggregation']>,
    fees: number,
    otherwise?: number,
  ) => {
    const some = MONEY.map((output) => ({ ...output, ...(otherwise !== undefined && { otherwise }) }))
    const plain = rows.map(([when, fee = 0]): Row => [when, fee])
    return (await decided(table('collect', FEES, some, plain, { aggregation }), { fees })).deal
  }

  it('makes one number of them: their sum, least, most or count', async () => {
    const all = async (fees: number) =>
      Promise.all((['sum', 'least', 'most', 'count'] as const).map((each) => aggregated(each, fees)))
    expect(await all(30)).toEqual([9, 1, 3, 4])
    expect(await all(10)).toEqual([6, 3, 3, 2])
    expect(await all(9)).toEqual([null, null, null, 0])
    expect([await aggregated('sum', 9, 7), await aggregated('sum', 10, 7)]).toEqual([7, 6])
  })

  it('makes one number of each output', async () => {
    const two: Table['outputs'] = [
      { id: 'fee', type: 'money' },
      { id: 'rate', type: 'percent', otherwise: 9 },
    ]
    const node = table(
      'collect',
      FEES,
      two,
      [
        [['> 0'], 5, 0.1],
        [['> 1'], -7, 0.2],
      ],
      { aggregation: 'sum' },
    )
    expect(await decided(node, { fees: 2 })).toMatchObject({ deal: -2, 'deal.rate': 0.3 })
    expect(await decided(node, { fees: 0 })).toMatchObject({ deal: null, 'deal.rate': 9 })
  })

  it('adds in the order of the rows, however many there are', async () => {
    const rates = Array.from({ length: 100 }, (_, at) => ((at * 37) % 101) / 10 - 5)
    const percent: Table['outputs'] = [{ id: 'rate', type: 'percent' }]
    const node = table(
      'collect',
      FEES,
      percent,
      rates.map((rate, at): Row => [[`>= ${at}`], rate]),
      { aggregation: 'sum' },
    )
    for (const fees of [0, 16, 50, 99]) {
      const inOrder = rates.slice(0, fees + 1).reduce((sum, rate) => sum + rate, 0)
      expect((await decided(node, { fees })).deal).toBe(inOrder)
    }
  })
})

describe('the plan of a table', () => {
  it('hands out the outputs and the row that decided, of a list the flags of its rows, of a number only that', () => {
    const handedOut = (node: Table) =>
      planChecked(playbookWith(node)).outputs.flatMap(({ node: of, name }) => (of === 'deal' ? [name] : []))
    const two: Table['outputs'] = [...MONEY, { id: 'sure', type: 'flag' }]
    const rows: Row[] = [[['> 5'], 1, true]]
    expect(handedOut(table('first', FEES, two, rows))).toEqual(['deal.row', 'deal', 'deal.sure'])
    expect(handedOut(table('collect', FEES, two, rows))).toEqual(['deal.row_1'])
    const summed = table('collect', FEES, MONEY, [[['> 5'], 1]], { aggregation: 'sum' })
    expect(handedOut(summed)).toEqual(['deal'])
  })

  it('is made anew where the same table tests figures of another type', async () => {
    const node = table('first', [{ of: 'figure' }], MONEY, [
      [['(1..2)'], 1],
      [['-'], 2],
    ])
    const by = (type: 'percent' | 'count', figure: number) =>
      decide(planWith(node, fact('figure', type)), customer({ figure }))
    // Between two counts there is nothing, so the row is refused; between two percentages there is.
    expect(await by('percent', 1.5)).toMatchObject({ deal: 1 })
    expect(() => by('count', 1)).toThrow('cell_nothing_between')
    const classes = (...values: string[]): Fact => ({ ...fact('figure', 'flag'), type: 'class', values })
    const negated = table('first', [{ of: 'figure' }], MONEY, [
      [['not(a)'], 1],
      [['-'], 2],
    ])
    expect(await decide(planWith(negated, classes('a', 'b')), customer({ figure: 'b' }))).toMatchObject({
      deal: 1,
    })
    expect(await decide(planWith(negated, classes('c', 'a')), customer({ figure: 'c' }))).toMatchObject({
      deal: 1,
    })
  })

  it('puts a test that several cells share once', () => {
    const rows = Array.from(
      { length: 50 },
      (_, at): Row => [[`${at}`, at % 2 === 0 ? '>= 5' : 'not(< 5)'], at],
    )
    const node = table('first', [...FEES, { of: 'visits' }], MONEY, rows)
    const steps = planChecked(playbookWith(node)).steps.filter(({ node: of }) => of === 'deal')
    expect(steps.map(({ name }) => name)).toEqual(['deal.2_1', 'deal.row', 'deal'])
  })

  it('of 10,000 cells is made in a moment', () => {
    const cells = (row: number) => Array.from({ length: 10 }, (_, at) => `[${row + at}..${row * 3 + at + 1})`)
    const names = Array.from({ length: 10 }, (_, at) => `figure_${at}`)
    const node = table(
      'first',
      names.map((of) => ({ of })),
      MONEY,
      Array.from({ length: 1000 }, (_, at): Row => [cells(at), at]),
    )
    const playbook = {
      ...playbookWith(node),
      facts: [...PLAYBOOK.facts, ...names.map((name) => fact(name, 'count'))],
    }
    const before = performance.now()
    expect(planChecked(playbook).steps.length).toBeGreaterThan(0)
    expect(performance.now() - before).toBeLessThan(5000)
  })
})

describe('the outcome of a table', () => {
  const asked = (node: Table, ifMissing?: boolean): PlaybookNode => ({
    id: 'care',
    kind: 'rule',
    name: text('Care'),
    when: { of: node.id, is: 'at_least', value: 5, ...(ifMissing !== undefined && { ifMissing }) },
  })

  it('may be missing unless it is said what it is otherwise, or the rows leave nobody out', async () => {
    const [gap, covered]: Row[][] = [
      [
        [['< 10'], 5],
        [['> 10'], 6],
      ],
      [
        [['< 10'], 5],
        [['>= 10'], 6],
      ],
    ]
    const node = table('first', FEES, MONEY, gap ?? [])
    expect((await decided(node, { fees: 10 }, asked(node, true))).care).toBe(true)
    expect(() => planOf(playbookWith(node, asked(node)))).toThrow('missing_undecided')
    const whole = table('first', FEES, MONEY, covered ?? [])
    expect((await decided(whole, { fees: 10 }, asked(whole))).care).toBe(true)
    expect(() => planOf(playbookWith(whole, asked(whole, true)))).toThrow('missing_impossible')
    const otherwise = table('first', FEES, [{ id: 'fee', type: 'money', otherwise: 4 }], gap ?? [])
    expect((await decided(otherwise, { fees: 10 }, asked(otherwise))).care).toBe(false)
  })

  it('is no single value when it is a list', () => {
    const node = table('collect', FEES, MONEY, [[['> 0'], 1]])
    expect(() => planOf(playbookWith(node, asked(node)))).toThrow('no_single_value')
  })

  it('may be what another table tests', async () => {
    const first = {
      ...table(
        'first',
        FEES,
        [{ id: 'level', type: 'class', values: ['gold', 'plain'] }],
        [
          [['>= 5'], 'gold'],
          [['-'], 'plain'],
        ],
      ),
      id: 'level',
    }
    const second = table('unique', [{ of: 'level' }, { of: 'level.row' }], MONEY, [
      [['gold', '1'], 1],
      [['plain', '2'], 2],
    ])
    expect((await decided(second, { fees: 5 }, first)).deal).toBe(1)
    expect((await decided(second, { fees: 4 }, first)).deal).toBe(2)
  })
})
