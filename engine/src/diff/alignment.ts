import { canonical } from './document.ts'
import { type Leftover, pairSimilar } from './similar.ts'

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
 * nearly the same. Values that are not objects are the same only when they are equal; of what is then left between
 * the same neighbours, as many before as after, each became the other.
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

  const keys = ({ key }: Entry) => key
  for (const [old, place] of equalOnes(numbered(before, keys), numbered(after, keys))) match(old, place)
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

const numbered = (entries: readonly Entry[], textOf: (entry: Entry) => string | undefined): Text[] =>
  entries.flatMap((entry, at) => {
    const text = textOf(entry)
    return text === undefined ? [] : [{ at, text }]
  })

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

/** Plain values without a counterpart that stand between the same neighbours, as many before as after. */
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
    const isPlain = range(place, end).every((at) => isPlainValue(after[at]?.content))
    if (isGap && isPlain && range(first, last).every((at) => isPlainValue(before[at]?.content))) {
      for (let at = 0; at < count; at += 1) found.push([first + at, place + at])
    }
    place = end
  }
  return found
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)

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
