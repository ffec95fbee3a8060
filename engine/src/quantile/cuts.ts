import { type Column, MISSING_INTEGER } from '../population/column.ts'

/** Where values are divided, and how many fall to each part. */
export interface Cuts {
  /** The least value of each part but the lowest, ascending, each once. */
  readonly cuts: readonly number[]
  /** How many values each part has, from the lowest: one part more than there are cuts. */
  readonly sizes: readonly number[]
}

/** A share of all as a fraction of whole numbers, so that no share falls beside its place by rounding. */
interface Share {
  readonly of: number
  readonly in: number
}

/**
 * Divides values into parts of about equal size by cuts of value: equal values are never parted, so the parts are
 * as equal as the ties allow, and fewer where one value fills several. A value at a cut belongs to the part above
 * it. Missing values (NaN, the missing day or count) are left out; of no values there are no cuts and one part of
 * none.
 *
 * @param values a column of a population, or any numbers, in any order.
 * @param parts into how many parts, at least 1.
 */
export function freezeCuts(values: Column | readonly number[], parts: number): Cuts {
  const sorted = sortedKnown(values)
  const shares = Array.from({ length: parts - 1 }, (_, at) => ({ of: at + 1, in: parts }))
  const [lowest] = sorted
  const cuts = [...new Set(shares.map((share) => cutAt(sorted, share)))].filter(
    (cut) => lowest !== undefined && cut > lowest,
  )
  return { cuts, sizes: sizesOf(sorted, cuts) }
}

/** The value that so many of the sorted values lie below, as far as ties allow. */
export const cutAt = (sorted: Float64Array, share: Share): number =>
  sorted[Math.floor((sorted.length * share.of) / share.in)] ?? Number.NaN

/** The known values in ascending order. */
export function sortedKnown(values: Column | readonly number[]): Float64Array {
  const whole = values instanceof Int32Array
  const known = Float64Array.from(values).filter(
    (each) => Number.isFinite(each) && !(whole && each === MISSING_INTEGER),
  )
  // Adding 0 turns -0 into 0, which is sorted before it otherwise.
  return known.map((each) => each + 0).sort()
}

/** How many of the sorted values lie below the first cut, from it to the next, and so on. */
export function sizesOf(sorted: Float64Array, cuts: readonly number[]): number[] {
  const places = [0, ...cuts.map((cut) => firstAtLeast(sorted, cut)), sorted.length]
  return places.slice(1).map((place, at) => place - (places[at] ?? 0))
}

function firstAtLeast(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
