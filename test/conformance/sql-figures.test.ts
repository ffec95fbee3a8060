import { afterAll, beforeAll, describe, it } from 'vitest'
import { openDatabases } from './databases/agree.ts'
import type { Database } from './databases/database.ts'
import {
  agreed,
  any,
  both,
  COUNT,
  type Condition,
  customers,
  type Expression,
  FLAG,
  holds,
  MONEY,
  missing,
  not,
  of,
  PERCENT,
  planWith,
  step,
  test,
  unless,
  value,
} from './databases/hand-written.ts'

let databases: readonly Database[] = []
beforeAll(async () => {
  databases = await openDatabases()
})
afterAll(() => Promise.all(databases.map((database) => database.close())))

describe('arithmetic is that of IEEE 754', () => {
  const EDGES = [
    ...[0, 1, -1, 0.1, 1 / 3, 3, -7, 2 ** 53, 2 ** 31, -(2 ** 31)],
    ...[
      Number.MAX_VALUE,
      -Number.MAX_VALUE,
      Number.MIN_VALUE,
      -Number.MIN_VALUE,
      2 ** -1022,
      1.5 * 2 ** -1074,
    ],
    ...[
      2 ** 512,
      2 ** 511,
      -(2 ** 512),
      2 ** -537,
      2 ** -538,
      -(2 ** -600),
      2 ** 1023,
      2 ** 970,
      2 ** 969,
      1e300,
      1e-300,
      1e160,
      1e-160,
    ],
    ...[1 - 2 ** -53, 1 + 2 ** -52, 2 ** -52, 2 ** -51, Number.MAX_VALUE / 2],
  ]
  const pairs = EDGES.flatMap((p) => EDGES.map((q) => ({ p, q, m: Math.trunc(p % 2 ** 53) + 0 })))
  const known = (expression: Expression): Expression =>
    unless(any(missing(of('p')), missing(of('q'))), expression)

  it('where results overflow, vanish or cancel', async () => {
    const planned = planWith({
      sum: [PERCENT, known(both('add', of('p'), of('q')))],
      difference: [PERCENT, known(both('subtract', of('p'), of('q')))],
      product: [PERCENT, known(both('multiply', of('p'), of('q')))],
      quotient: [
        PERCENT,
        unless(
          any(missing(of('p')), missing(of('q')), test(of('q'), 'equal', value(0))),
          both('divide', of('p'), of('q')),
        ),
      ],
      rate: [
        PERCENT,
        unless(
          any(missing(of('p')), missing(of('m')), test(of('p'), 'equal', value(0))),
          both('divide', of('m'), of('p')),
        ),
      ],
      nested: [
        PERCENT,
        known(both('multiply', both('multiply', of('p'), of('q')), both('add', of('p'), value(0.5)))),
      ],
      share: [PERCENT, known(both('divide', both('multiply', of('p'), value(-0.3)), value(1e-7)))],
      whole: [
        PERCENT,
        known({ op: 'floor', of: both('subtract', both('multiply', of('p'), value(0.5)), of('q')) }),
      ],
      least: [PERCENT, known({ op: 'minimum', left: of('p'), right: of('q') })],
      most: [PERCENT, known({ op: 'maximum', left: of('p'), right: both('multiply', of('q'), value(-1)) })],
      later: [
        PERCENT,
        unless(any(missing(of('p')), missing(of('q'))), both('subtract', step('sum'), of('p'))),
      ],
    })
    // The sum of two that overflow to opposite sides is no number: no evaluator is asked for it.
    const rows = pairs.filter(({ p, q }) => Number.isFinite(p + q) && !Number.isNaN(p * q * (p + 0.5)))
    await agreed(databases, planned, customers(...rows, { p: null, q: 1 }, { p: 1, q: null }, {}))
  })

  it('where a zero divisor is part of what is chosen only for others', async () => {
    const lacking = any(missing(of('p')), missing(of('m')), missing(of('n')))
    const share = both('multiply', both('divide', of('m'), of('n')), of('p'))
    const planned = planWith({
      share: [PERCENT, unless(any(lacking, test(of('n'), 'equal', value(0))), share)],
    })
    await agreed(databases, planned, customers({ m: 5, n: 0, p: 2 }, { m: 5, n: 3, p: 0.1 }, { n: 0 }))
  })

  it('for infinite results', async () => {
    const planned = planWith({
      sum: [PERCENT, known(both('add', of('p'), of('q')))],
      product: [PERCENT, known(both('multiply', of('p'), of('q')))],
      no_number: [PERCENT, unless(missing(step('sum')), both('subtract', step('sum'), step('sum')))],
      large: [
        FLAG,
        holds({ test: 'all', of: [not(missing(step('sum'))), test(step('sum'), 'at_least', value(1e308))] }),
      ],
    })
    await agreed(databases, planned, customers(...pairs))
  })

  it('without a negative zero in any outcome', async () => {
    const planned = planWith({
      product: [PERCENT, known(both('multiply', of('p'), of('q')))],
      turned: [MONEY, unless(missing(of('m')), both('multiply', of('m'), value(-1)))],
      floored: [
        PERCENT,
        known({ op: 'floor', of: both('multiply', both('multiply', of('p'), of('q')), value(-1)) }),
      ],
      constant: [PERCENT, value(-0)],
    })
    await agreed(
      databases,
      planned,
      customers({ p: 0, q: -1, m: 0 }, { p: -0, q: 1, m: -0 }, { p: -0, q: -0, m: 5 }),
    )
  })
})

