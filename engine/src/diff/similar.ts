import { isRecord } from './document.ts'

/** The entries of a list that are left to be found in another, by their places. */
export interface Leftover {
  readonly at: number
  readonly value: unknown
}

/** Two entries that share less than this of what they say are different things. */
const LEAST_SHARED = 0.4

/** So many comparisons are made without thinking; more only between entries that share something rare. */
const MOST_COMPARED = 250_000
const MOST_SHARING = 100

/**
 * Pairs the entries that say most of the same, each entry once: by the share of their fields that are the same, at
 * equal shares those that stand nearest.
 */
export function pairSimilar(
  before: readonly Leftover[],
  after: readonly Leftover[],
  least: number = LEAST_SHARED,
): (readonly [before: number, after: number])[] {
  if (before.length === 0 || after.length === 0) return []
  const [olds, news] = [before.map(featured), after.map(featured)]
  const sharing = new Map<string, number[]>()
  for (const [place, { features }] of news.entries()) {
    for (const feature of features) {
      const places = sharing.get(feature)
      if (places) places.push(place)
      else sharing.set(feature, [place])
    }
  }
  const most = olds.length * news.length <= MOST_COMPARED ? news.length : MOST_SHARING
  const candidates = olds.flatMap((old) => {
    const near = new Set<number>()
    for (const feature of old.features) {
      const places = sharing.get(feature) ?? []
      if (places.length > most) continue
      for (const place of places) near.add(place)
    }
    return [...near].flatMap((place) => {
      const other = news[place]
      if (!other) return []
      const count = [...old.features].filter((each) => other.features.has(each)).length
      const share = (2 * count) / (old.features.size + other.features.size)
      return share >= least ? [{ old: old.at, other: other.at, share }] : []
    })
  })
  const distance = ({ old, other }: { old: number; other: number }) => Math.abs(old - other)
  candidates.sort(
    (left, right) =>
      right.share - left.share ||
      distance(left) - distance(right) ||
      left.old - right.old ||
      left.other - right.other,
  )
  const [usedOld, usedNew] = [new Set<number>(), new Set<number>()]
  return candidates.flatMap(({ old, other }) => {
    if (usedOld.has(old) || usedNew.has(other)) return []
    usedOld.add(old)
    usedNew.add(other)
    return [[old, other] as const]
  })
}

/** Whether any field of two entries is the same. */
export function shareAnything(one: unknown, other: unknown): boolean {
  const features = new Set(featuresOf(one, ''))
  return [...featuresOf(other, '')].some((each) => features.has(each))
}

const featured = ({ at, value }: Leftover) => ({ at, features: new Set(featuresOf(value, '')) })

/** What an entry says, field by field. */
function* featuresOf(value: unknown, path: string): Generator<string> {
  if (Array.isArray(value)) {
    for (const [at, each] of value.entries()) yield* featuresOf(each, `${path}/${at}`)
  } else if (isRecord(value)) {
    for (const [key, each] of Object.entries(value)) yield* featuresOf(each, `${path}/${key}`)
  } else yield `${path}=${typeof value} ${String(value)}`
}
