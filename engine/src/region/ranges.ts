/**
 * A set of small whole numbers as sorted ranges that do not touch: first, last, first, last, ... The places of a
 * column that a cell of a table admits are kept so.
 */
export type Ranges = readonly number[]

export const fullRanges = (size: number): Ranges => (size === 0 ? [] : [0, size - 1])

/** The ranges of places given in ascending order. */
export function rangesOf(places: readonly number[]): Ranges {
  const ranges: number[] = []
  for (const place of places) {
    if (ranges.at(-1) === place - 1) ranges[ranges.length - 1] = place
    else ranges.push(place, place)
  }
  return ranges
}

/** How many numbers the ranges hold. */
export function sizeOf(ranges: Ranges): number {
  let size = 0
  for (let at = 0; at < ranges.length; at += 2) size += (ranges[at + 1] ?? 0) - (ranges[at] ?? 0) + 1
  return size
}

/** How many numbers two sets have in common. */
export function commonSize(one: Ranges, other: Ranges): number {
  let [size, left, right] = [0, 0, 0]
  while (left < one.length && right < other.length) {
    const lastLeft = one[left + 1] ?? 0
    const lastRight = other[right + 1] ?? 0
    const first = Math.max(one[left] ?? 0, other[right] ?? 0)
    const last = Math.min(lastLeft, lastRight)
    if (first <= last) size += last - first + 1
    if (lastLeft < lastRight) left += 2
    else right += 2
  }
  return size
}

/** What two sets have in common. */
export function common(one: Ranges, other: Ranges): Ranges {
  const both: number[] = []
  let [left, right] = [0, 0]
  while (left < one.length && right < other.length) {
    const lastLeft = one[left + 1] ?? 0
    const lastRight = other[right + 1] ?? 0
    const first = Math.max(one[left] ?? 0, other[right] ?? 0)
    const last = Math.min(lastLeft, lastRight)
    if (first <= last) both.push(first, last)
    if (lastLeft < lastRight) left += 2
    else right += 2
  }
  return both
}

/** What is in the first set and not in the second. */
export function without(one: Ranges, other: Ranges): Ranges {
  const gaps: number[] = [Number.NEGATIVE_INFINITY]
  for (let at = 0; at < other.length; at += 2) gaps.push((other[at] ?? 0) - 1, (other[at + 1] ?? 0) + 1)
  gaps.push(Number.POSITIVE_INFINITY)
  return common(one, gaps)
}

/** What is in the first set and in none of the others. */
export function withoutAll(one: Ranges, others: readonly Ranges[]): Ranges {
  let left = one
  for (const other of others) {
    if (left.length === 0) return left
    left = without(left, other)
  }
  return left
}