describe('a missing figure', () => {
  const NOBODY = { p: null, q: null, m: null, n: null, d: null, f: null, g: null, c: null, e: null }
  const SOMEBODY = { p: 1.5, q: 2, m: 3, n: 4, d: 20_000, f: true, g: false, c: 'A', e: 'A' }
  const PARTLY = [
    { ...NOBODY, f: true, c: 'B' },
    { ...NOBODY, g: false, e: 'x' },
    { ...SOMEBODY, f: null, c: null },
    { ...SOMEBODY, f: false, c: 'B', e: 'x' },
  ]
  const everybody = customers(NOBODY, SOMEBODY, ...PARTLY)

  it('equals no value and is among none, also under a negation', async () => {
    const conditions: Record<string, Condition> = {
      class_equal: test(of('c'), 'equal', value('A')),
      class_other: test(of('c'), 'not_equal', value('A')),
      class_no_value: test(of('c'), 'equal', value('nowhere')),
      class_never_value: test(of('c'), 'not_equal', value('nowhere')),
      among: { test: 'among', of: of('c'), values: ['A', 'nowhere'] },
      among_none: { test: 'among', of: of('c'), values: ['nowhere'] },
      flag_true: test(of('f'), 'equal', value(true)),
      flag_false: test(of('f'), 'equal', value(false)),
      flag_not_true: test(of('f'), 'not_equal', value(true)),
      flags_equal: test(of('f'), 'equal', of('g')),
      flags_differ: test(of('f'), 'not_equal', of('g')),
      missing: missing(of('n')),
      less: test(of('p'), 'less', of('q')),
      classes_equal: test(of('c'), 'equal', of('e')),
    }
    const steps = Object.entries(conditions).flatMap(([name, condition]) => [
      [name, [FLAG, holds(condition)] as const] as const,
      [`not_${name}`, [FLAG, holds(not(condition))] as const] as const,
      [`not_not_${name}`, [FLAG, holds(not(not(condition)))] as const] as const,
    ])
    await agreed(databases, planWith(Object.fromEntries(steps)), everybody)
  })

  it('stays missing through steps, and chooses its own cell of a table', async () => {
    const planned = planWith({
      nothing: [{ kind: 'class', values: ['A', 'B'] }, { op: 'nothing' }],
      no_number: [COUNT, { op: 'nothing' }],
      no_flag: [FLAG, { op: 'nothing' }],
      no_day: [{ kind: 'date' }, { op: 'nothing' }],
      kept: [COUNT, unless(any(missing(of('n')), test(of('f'), 'equal', value(true))), of('n'))],
      is_kept: [FLAG, holds(not(missing(step('kept'))))],
      day: [{ kind: 'date' }, of('d')],
      recoded: [{ kind: 'class', values: ['B', 'x', 'A'] }, of('c')],
      working: [{ kind: 'days' }, unless(missing(of('d')), { op: 'workingDay', of: of('d') })],
      cell: [
        PERCENT,
        {
          op: 'lookup',
          keys: [
            { of: of('c'), domain: [null, 'A', 'B'] },
            { of: of('f'), domain: [null, false, true] },
          ],
          results: [0.1, 0.2, 0.3, 1, 2, 3, -4, -5, 2 ** 53],
        },
      ],
      flag_cell: [
        FLAG,
        {
          op: 'lookup',
          keys: [{ of: of('e'), domain: [null, 'B', 'x', 'A'] }],
          results: [true, false, true, false],
        },
      ],
      banded: [COUNT, unless(missing(of('p')), { op: 'bands', of: of('p'), thresholds: [-1, 0, 1.5, 1.6] })],
      by_number: [
        COUNT,
        unless(missing(step('banded')), {
          op: 'lookup',
          keys: [{ of: step('banded'), domain: [0, 1, 2, 3, 4] }],
          results: [5, 4, 3, 2, 1],
        }),
      ],
    })
    await agreed(databases, planned, everybody)
  })
})
