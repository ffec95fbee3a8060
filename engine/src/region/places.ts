import { type Interval, inInterval, normalised, valueIn } from './interval.ts'
import { type Ranges, rangesOf, sizeOf } from './ranges.ts'
import type { Region } from './region.ts'

/**
 * The values of a figure, cut into as few places as tell the regions of its column apart: no region admits only
 * a part of a place.
 */
export interface Places {
  readonly count: number
  /** The places that a region of the column admits. */
  of(region: Region): Ranges
  /** The values of some places. */
  region(places: Ranges): Region
}

type Numbers = Extract<Region, { kind: 'numbers' }>
type Choices = Extract<Region, { kind: 'choices' }>

/** Cuts what a figure may be where the regions begin and end. */
export const placesOf = (everything: Region, regions: readonly Region[]): Places =>
  everything.kind === 'choices'
    ? placesOfChoices(everything)
    : placesOfNumbers(everything, regions.filter(isNumbers))

const isNumbers = (region: Region): region is Numbers => region.kind === 'numbers'

function placesOfChoices(everything: Choices): Places {
  const at = new Map(everything.of.map((value, place) => [value, place]))
  const count = everything.of.length + Number(everything.missing)
  return {
    count,
    of(region) {
      const values = region.kind === 'choices' ? region.of : []
      const places = values.flatMap((value) => at.get(value) ?? [])
      if (region.missing && everything.missing) places.push(count - 1)
      return rangesOf(places.toSorted((one, other) => one - other))
    },
    region(places) {
      const of = everything.of.filter((_, place) => holds(places, place))
      return { kind: 'choices', of, missing: everything.missing && holds(places, count - 1) }
    },
  }
}

function placesOfNumbers(everything: Numbers, regions: readonly Numbers[]): Places {
  const { whole } = everything
  const intervals = [everything, ...regions].flatMap((region) => region.intervals)
  const cuts = intervals.flatMap((each) => [before(each), after(each, whole)]).toSorted(compareCuts)
  const edges = cuts.filter((cut, at) => nameOf(cut) !== nameOf(cuts[at - 1]))
  const kept: Interval[] = []
  const placeAt = new Map<string, number>()
  for (const [at, edge] of edges.entries()) {
    placeAt.set(nameOf(edge), kept.length)
    const next = edges[at + 1]
    if (!next) continue
    const between = { least: edge.value, leastOpen: edge.after, most: next.value, mostOpen: !next.after }
    if (isPartOf(between, everything)) kept.push(between)
  }
  const count = kept.length + Number(everything.missing)
  const place = (cut: Cut): number => placeAt.get(nameOf(cut)) ?? 0
  return {
    count,
    of(region) {
      const ranges: number[] = []
      const add = (first: number, last: number) => {
        if (first > last) return
        if (ranges.at(-1) === first - 1) ranges[ranges.length - 1] = last
        else ranges.push(first, last)
      }
      if (region.kind === 'numbers') {
        for (const each of region.intervals) add(place(before(each)), place(after(each, whole)) - 1)
      }
      if (region.missing && everything.missing) add(count - 1, count - 1)
      return ranges
    },
    region(places) {
      if (sizeOf(places) === count) return everything
      const chosen = chosenOf(kept, places)
      const missing = everything.missing && holds(places, count - 1)
      return { kind: 'numbers', whole, intervals: normalised(chosen, whole), missing }
    },
  }
}

function chosenOf(kept: readonly Interval[], places: Ranges): Interval[] {
  const chosen: Interval[] = []
  for (let at = 0; at < places.length; at += 2)
    chosen.push(...kept.slice(places[at], (places[at + 1] ?? 0) + 1))
  return chosen
}

/** A point between numbers: just before one, or just after it. */
interface Cut {
  readonly value: number
  readonly after: boolean
}

const before = ({ least, leastOpen }: Interval): Cut => ({ value: least, after: leastOpen })

const after = ({ most, mostOpen }: Interval, whole: boolean): Cut =>
  whole && !mostOpen ? { value: most + 1, after: false } : { value: most, after: !mostOpen }

const compareCuts = (one: Cut, other: Cut): number =>
  one.value === other.value ? Number(one.after) - Number(other.after) : one.value < other.value ? -1 : 1

const nameOf = (cut: Cut | undefined): string => (cut ? `${cut.value} ${cut.after}` : '')

/** Whether a place between two edges has numbers that the figure may be. The figure's own ends are edges. */
function isPartOf(place: Interval, { whole, intervals }: Numbers): boolean {
  const [tight] = normalised([place], whole)
  if (!tight) return false
  const inside = valueIn(tight, whole)
  return intervals.some((each) => inInterval(inside, each))
}

/** Whether a place is among those of the ranges. */
function holds(ranges: Ranges, place: number): boolean {
  for (let at = 0; at < ranges.length; at += 2) {
    if (place <= (ranges[at + 1] ?? 0)) return place >= (ranges[at] ?? 0)
  }
  return false
}
