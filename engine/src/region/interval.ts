import type { ValueKind } from '../values/value-type.ts'

/** The numbers from `least` to `most`; an infinite end is open. */
export interface Interval {
  readonly least: number
  readonly most: number
  readonly leastOpen: boolean
  readonly mostOpen: boolean
}

/** Whether figures of a kind are whole numbers; only percentages have others. */
export const isWholeKind = (kind: ValueKind): boolean => kind !== 'percent'

export const closed = (least: number, most: number): Interval => ({
  least,
  most,
  leastOpen: least === -Infinity,
  mostOpen: most === Infinity,
})

/** Whether a number lies between the ends. */
export const inInterval = (value: number, { least, most, leastOpen, mostOpen }: Interval): boolean =>
  (leastOpen ? value > least : value >= least) && (mostOpen ? value < most : value <= most)

/** What two intervals have in common; perhaps nothing: `normalised` drops such a one. */
export function overlap(one: Interval, other: Interval): Interval {
  const least = Math.max(one.least, other.least)
  const most = Math.min(one.most, other.most)
  const opensAt = (value: number, open: 'leastOpen' | 'mostOpen', end: 'least' | 'most') =>
    [one, other].some((each) => each[end] === value && each[open])
  return {
    least,
    most,
    leastOpen: opensAt(least, 'leastOpen', 'least'),
    mostOpen: opensAt(most, 'mostOpen', 'most'),
  }
}

/** Everything that lies in none of the intervals, which are sorted and disjoint. */
export function outside(intervals: readonly Interval[]): Interval[] {
  const gaps: Interval[] = []
  let [least, leastOpen] = [-Infinity, true]
  for (const each of intervals) {
    gaps.push({ least, leastOpen, most: each.least, mostOpen: !each.leastOpen })
    least = each.most
    leastOpen = !each.mostOpen
  }
  if (least < Infinity) gaps.push({ least, leastOpen, most: Infinity, mostOpen: true })
  return gaps.filter(({ most }) => most > -Infinity)
}

/** Sorted, disjoint and not empty; of whole numbers with ends that are whole and belong to them. */
export function normalised(intervals: readonly Interval[], whole: boolean): Interval[] {
  const tight = intervals.map(whole ? toWhole : inForm)
  const sorted = tight
    .filter((each) => !hasNothing(each))
    .toSorted((one, other) => one.least - other.least || Number(one.leastOpen) - Number(other.leastOpen))
  const merged: Interval[] = []
  for (const next of sorted) {
    const last = merged.at(-1)
    if (last && touches(last, next, whole)) merged[merged.length - 1] = joined(last, next)
    else merged.push(next)
  }
  return merged
}

/** With ends in the one form that they have: infinite ones open, and never -0, which would differ from 0. */
const inForm = ({ least, most, leastOpen, mostOpen }: Interval): Interval => ({
  least: least + 0,
  most: most + 0,
  leastOpen: leastOpen || least === -Infinity,
  mostOpen: mostOpen || most === Infinity,
})

const toWhole = ({ least, most, leastOpen, mostOpen }: Interval): Interval => ({
  least: wholeFrom(least, leastOpen),
  most: -wholeFrom(-most, mostOpen) + 0,
  leastOpen: least === -Infinity,
  mostOpen: most === Infinity,
})

/** The least whole number from an end on; never -0. */
const wholeFrom = (end: number, open: boolean): number =>
  (open && Number.isInteger(end) ? end + 1 : Math.ceil(end)) + 0

function hasNothing({ least, most, leastOpen, mostOpen }: Interval): boolean {
  if (least > most || Number.isNaN(least) || Number.isNaN(most)) return true
  if (least === most) return leastOpen || mostOpen
  return leastOpen && mostOpen && !isBetween(middle(least, most), least, most)
}

const isBetween = (value: number, least: number, most: number): boolean => value > least && value < most

/** Between two ends; doubles next to each other have nothing between them. */
function middle(least: number, most: number): number {
  if (least === -Infinity) return most > 0 ? 0 : Math.min(most - 1, most * 2)
  if (most === Infinity) return least < 0 ? 0 : Math.max(least + 1, least * 2)
  return least / 2 + most / 2
}

/** Whether nothing lies between an interval and the next one. */
function touches(last: Interval, next: Interval, whole: boolean): boolean {
  if (whole) return next.least <= last.most + 1
  return next.least < last.most || (next.least === last.most && !(last.mostOpen && next.leastOpen))
}

function joined(last: Interval, next: Interval): Interval {
  if (next.most < last.most) return last
  const mostOpen = next.most === last.most ? next.mostOpen && last.mostOpen : next.mostOpen
  return { ...last, most: next.most, mostOpen }
}

/** A plain number of an interval: `near` itself, the end next to it, or a whole number beside an open end. */
export function valueIn(interval: Interval, whole: boolean, near = 0): number {
  const { least, most, leastOpen, mostOpen } = interval
  const beside = [Math.floor(least) + 1, Math.ceil(most) - 1]
  const ends = whole || !leastOpen || !mostOpen ? [least, most] : []
  const plain = [near, ...[...ends, ...beside].toSorted((one, other) => away(one, near) - away(other, near))]
  return (
    (plain.find((each) => Number.isFinite(each) && inInterval(each, interval)) ?? middle(least, most)) + 0
  )
}

const away = (value: number, near: number): number => Math.abs(value - near)
