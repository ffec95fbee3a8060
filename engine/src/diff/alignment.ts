import { canonical, isSame } from './document.ts'
import { type Leftover, pairSimilar, shareAnything } from './similar.ts'

/** Which entries of two lists are the same thing, by their places. */
export interface Alignment {
  /** In the order of the later list. */
  readonly pairs: readonly (readonly [before: number, after: number])[]
  /** The places, in the later list, of those that stand in another order than before. */
  readonly moved: ReadonlySet<number>
}

/** An entry of a list as far as it tells who it is. */
export interface Entry {
  /** The value of the field that tells entries apart; undefined when there is none. */
  readonly key: string | undefined
  /** All else that it says. */
  readonly content: unknown
}

/**
 * Finds the entries of one list in another: first by their keys, then those that say the same, then those that say
 * nearly the same. Of what is then left between the same neighbours, as much before as after, each became the other.
 */
export function align(before: readonly Entry[], after: readonly Entry[]): Alignment {
  const matched = new Map<number, number>()
  const used = new Set<number>()
  const match = (old: number, place: number) => {
    matched.set(place, old)
    used.add(old)
  }
  const leftOf = (entries: readonly Entry[], isUsed: (at: number) => boolean): Leftover[] =>
    entries.flatMap(({ content }, at) => (isUsed(at) ? [] : [{ at, value: content }]))
  const left = () => ({
    olds: leftOf(before, (at) => used.has(at)),
    news: leftOf(after, (at) => matched.has(at)),
  })

  for (const [old, place] of equalEnds(before, after)) match(old, place)
  const keysLeft = (entries: readonly Entry[], isUsed: (at: number) => boolean): Text[] =>
    entries.flatMap(({ key }, at) => (key === undefined || isUsed(at) ? [] : [{ at, text: key }]))
  const keyed = equalOnes(
    keysLeft(before, (at) => used.has(at)),
    keysLeft(after, (at) => matched.has(at)),
  )
  for (const [old, place] of keyed) match(old, place)
  const { olds, news } = left()
  const contents = ({ at, value }: Leftover) => ({ at, text: canonical(value) })
  for (const [old, place] of equalOnes(olds.map(contents), news.map(contents))) match(old, place)
  const rest = left()
  const isObject = ({ value }: Leftover) => typeof value === 'object' && value !== null
  for (const [old, place] of pairSimilar(rest.olds.filter(isObject), rest.news.filter(isObject)))
    match(old, place)
  for (const [old, place] of replaced(before, after, matched, used)) match(old, place)

  const pairs = [...matched]
    .map(([place, old]) => [old, place] as const)
    .toSorted(([, left], [, right]) => left - right)
  const kept = longestRising(pairs.map(([old]) => old))
  return { pairs, moved: new Set(pairs.flatMap(([, place], at) => (kept.has(at) ? [] : [place]))) }
}

interface Text {
  readonly at: number
  readonly text: string
}

/** What is the same at the beginning of both lists, and at their ends. */
function equalEnds(before: readonly Entry[], after: readonly Entry[]): (readonly [number, number])[] {
  const isEqual = (old: Entry | undefined, now: Entry | undefined) =>
    old !== undefined && now !== undefined && old.key === now.key && isSame(old.content, now.content)
  const shorter = Math.min(before.length, after.length)
  let first = 0
  while (first < shorter && isEqual(before[first], after[first])) first += 1
  let last = 0
  while (last < shorter - first && isEqual(before.at(-1 - last), after.at(-1 - last))) last += 1
  return [
    ...range(0, first).map((at) => [at, at] as const),
    ...range(0, last).map((at) => [before.length - 1 - at, after.length - 1 - at] as const),
  ]
}

/** Those of the same text; of several the first with the first. */
function equalOnes(before: readonly Text[], after: readonly Text[]): (readonly [number, number])[] {
  const places = Map.groupBy(before, ({ text }) => text)
  const taken = new Map<string, number>()
  return after.flatMap(({ at, text }) => {
    const next = taken.get(text) ?? 0
    const old = places.get(text)?.[next]
    if (!old) return []
    taken.set(text, next + 1)
    return [[old.at, at] as const]
  })
}

/** What has no counterpart and stands between the same neighbours, as much before as after. */
function replaced(
  before: readonly Entry[],
  after: readonly Entry[],
  matched: ReadonlyMap<number, number>,
  used: ReadonlySet<number>,
): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = []
  for (let place = 0; place < after.length; place += 1) {
    if (matched.has(place)) continue
    let end = place
    while (end < after.length && !matched.has(end)) end += 1
    const first = place === 0 ? 0 : (matched.get(place - 1) ?? -1) + 1
    const last = end === after.length ? before.length : (matched.get(end) ?? 0)
    const count = end - place
    const isGap = last - first === count && range(first, last).every((at) => !used.has(at))
    for (let at = 0; isGap && at < count; at += 1) {
      if (canBecome(before[first + at], after[place + at])) found.push([first + at, place + at])
    }
    place = end
  }
  return found
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)

/** A plain value can become any other; an entry one that still says something of the same, if neither has a name. */
function canBecome(old: Entry | undefined, now: Entry | undefined): boolean {
  if (!old || !now || old.key !== undefined || now.key !== undefined) return false
  const [isPlain, willBePlain] = [isPlainValue(old.content), isPlainValue(now.content)]
  return isPlain && willBePlain ? true : !isPlain && !willBePlain && shareAnything(old.content, now.content)
}

const isPlainValue = (value: unknown): boolean => typeof value !== 'object' || value === null

/** The places of a longest row of rising numbers: all others have moved. */
function longestRising(numbers: readonly number[]): Set<number> {
  const ends: number[] = []
  const previous = new Int32Array(numbers.length)
  for (const [at, number] of numbers.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1
      else high = middle
    }
    previous[at] = low > 0 ? (ends[low - 1] ?? -1) : -1
    ends[low] = at
  }
  const kept = new Set<number>()
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) kept.add(at)
  return kept
}
