import type { Expression, LookupKey } from '../expression/expression.ts'
import type { Maybe, Scalar } from '../values/value-type.ts'
import { hull } from './arithmetic.ts'
import { closed, type Interval } from './interval.ts'
import { type Regions, regionOfOperand } from './narrow.ts'
import { regionOf } from './possible.ts'
import { admits, choices, numbersIn, type Region } from './region.ts'

/** That an expression comes out within a region. */
export interface Within {
  readonly expression: Expression
  readonly region: Region
}

type Binary = Extract<Expression, { left: Expression; right: Expression }>

/**
 * What the two sides of an operation have to be for it to come out within the region: never narrower than it must,
 * so that rounding loses nothing.
 */
export function sidesOf({ op, left, right }: Binary, region: Region, figures: Regions): Within[] {
  const [one, other] = [hull(regionOf(left, figures)), hull(regionOf(right, figures))]
  const result = hull(region)
  const within = (expression: Expression, { least, most }: Interval): Within => ({
    expression,
    region: { ...numbersIn(loosely(least, most)), missing: true },
  })
  switch (op) {
    case 'add':
      return [within(left, minus(result, other)), within(right, minus(result, one))]
    case 'subtract':
      return [within(left, plus(result, other)), within(right, minus(one, result))]
    case 'multiply':
      return [
        ...quotients(result, other).map((span) => within(left, span)),
        ...quotients(result, one).map((span) => within(right, span)),
      ]
    case 'divide':
      return other.least > 0 || other.most < 0 ? [within(left, times(result, other))] : []
    case 'minimum':
      return [within(left, atLeast(result, other)), within(right, atLeast(result, one))]
    case 'maximum':
      return [within(left, atMost(result, other)), within(right, atMost(result, one))]
  }
}

const minus = (one: Interval, other: Interval): Interval =>
  closed(one.least - other.most, one.most - other.least)
const plus = (one: Interval, other: Interval): Interval =>
  closed(one.least + other.least, one.most + other.most)

function times(one: Interval, other: Interval): Interval {
  const ends = [one.least, one.most].flatMap((end) => [end * other.least, end * other.most])
  return closed(Math.min(...ends), Math.max(...ends))
}

function quotients(result: Interval, factor: Interval): Interval[] {
  if (factor.least <= 0 && factor.most >= 0) return []
  const ends = [result.least, result.most].flatMap((end) => [end / factor.least, end / factor.most])
  return ends.some(Number.isNaN) ? [] : [closed(Math.min(...ends), Math.max(...ends))]
}

/** What one of two figures has to be for the lesser to come out within the result. */
const atLeast = ({ least, most }: Interval, other: Interval): Interval =>
  closed(least, other.least > most ? most : Infinity)

const atMost = ({ least, most }: Interval, other: Interval): Interval =>
  closed(other.most < least ? least : -Infinity, most)

/** A little more than the interval, for what rounding of doubles may take or give. */
function loosely(least: number, most: number): Interval {
  const [low, high] = [Number.isNaN(least) ? -Infinity : least, Number.isNaN(most) ? Infinity : most]
  if (Number.isSafeInteger(low) && Number.isSafeInteger(high)) return closed(low, high)
  const slack = (end: number) =>
    Number.isSafeInteger(end) || !Number.isFinite(end) ? 0 : Math.abs(end) * 1e-12 + 1e-12
  return closed(low - slack(low), high + slack(high))
}

/** The numbers that reach one of the bands whose levels the region admits. */
export function bandsWithin(thresholds: readonly number[], region: Region): Region {
  const intervals = [-Infinity, ...thresholds].flatMap((least, level): Interval[] => {
    const most = thresholds[level] ?? Infinity
    return admits(region, level) ? [{ least, leastOpen: least === -Infinity, most, mostOpen: true }] : []
  })
  return { ...numbersIn(...intervals), missing: true }
}

/** The ways in which a table comes out within the region: for each value of its first key, what the others are. */
export function cellsWithin(
  keys: readonly LookupKey[],
  results: readonly Scalar[],
  region: Region,
  figures: Regions,
): Within[][] {
  const [first, ...others] = keys
  if (!first) return results[0] !== undefined && admits(region, results[0]) ? [[]] : []
  const current = regionOfOperand(first.of, figures)
  const share = results.length / first.domain.length
  const ways = first.domain.flatMap((value, at): { value: Maybe; ways: Within[][] }[] => {
    if (!admits(current, value)) return []
    const inner = cellsWithin(others, results.slice(at * share, (at + 1) * share), region, figures)
    return inner.length > 0 ? [{ value, ways: inner }] : []
  })
  // Values of the key that leave the same to the other keys are one way.
  const same = new Map<string, { values: Maybe[]; ways: Within[][] }>()
  for (const { value, ways: inner } of ways) {
    const key = JSON.stringify(inner)
    const known = same.get(key)
    if (known) known.values.push(value)
    else same.set(key, { values: [value], ways: inner })
  }
  return [...same.values()].flatMap(({ values, ways: inner }) =>
    inner.map((way) => [{ expression: first.of, region: regionOfValues(values) }, ...way]),
  )
}

function regionOfValues(values: readonly Maybe[]): Region {
  const present = values.filter((value) => value !== null)
  const missing = present.length < values.length
  const points = present.filter((value) => typeof value === 'number')
  if (points.length === 0) return choices(present, missing)
  return { ...numbersIn(...points.map((each) => closed(each, each))), missing }
}
