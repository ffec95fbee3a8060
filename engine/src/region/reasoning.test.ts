import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calculate } from '../evaluate/reference/calculate.ts'
import {
  add,
  all,
  any,
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
  minimum,
  missing,
  multiply,
  not,
  nothing,
  type Operand,
  type Step,
  step,
  subtract,
} from '../expression/expression.ts'
import type { Maybe, ValueType } from '../values/value-type.ts'
import { closed } from './interval.ts'
import { madeCustomer } from './made-customer.ts'
import { decided, narrow, Regions } from './narrow.ts'
import { possibleFigures } from './possible.ts'
import { admits, choices, numbers, type Region } from './region.ts'
import { satisfy } from './satisfy.ts'

/**
 * Reasoning over regions, against going through all customers there are: facts have few values here, and steps
 * are made up of them at random.
 */

const COUNT: ValueType = { kind: 'count' }
const CLASS: ValueType = { kind: 'class', values: ['A', 'B'] }
const SMALL = [0, 1, 2, 3]
const FACTS: Record<string, { type: ValueType; region: Region; values: Maybe[] }> = {
  x: { type: COUNT, region: numbers(COUNT, [closed(0, 3)]), values: SMALL },
  y: { type: COUNT, region: numbers(COUNT, [closed(0, 3)]), values: SMALL },
  maybe: { type: COUNT, region: numbers(COUNT, [closed(0, 3)], true), values: [null, ...SMALL] },
  held: { type: CLASS, region: choices(['A', 'B'], true), values: [null, 'A', 'B'] },
}

const POINTS = Object.entries(FACTS).reduce<Map<string, Maybe>[]>(
  (sofar, [name, { values }]) =>
    sofar.flatMap((point) => values.map((value) => new Map(point).set(name, value))),
  [new Map()],
)

const is = fc.constantFrom('equal', 'not_equal', 'less', 'at_most', 'more', 'at_least' as const)
const small = fc.constantFrom(0, 1, 2, 3, 0.5, -1)

/** Conditions on these numbers and on the facts; a missing one is decided before it is compared. */
const conditionOn = (figures: readonly Operand[]): fc.Arbitrary<Condition> => {
  const figure = fc.constantFrom(...figures)
  const guarded = fc
    .tuple(is, small, fc.boolean())
    .map(([how, value, passes]) =>
      passes
        ? any(missing(fact('maybe')), compare(fact('maybe'), how, constant(value)))
        : all(not(missing(fact('maybe'))), compare(fact('maybe'), how, constant(value))),
    )
  const leaf = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.tuple(figure, is, small).map(([left, how, value]) => compare(left, how, constant(value))),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(figure, is, figure).map(([left, how, right]) => compare(left, how, right)),
    },
    guarded,
    fc.constantFrom(missing(fact('maybe')), missing(fact('held'))),
    fc
      .subarray(['A', 'B'], { minLength: 1 })
      .map((values) => all(not(missing(fact('held'))), { test: 'among', of: fact('held'), values })),
  )
  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      leaf,
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((each) => all(...each)),
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((each) => any(...each)),
      tie('condition').map(not),
    ),
  })).condition
}

/** Numbers made of these. */
const numberOf = (figures: readonly Operand[]): fc.Arbitrary<Expression> =>
  fc.letrec<{ number: Expression }>((tie) => {
    const two = fc.tuple(tie('number'), tie('number'))
    const operations = fc.constantFrom(add, subtract, multiply, minimum, maximum)
    return {
      number: fc.oneof(
        { maxDepth: 2, depthSize: 'small' },
        fc.constantFrom<Expression>(...figures),
        small.map(constant),
        fc.tuple(operations, two).map(([make, [left, right]]) => make(left, right)),
        fc.tuple(tie('number'), fc.constantFrom(2, -4)).map(([left, by]) => divide(left, constant(by))),
        tie('number').map(floor),
        fc.constantFrom(...figures).map((of) => ({ op: 'bands', of, thresholds: [1, 2.5] }) as const),
        fc
          .tuple(conditionOn(figures), two)
          .map(([when, [take, otherwise]]) => choose([{ when, take }], otherwise)),
        fc.constant(choose([{ when: missing(fact('maybe')), take: constant(2) }], fact('maybe'))),
        fc.constant<Expression>({
          op: 'lookup',
          keys: [
            { of: fact('held'), domain: [null, 'A', 'B'] },
            { of: fact('x'), domain: SMALL },
          ],
          results: [0, 1, 2, 3, 3, 1, 0, 2, 1, 1, 1, 1],
        }),
      ),
    }
  }).number

const named = (name: string, type: ValueType, expression: Expression): Step => ({
  name,
  node: 'n',
  type,
  expression,
  output: true,
})

const PERCENT: ValueType = { kind: 'percent' }
const FIGURES: Operand[] = [fact('x'), fact('y')]

