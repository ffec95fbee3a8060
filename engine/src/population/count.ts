import type { Column } from './column.ts'

/** How many customers have each value of a class, in the order of its values; the missing are not counted. */
export function countClasses(column: Column, values: number): number[] {
  if (!(column instanceof Uint8Array)) return []
  const counts = new Int32Array(256)
  for (let at = 0; at < column.length; at += 1) {
    const code = column[at] ?? 0
    counts[code] = (counts[code] ?? 0) + 1
  }
  return [...counts.subarray(1, values + 1)]
}
