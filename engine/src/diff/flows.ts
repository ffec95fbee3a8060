/**
 * One class of every customer: the place of his value in the list of values, from 1, and 0 for a customer without
 * one. Two sides that are compared have the same list.
 */
export interface Classed {
  readonly codes: Uint8Array
  readonly values: readonly string[]
}

/** So many customers go from one value to another, or stay; null is to have none. */
export interface Flow {
  readonly from: string | null
  readonly to: string | null
  readonly count: number
}

/** Codes of one side and the other make one number: so many values has no class. */
const CODES = 256

/**
 * How many customers go from which value to which. Everybody is counted once, who stays too, so that the counts
 * add up to all customers on either side. In the order of the values, having none last.
 */
export function flowsOf(before: Classed, after: Classed): Flow[] {
  const counts = new Int32Array(CODES * CODES)
  for (let at = 0; at < after.codes.length; at += 1) {
    const key = (before.codes[at] ?? 0) * CODES + (after.codes[at] ?? 0)
    counts[key] = (counts[key] ?? 0) + 1
  }
  const last = [...after.values.keys()].map((place) => place + 1).concat(0)
  return last.flatMap((from) =>
    last.flatMap((to) => {
      const count = counts[from * CODES + to] ?? 0
      return count === 0
        ? []
        : [{ from: before.values[from - 1] ?? null, to: after.values[to - 1] ?? null, count }]
    }),
  )
}

/**
 * The values of several classes as one list: those of the first in their order, and each of another that the list
 * does not have yet right after the one that it follows in its own.
 */
export function unitedValues(lists: readonly (readonly string[])[]): string[] {
  const united: string[] = []
  for (const list of lists) {
    let place = 0
    for (const value of list) {
      const found = united.indexOf(value)
      if (found < 0) united.splice(place, 0, value)
      place = (found < 0 ? place : found) + 1
    }
  }
  return united
}
