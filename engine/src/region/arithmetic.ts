import type { Arithmetic } from '../expression/expression.ts'
import { closed, type Interval } from './interval.ts'
import { numbersIn, type Region } from './region.ts'

type Numbers = Extract<Region, { kind: 'numbers' }>

const EVERYTHING = closed(-Infinity, Infinity)

/** Of a region of numbers the least and the most, as one interval with its ends; everything for other regions. */
export function hull(region: Region): Interval {
  const [first, last] = region.kind === 'numbers' ? [region.intervals[0], region.intervals.at(-1)] : []
  return first && last ? closed(first.least, last.most) : EVERYTHING
}

const ofNumbers = (whole: boolean, interval: Interval): Numbers => ({
  kind: 'numbers',
  whole,
  intervals: [interval],
  missing: false,
})

const isWhole = (region: Region): boolean => region.kind === 'numbers' && region.whole

/**
 * What an arithmetic operation on values of the regions may come to, as one interval. Rounding of doubles is
 * monotonous, so the ends are computed by the very operation that evaluators do.
 */
export function arithmetic(op: Arithmetic, left: Region, right: Region): Region {
  const [one, other] = [hull(left), hull(right)]
  const whole = op !== 'divide' && isWhole(left) && isWhole(right)
  if (op === 'divide' && other.least <= 0 && other.most >= 0) return ofNumbers(false, EVERYTHING)
  const ends = [one.least, one.most].flatMap((each) =>
    [other.least, other.most].map((end) => operate(op, each, end)),
  )
  return ofNumbers(whole, closed(Math.min(...ends), Math.max(...ends)))
}

function operate(op: Arithmetic, left: number, right: number): number {
  switch (op) {
    case 'add':
      return orNothing(left + right)
    case 'subtract':
      return orNothing(left - right)
    case 'multiply':
      return orNothing(left * right)
    case 'divide':
      return orNothing(left / right)
    case 'minimum':
      return Math.min(left, right)
    case 'maximum':
      return Math.max(left, right)
  }
}

/** Nothing times infinity is nothing: the end stands for arbitrarily large numbers, not for a number. */
const orNothing = (end: number): number => (Number.isNaN(end) ? 0 : end)

export function floorOf(region: Region): Region {
  const { least, most } = hull(region)
  return ofNumbers(true, closed(Math.floor(least), Math.floor(most)))
}

/** What comes out within the region when it is rounded down. */
export function floorWithin(region: Region): Region {
  const intervals = region.kind === 'numbers' ? region.intervals : []
  return numbersIn(
    ...intervals.map(({ least, most }) => ({
      least: Math.ceil(least),
      leastOpen: least === -Infinity,
      most: Math.floor(most) + 1,
      mostOpen: true,
    })),
  )
}
