import { describe, expect, it } from 'vitest'
import {
  add,
  type Condition,
  choose,
  compare,
  constant,
  divide,
  type Expression,
  fact,
  floor,
  holds,
  maximum,
  multiply,
  not,
  nothing,
  type Step,
  step,
} from '../../expression/expression.ts'
import { sizeOf } from '../../expression/size.ts'
import type { Plan } from '../../plan/plan.ts'
import { decode } from '../../population/column.ts'
import { populationOf } from '../../population/population.ts'
import { customer, RUN, SMALL } from '../../testing/small-bank.ts'
import type { Maybe, ValueType } from '../../values/value-type.ts'
import { interpret } from '../closures/interpret.ts'
import { compile } from './compile.ts'
import { split } from './split.ts'

const MOST = 32
const COUNT = { kind: 'count' } as const

const stepOf = (expression: Expression, type: ValueType = COUNT): Step => ({
  name: 'only',
  node: 'only',
  type,
  expression,
  output: true,
})

function planOf(only: Step): Plan {
  return { ...SMALL, steps: [only], outputs: [only], types: new Map([...SMALL.types, ['only', only.type]]) }
}

/** Visits from -3 to 70, and the outcome of each by that way of deciding. */
const visits = Array.from({ length: 74 }, (_, at) => at - 3)

function outcomes(only: Step, by: typeof interpret): Maybe[] {
  const plan = planOf(only)
  const people = visits.map((count) => customer({ visits: count, fees: 100 * count }))
  const { columns } = by(plan, {}).decide(populationOf(plan, people), RUN)
  return Array.from(columns.get('only') ?? [], (stored) => decode(only.type, stored))
}

const inPieces: typeof interpret = (plan, extent) => compile(plan, { ...extent, most: MOST })

const isVisits = (count: number): Condition => compare(fact('visits'), 'equal', constant(count))
const counts = (many: number) => Array.from({ length: many }, (_, at) => at)

const WIDE: [string, Expression, ValueType][] = [
  [
    'a condition of many alternatives',
    holds({ test: 'any', of: counts(60).map((at) => isVisits(2 * at)) }),
    { kind: 'flag' },
  ],
  [
    'a condition of many parts',
    holds({ test: 'all', of: counts(60).map((at) => not(isVisits(2 * at))) }),
    { kind: 'flag' },
  ],
  [
    'what does not hold of alternatives within parts',
    holds(
      not({
        test: 'all',
        of: counts(9).map((at) => ({
          test: 'any',
          of: counts(12).map((each) => compare(fact('visits'), 'not_equal', constant(at * each))),
        })),
      }),
    ),
    { kind: 'flag' },
  ],
  [
    'many rules, some of which take nothing',
    choose(
      counts(50).map((at) => ({ when: isVisits(at), take: at % 7 === 0 ? nothing : constant(at * at) })),
      constant(-1),
    ),
    COUNT,
  ],
  [
    'many rules of which the first that holds counts',
    choose(
      counts(50).map((at) => ({
        when: compare(fact('visits'), 'at_least', constant(50 - at)),
        take: constant(50 - at),
      })),
      nothing,
    ),
    COUNT,
  ],
  [
    'many rules of a class',
    choose(
      counts(40).map((at) => ({ when: isVisits(at), take: constant(['A', 'B', 'C'][at % 3] ?? 'A') })),
      fact('held_tier'),
    ),
    { kind: 'class', values: ['x', 'C', 'B', 'A'] },
  ],
  ['many thresholds', { op: 'bands', of: fact('visits'), thresholds: counts(60) }, COUNT],
  [
    'a sum of many',
    counts(40)
      .map((at): Expression => multiply(fact('visits'), constant(at)))
      .reduce(add),
    { kind: 'money' },
  ],
  [
    'fractions and numbers of 33 bits on the way to a whole one',
    floor(
      divide(
        counts(20)
          .map(
            (at): Expression =>
              choose(
                [{ when: isVisits(at), take: multiply(fact('visits'), constant(2 ** 31)) }],
                divide(fact('fees'), constant(3 + at)),
              ),
          )
          .reduce(maximum),
        constant(1000),
      ),
    ),
    COUNT,
  ],
]

describe('what is too long for one piece of code', () => {
  it.each(WIDE)('is worked out by parts: %s', (_, expression, type) => {
    const only = stepOf(expression, type)
    const whole = outcomes(only, interpret)
    expect(outcomes(only, inPieces)).toEqual(whole)
    expect(outcomes(only, compile)).toEqual(whole)
    expect(new Set(whole).size).toBeGreaterThan(1)
  })

  it.each(WIDE)('has only parts that fit: %s', (_, expression, type) => {
    const parts = split(stepOf(expression, type), MOST)
    expect(parts.length).toBeGreaterThan(1)
    for (const part of parts) expect(sizeOf(part.expression), part.name).toBeLessThanOrEqual(2 * MOST)
    const names = parts.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('is left alone when it fits', () => {
    const short = stepOf(add(fact('visits'), step('other')))
    expect(split(short, MOST)).toEqual([short])
  })
})

describe('a table whose place is worked out', () => {
  it('is not read outside of it, though the place counts for nobody there', () => {
    const outside: Condition = {
      test: 'any',
      of: [compare(fact('visits'), 'less', constant(0)), compare(fact('visits'), 'more', constant(29))],
    }
    const table: Expression = {
      op: 'lookup',
      keys: [{ of: fact('visits'), domain: counts(30) }],
      results: counts(30).map((at) => at / 2),
    }
    const only = stepOf(choose([{ when: outside, take: constant(-1) }], table), { kind: 'percent' })
    const plan = planOf(only)
    const people = [-1_000_000_000, -1, 0, 29, 30, 1_000_000_000].map((count) => customer({ visits: count }))
    for (const by of [compile, inPieces, interpret]) {
      const { columns } = by(plan, {}).decide(populationOf(plan, people), RUN)
      expect([...(columns.get('only') ?? [])]).toEqual([-1, -1, 0, 14.5, -1, -1])
    }
  })
})