/** Steps, one on the other, and a condition on all of them. */
const plans = fc
  .tuple(numberOf(FIGURES), conditionOn(FIGURES), numberOf([...FIGURES, step('s0')]), fc.boolean())
  .chain(([first, flag, second, lacking]) => {
    const guard = compare(fact('x'), 'more', constant(1))
    const steps = [
      named('s0', PERCENT, first),
      named('s1', { kind: 'flag' }, holds(flag)),
      named('s2', PERCENT, second),
      named('s3', PERCENT, lacking ? choose([{ when: guard, take: nothing }], step('s0')) : step('s0')),
    ]
    const on = conditionOn([...FIGURES, step('s0'), step('s2')])
    const known = compare(step('s1'), 'equal', constant(true))
    const unless = all(not(missing(step('s3'))), compare(step('s3'), 'at_most', constant(1)))
    const condition = fc.tuple(on, fc.boolean(), fc.boolean()).map(([each, asks, lacks]) => {
      const further = [...(asks ? [known] : []), ...(lacks ? [unless] : [])]
      return all(each, ...further)
    })
    return condition.map((each) => ({ steps, condition: each }))
  })

function test(condition: Condition, value: (operand: Operand) => Maybe): boolean {
  switch (condition.test) {
    case 'all':
      return condition.of.every((each) => test(each, value))
    case 'any':
      return condition.of.some((each) => test(each, value))
    case 'not':
      return !test(condition.of, value)
    case 'always':
      return condition.holds
    case 'missing':
      return value(condition.of) === null
    case 'among':
      return condition.values.includes(String(value(condition.of)))
    case 'compare': {
      const [left, right] = [value(condition.left), value(condition.right)]
      if (condition.is === 'equal') return left === right
      if (condition.is === 'not_equal') return left !== right
      const [one, other] = [Number(left ?? Number.NaN), Number(right ?? Number.NaN)]
      return { less: one < other, at_most: one <= other, more: one > other, at_least: one >= other }[
        condition.is
      ]
    }
  }
}

/** All figures of a customer. */
function decide(steps: readonly Step[], point: ReadonlyMap<string, Maybe>): Map<string, Maybe> {
  const values = new Map(point)
  const value = (operand: Operand): Maybe =>
    operand.op === 'constant' ? operand.value : (values.get(operand.name) ?? null)
  for (const { name, expression } of steps) {
    const found = calculate(expression, {
      value: (each) => values.get(each) ?? null,
      input: () => 0,
      holds: (condition) => test(condition, value),
      workingDay: (day) => day,
    })
    values.set(name, typeof found === 'number' ? found + 0 : found)
  }
  return values
}

const holdsFor = (condition: Condition, values: ReadonlyMap<string, Maybe>): boolean =>
  test(condition, (operand) =>
    operand.op === 'constant' ? operand.value : (values.get(operand.name) ?? null),
  )

const facts = new Map(Object.entries(FACTS).map(([name, { region }]) => [name, region]))
const factTypes = Object.entries(FACTS).map(([name, { type }]) => [name, type] as const)

