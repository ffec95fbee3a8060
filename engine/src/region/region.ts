import type { Maybe, Scalar, ValueType } from '../values/value-type.ts'
import {
  closed,
  type Interval,
  inInterval,
  isWholeKind,
  normalised,
  outside,
  overlap,
  valueIn,
} from './interval.ts'

/**
 * The values of one figure that a test admits, the missing one among them or not. What the checker reasons
 * with: rows of tables and conditions are boxes of regions.
 */
export type Region =
  /** Money, percent, days, counts and dates (day numbers). The intervals are sorted, disjoint and not empty. */
  | {
      readonly kind: 'numbers'
      /** Only whole numbers count: between 3 and 4 there is nothing. All kinds but percent. */
      readonly whole: boolean
      readonly intervals: readonly Interval[]
      readonly missing: boolean
    }
  /** Classes (texts) and flags (booleans). */
  | { readonly kind: 'choices'; readonly of: readonly Scalar[]; readonly missing: boolean }

const EVERY_NUMBER: Interval = { least: -Infinity, most: Infinity, leastOpen: true, mostOpen: true }

/** Every value that a figure of this type may have. */
export function regionOfType(type: ValueType, mayBeMissing: boolean): Region {
  switch (type.kind) {
    case 'class':
      return choices(type.values, mayBeMissing)
    case 'flag':
      return choices([false, true], mayBeMissing)
    default:
      return numbers(type, [EVERY_NUMBER], mayBeMissing)
  }
}

/** The numbers of these intervals, in any order and overlapping as they may. */
export const numbers = (type: ValueType, intervals: readonly Interval[], missing = false): Region =>
  ofIntervals(isWholeKind(type.kind), intervals, missing)

/** The numbers of these intervals, whole or not. */
export const numbersIn = (...intervals: readonly Interval[]): Region => ofIntervals(false, intervals, false)

/** These classes or flags. */
export const choices = (of: readonly Scalar[], missing = false): Region => ({
  kind: 'choices',
  of: [...new Set(of)],
  missing,
})

/** Only the missing value of a figure of this type. */
export const onlyMissing = (type: ValueType): Region =>
  type.kind === 'class' || type.kind === 'flag' ? choices([], true) : numbers(type, [], true)

const ofIntervals = (whole: boolean, intervals: readonly Interval[], missing: boolean): Region => ({
  kind: 'numbers',
  whole,
  intervals: normalised(intervals, whole),
  missing,
})

/** One value of a region, or the missing one, as a region of the same kind. */
export function onlyOf(value: Maybe, region: Region): Region {
  if (value === null) {
    return region.kind === 'numbers'
      ? { ...region, intervals: [], missing: true }
      : { ...region, of: [], missing: true }
  }
  return intersect(only(value), { ...region, missing: false })
}

/** What both regions admit. Regions of different kinds of figures have nothing in common. */
export function intersect(left: Region, right: Region): Region {
  const missing = left.missing && right.missing
  if (left.kind === 'numbers') {
    if (right.kind !== 'numbers') return { ...left, intervals: [], missing }
    const both = left.intervals.flatMap((one) => right.intervals.map((other) => overlap(one, other)))
    return ofIntervals(left.whole || right.whole, both, missing)
  }
  const admitted = new Set(right.kind === 'choices' ? right.of : [])
  return { kind: 'choices', of: left.of.filter((each) => admitted.has(each)), missing }
}

/** What at least one of the regions admits; both are of the same figure. */
export function union(left: Region, right: Region): Region {
  const missing = left.missing || right.missing
  if (left.kind === 'numbers') {
    if (right.kind !== 'numbers') return { ...left, missing }
    return ofIntervals(left.whole && right.whole, [...left.intervals, ...right.intervals], missing)
  }
  return choices([...left.of, ...(right.kind === 'choices' ? right.of : [])], missing)
}

/** The region without the missing value. */
export const known = (region: Region): Region => (region.missing ? { ...region, missing: false } : region)

/** The region of one value. */
export function only(value: Scalar): Region {
  if (typeof value !== 'number') return choices([value])
  return ofIntervals(Number.isInteger(value), [closed(value, value)], false)
}

/** What of `within` the region does not admit. */
export function complement(region: Region, within: Region): Region {
  const missing = within.missing && !region.missing
  if (within.kind === 'numbers') {
    const gaps = outside(region.kind === 'numbers' ? region.intervals : [])
    const left = within.intervals.flatMap((one) => gaps.map((gap) => overlap(one, gap)))
    return ofIntervals(within.whole, left, missing)
  }
  const admitted = new Set(region.kind === 'choices' ? region.of : [])
  return { kind: 'choices', of: within.of.filter((each) => !admitted.has(each)), missing }
}

/** Whether the region admits nothing, not even the missing value. */
export const isEmpty = (region: Region): boolean =>
  !region.missing && (region.kind === 'numbers' ? region.intervals : region.of).length === 0

/**
 * A value of the region: the missing one only where there is no other, and of numbers a plain one, `near` or as
 * close to it as may be. The region is not empty.
 */
export function pick(region: Region, near = 0): Maybe {
  if (region.kind === 'choices') return region.of[0] ?? null
  const [closest] = region.intervals
    .map((each) => valueIn(each, region.whole, near))
    .toSorted((one, other) => Math.abs(one - near) - Math.abs(other - near))
  return closest ?? null
}

/** Whether a value belongs to the region. */
export function admits(region: Region, value: Maybe): boolean {
  if (value === null) return region.missing
  if (region.kind === 'choices') return region.of.includes(value)
  if (typeof value !== 'number' || (region.whole && !Number.isInteger(value))) return false
  return region.intervals.some((each) => inInterval(value, each))
}

/** Whether two regions admit the same values. */
export function equalRegions(left: Region, right: Region): boolean {
  if (left.missing !== right.missing) return false
  if (left.kind === 'choices' || right.kind === 'choices') {
    if (left.kind !== 'choices' || right.kind !== 'choices') return false
    const admitted = new Set(right.of)
    return left.of.length === right.of.length && left.of.every((each) => admitted.has(each))
  }
  return (
    left.intervals.length === right.intervals.length &&
    left.intervals.every((one, at) => {
      const other = right.intervals[at]
      return (
        one.least === other?.least &&
        one.most === other.most &&
        one.leastOpen === other.leastOpen &&
        one.mostOpen === other.mostOpen
      )
    })
  )
}

export type { Interval }
