import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  all,
  any,
  type Condition,
  compare,
  constant,
  divide,
  type Expression,
  fact,
  maximum,
  minimum,
  multiply,
  step,
  subtract,
} from '../expression/expression.ts'
import {
  COUNT,
  conditionOn,
  decide,
  FACTS,
  facts,
  factTypes,
  holdsFor,
  named,
  PERCENT,
  POINTS,
  plans,
} from '../testing/small-plans.ts'
import { closed } from './interval.ts'
import { madeCustomer } from './made-customer.ts'
import { decided, narrow, Regions } from './narrow.ts'
import { possibleFigures } from './possible.ts'
import { admits, choices, numbers, type Region } from './region.ts'
import { satisfy } from './satisfy.ts'

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