describe('reasoning over regions', () => {
  it('never takes for impossible what a figure comes to for somebody', () => {
    fc.assert(
      fc.property(plans, ({ steps }) => {
        const possible = possibleFigures(facts, steps)
        for (const point of POINTS) {
          for (const [name, value] of decide(steps, point)) {
            if (!admits(possible.get(name) ?? choices([]), value)) {
              expect.fail(`${name} is ${value}, not in ${JSON.stringify(possible.get(name))}`)
            }
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('knows exactly what a figure is when the facts are known', () => {
    fc.assert(
      fc.property(plans, fc.constantFrom(...POINTS), ({ steps, condition }, point) => {
        const known = [...point].map(([name, value]): [string, Region] => {
          const only = value === null ? [] : [value]
          const isNumber = FACTS[name]?.type.kind === 'count'
          if (!isNumber) return [name, choices(only, value === null)]
          return [
            name,
            numbers(
              COUNT,
              only.map((each) => closed(Number(each), Number(each))),
              value === null,
            ),
          ]
        })
        const possible = possibleFigures(new Map(known), steps)
        const values = decide(steps, point)
        for (const { name } of steps) {
          const value = values.get(name) ?? null
          expect(possible.get(name), name).toEqual(
            typeof value === 'number'
              ? numbers(PERCENT, [closed(value, value)])
              : typeof value === 'boolean'
                ? choices([value])
                : numbers(PERCENT, [], true),
          )
        }
        expect(decided(condition, new Regions(possible))).toBe(holdsFor(condition, values))
      }),
      { numRuns: 300 },
    )
  })

  it('narrows figures by a condition to no less than what is left of them', () => {
    fc.assert(
      fc.property(plans, fc.boolean(), ({ steps, condition }, toHold) => {
        const narrowed = narrow(condition, toHold, new Regions(possibleFigures(facts, steps)))
        for (const point of POINTS) {
          const values = decide(steps, point)
          if (holdsFor(condition, values) !== toHold) continue
          expect(narrowed).not.toBeNull()
          for (const [name, value] of values)
            expect(admits(narrowed?.get(name) ?? choices([]), value), name).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('says never only where there is no customer, and works back to one where there are', () => {
    let [there, made] = [0, 0]
    fc.assert(
      fc.property(plans, ({ steps, condition }) => {
        const possible = possibleFigures(facts, steps)
        const named = new Map(steps.map((each) => [each.name, each]))
        const goal = { condition, toHold: true }
        const found = satisfy([goal], new Regions(possible), named, { left: 100_000 })
        const shown = POINTS.some((point) => holdsFor(condition, decide(steps, point)))
        expect(found).not.toBe('unknown')
        if (shown) expect(found).not.toBeNull()
        const making = { figures: new Regions(possible), facts: factTypes, steps, named, asOf: 0 }
        const customer = madeCustomer(condition, making, { left: 20_000 })
        if (shown) there += 1
        if (!customer) return
        made += 1
        // Whatever the facts that are said not to matter.
        for (const point of POINTS) {
          if ([...customer.facts].every(([name, value]) => point.get(name) === value)) {
            expect(holdsFor(condition, decide(steps, point))).toBe(true)
          }
        }
      }),
      { numRuns: 400 },
    )
    expect(made).toBeGreaterThan(there * 0.9)
  })

  it('is exact for conditions on facts alone', () => {
    fc.assert(
      fc.property(conditionOn([fact('x'), fact('y')]), (condition) => {
        const found = satisfy([{ condition, toHold: true }], new Regions(facts), new Map(), { left: 100_000 })
        const shown = POINTS.some((point) => holdsFor(condition, point))
        // Two facts compared are as far apart as their bounds tell.
        const comparesTwo = JSON.stringify(condition).match(/"right":\{"op":"fact"/) !== null
        if (shown || !comparesTwo) expect(found !== null).toBe(shown)
      }),
      { numRuns: 300 },
    )
  })
})

describe('reasoning', () => {
  const known = new Regions(facts)
  const [x, y] = [fact('x'), fact('y')]
  const isNever = (...each: Condition[]) =>
    satisfy([{ condition: all(...each), toHold: true }], known, new Map(), { left: 10_000 }) === null
  const spanOf = (expression: Expression, figures: ReadonlyMap<string, Region> = facts) => {
    const region = possibleFigures(figures, [named('s', PERCENT, expression)]).get('s')
    return region?.kind === 'numbers' ? region.intervals.map(({ least, most }) => [least, most]) : null
  }

  it('knows that a figure is what it is', () => {
    expect(isNever(compare(x, 'less', x))).toBe(true)
    expect(isNever(compare(x, 'not_equal', x))).toBe(true)
    expect(isNever(compare(x, 'at_most', x))).toBe(false)
  })

  it('keeps of alternatives no relation that only one of them has', () => {
    const either = any(compare(x, 'less', y), compare(x, 'equal', constant(3)))
    const narrowed = narrow(either, true, known)
    expect(narrowed && narrow(compare(x, 'more', y), true, narrowed)).not.toBeNull()
    expect(isNever(compare(x, 'less', y), compare(x, 'more', y))).toBe(true)
  })

  it('lets the greater of two be anything where the lesser is small enough, and the other way round', () => {
    const steps = (expression: Expression) => new Map([['s', named('s', PERCENT, expression)]])
    const mayBe = (expression: Expression, how: 'at_most' | 'at_least', value: number, other: Condition) => {
      const figures = new Regions(possibleFigures(facts, [...steps(expression).values()]))
      const goal = all(compare(step('s'), how, constant(value)), other)
      return (
        satisfy([{ condition: goal, toHold: true }], figures, steps(expression), { left: 10_000 }) !== null
      )
    }
    const [large, small] = [compare(x, 'equal', constant(3)), compare(x, 'equal', constant(0))]
    expect(mayBe(minimum(x, y), 'at_most', 1, large)).toBe(true)
    expect(mayBe(maximum(x, y), 'at_least', 2, small)).toBe(true)
    expect(mayBe(minimum(x, y), 'at_least', 1, small)).toBe(false)
    expect(mayBe(maximum(x, y), 'at_most', 2, large)).toBe(false)
  })

  it('says nothing of what is divided by what may be nought, and goes on past infinity', () => {
    const below = numbers(COUNT, [closed(-3, 0)])
    expect(spanOf(divide(constant(1), x), new Map([['x', below]]))).toEqual([[-Infinity, Infinity]])
    expect(spanOf(divide(constant(6), add(x, constant(1))))).toEqual([[1.5, 6]])
    const any = numbers(PERCENT, [closed(-Infinity, Infinity)])
    expect(spanOf(multiply(constant(0), x), new Map([['x', any]]))).toEqual([[0, 0]])
    expect(spanOf(subtract(x, x), new Map([['x', any]]))).toEqual([[-Infinity, Infinity]])
  })
})
