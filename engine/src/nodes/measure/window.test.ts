import { describe, expect, it } from 'vitest'
import { reasonsOf } from '../../explain/explain.ts'
import { sentence } from '../../explain/sentence.ts'
import { decisionView } from '../../explain/view.ts'
import type { PlaybookNode } from '../../playbook/playbook.ts'
import { found, inBrief } from '../../testing/found.ts'
import {
  customer,
  decide,
  fact,
  PLAYBOOK,
  planOf,
  playbookWith,
  RUN,
  text,
} from '../../testing/small-bank.ts'
import type { Maybe } from '../../values/value-type.ts'

type Measure = Extract<PlaybookNode, { kind: 'measure' }>
type Window = Extract<Measure['calculation'], { method: 'window' }>

const MONTHS = ['month_1', 'month_2', 'month_3', 'month_4']
const MAYBE = ['maybe_1', 'maybe_2', 'maybe_3']
const FACTS = [
  ...PLAYBOOK.facts,
  ...MONTHS.map((name) => fact(name, 'money')),
  ...MAYBE.map((name) => fact(name, 'money', 'possible')),
  fact('rate_1', 'percent', 'possible'),
  fact('rate_2', 'percent', 'possible'),
]

const node = (rest: Omit<Window, 'method'>): Measure => ({
  id: 'w',
  kind: 'measure',
  name: text('W'),
  calculation: { method: 'window', ...rest },
})
const bank = (measure: Measure) => ({ ...playbookWith(measure), facts: FACTS })

const amounts = (names: readonly string[], values: readonly Maybe[]) =>
  Object.fromEntries(names.map((name, at) => [name, values[at] ?? null]))

const worth = async (rest: Omit<Window, 'method'>, values: Record<string, Maybe>) => {
  const facts = { ...amounts(MONTHS, [0, 0, 0, 0]), ...values }
  return (await decide(planOf(bank(node(rest))), customer(facts))).w
}

describe('a window of periods', () => {
  it.each([
    ['sum', 4, 100],
    ['average', 4, 25],
    ['least', 4, 10],
    ['most', 4, 40],
    ['change', 4, 30],
    ['sum', 2, 70],
    ['average', 3, 30],
    ['least', 2, 30],
    ['most', 1, 40],
    ['change', 2, 10],
  ] as const)('gives the %s of the newest %i', async (statistic, last, expected) => {
    expect(await worth({ facts: MONTHS, last, statistic }, amounts(MONTHS, [40, 30, 20, 10]))).toBe(expected)
  })

  it('takes all periods where it is not said how many', async () => {
    expect(await worth({ facts: MONTHS, statistic: 'sum' }, amounts(MONTHS, [1, 2, 3, 4]))).toBe(10)
  })

  it('rounds an average to a whole amount, halves up, and leaves a percentage as it is', async () => {
    expect(await worth({ facts: MONTHS, last: 2, statistic: 'average' }, amounts(MONTHS, [1, 2]))).toBe(2)
    expect(await worth({ facts: MONTHS, last: 2, statistic: 'average' }, amounts(MONTHS, [-1, -2]))).toBe(-1)
    const rates = { facts: ['rate_1', 'rate_2'], missingPeriods: { as: 'value', value: 0 } } as const
    expect(
      await worth({ ...rates, facts: [...rates.facts], statistic: 'average' }, { rate_1: 1.25, rate_2: 1 }),
    ).toBe(1.125)
  })

  it.each([
    ['sum', [7, null, 1], 8],
    ['average', [7, null, 1], 4],
    ['least', [7, null, 1], 1],
    ['most', [-7, null, -1], -1],
    ['change', [null, 7, 1], 6],
    ['change', [7, 1, null], 6],
    ['change', [7, null, 1], 6],
    ['sum', [null, null, null], -99],
    ['least', [null, null, null], -99],
    ['most', [null, null, null], -99],
    ['change', [null, 7, null], -99],
  ] as const)('leaves missing periods out of the %s of %j', async (statistic, values, expected) => {
    const rest = { facts: MAYBE, statistic, missingPeriods: { as: 'left_out' as const } }
    expect(await worth({ ...rest, ifMissing: -99 }, amounts(MAYBE, values))).toBe(expected)
    const open = expected === -99 ? null : expected
    expect(await worth({ ...rest, mayBeMissing: true }, amounts(MAYBE, values))).toBe(open)
  })

  it.each([
    ['sum', 13],
    ['average', 4],
    ['least', 1],
    ['most', 7],
    ['change', 6],
  ] as const)('or counts missing periods as a value: %s', async (statistic, expected) => {
    const rest = { facts: MAYBE, statistic, missingPeriods: { as: 'value' as const, value: 5 } }
    expect(await worth(rest, amounts(MAYBE, [7, null, 1]))).toBe(expected)
  })

  it.each<[string, Omit<Window, 'method'>, string]>([
    ['undecided missing periods', { facts: MAYBE, statistic: 'sum' }, 'missing_undecided '],
    [
      'an undecided outcome',
      { facts: MAYBE, statistic: 'sum', missingPeriods: { as: 'left_out' } },
      'missing_undecided ',
    ],
    [
      'what cannot be',
      { facts: MONTHS, statistic: 'sum', missingPeriods: { as: 'left_out' } },
      'missing_impossible /missingPeriods',
    ],
    [
      'an outcome that is never missing',
      { facts: MONTHS, statistic: 'sum', ifMissing: 1 },
      'missing_impossible /ifMissing',
    ],
    [
      'two decisions',
      {
        facts: MAYBE,
        statistic: 'sum',
        missingPeriods: { as: 'left_out' },
        ifMissing: 1,
        mayBeMissing: true,
      },
      'missing_decided_twice /mayBeMissing',
    ],
    [
      'periods of several kinds',
      { facts: ['month_1', 'visits'], statistic: 'sum' },
      'window_kinds_differ /facts/1',
    ],
    ['more periods than are listed', { facts: MONTHS, last: 5, statistic: 'sum' }, 'window_too_long /last'],
    ['the change of one', { facts: MONTHS, last: 1, statistic: 'change' }, 'window_too_short /last'],
    [
      'a fraction of a fen',
      { facts: MAYBE, statistic: 'sum', missingPeriods: { as: 'value', value: 0.5 } },
      'measure_missing_value /missingPeriods/value',
    ],
    ['figures of nodes', { facts: ['contribution'], statistic: 'sum' }, 'unknown_fact /facts/0'],
  ])('is refused with %s', (_, rest, expected) => {
    const [code, path] = expected.split(' ')
    expect(inBrief(found(bank(node(rest))))).toContain(`${code} /nodes/10/calculation${path}`)
  })

  it('says of how many periods it is', async () => {
    const plan = planOf(
      bank(node({ facts: MAYBE, statistic: 'average', missingPeriods: { as: 'left_out' }, ifMissing: 5 })),
    )
    const said = async (values: readonly Maybe[]) => {
      const figures = customer({ ...amounts(MONTHS, [0, 0, 0, 0]), ...amounts(MAYBE, values) })
      const view = decisionView(
        plan,
        RUN,
        new Map([...figures, ...Object.entries(await decide(plan, figures))]),
      )
      return reasonsOf(plan, view)
        .filter(({ node }) => node === 'w')
        .map((each) => sentence(each, 'en', 'CNY'))
    }
    expect(await said([100, null, 200])).toEqual([
      'W: ¥1.50, the average of 2 periods.',
      'maybe_1: ¥1.00.',
      'maybe_3: ¥2.00.',
    ])
    expect(await said([null, null, null])).toEqual(['W: too few periods are known, counted as ¥0.05.'])
  })
})
