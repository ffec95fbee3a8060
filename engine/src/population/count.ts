import type { Column } from './column.ts'

const CODES = 256

/** How many customers have each value of a class, in the order of its values; the missing are not counted. */
export function countClasses(column: Column, values: number): number[] {
  if (!(column instanceof Uint8Array)) return []
  // Neighbours most often have the same value: a counter that was just written makes the next one wait for it.
  const [first, second] = [new Int32Array(CODES), new Int32Array(CODES)]
  const [third, fourth] = [new Int32Array(CODES), new Int32Array(CODES)]
  let at = 0
  for (; at + 4 <= column.length; at += 4) {
    addOne(first, column[at] ?? 0)
    addOne(second, column[at + 1] ?? 0)
    addOne(third, column[at + 2] ?? 0)
    addOne(fourth, column[at + 3] ?? 0)
  }
  for (; at < column.length; at += 1) addOne(first, column[at] ?? 0)
  return Array.from({ length: values }, (_, value) =>
    [first, second, third, fourth].reduce((sum, counts) => sum + (counts[value + 1] ?? 0), 0),
  )
}

function addOne(counts: Int32Array, code: number): void {
  counts[code] = (counts[code] ?? 0) + 1
}
