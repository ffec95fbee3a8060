import { type Column, MISSING_INTEGER, type ValueType } from '@branch-playbook/engine'
import { edgesBetween, type Scale } from './edges.ts'

/** How a figure is spread over all customers. */
export interface Distribution {
  readonly type: ValueType
  /**
   * The bounds of the bars, rising, one more than there are bars, in the unit of the figure (money in minor units,
   * dates as day numbers). A bar counts from its left bound on up to below its right one; the last one counts
   * its right one too. Empty when nobody has the figure.
   */
  readonly edges: readonly number[]
  readonly counts: readonly number[]
  /** Whether the bars are equally wide, or each wider than the one before, as amounts with a long tail need it. */
  readonly scale: Scale
  /** Of those who have the figure; null when nobody has. */
  readonly least: number | null
  readonly most: number | null
  readonly known: number
  readonly missing: number
}

/** A column is that of its meaning, so what was counted once holds for it as long as it is there. */
const counted = new WeakMap<Column, Distribution>()

/** The histogram of a numeric figure; null for flags and classes. */
export function distributionOf(column: Column, type: ValueType): Distribution | null {
  if (type.kind === 'flag' || type.kind === 'class' || column instanceof Uint8Array) return null
  const found = counted.get(column) ?? count(column, type)
  counted.set(column, found)
  return found
}

function count(column: Column, type: ValueType): Distribution {
  const absent = column instanceof Float64Array ? Number.NaN : MISSING_INTEGER
  const { least, most, mean, known } = rangeOf(column, absent)
  const missing = column.length - known
  if (known === 0)
    return { type, edges: [], counts: [], scale: 'linear', least: null, most: null, known, missing }
  const whole = !(column instanceof Float64Array) || type.kind === 'money'
  const { edges, scale } = edgesBetween({ least, most, mean, whole })
  return { type, edges, counts: countBetween(column, absent, edges), scale, least, most, known, missing }
}

/** NaN is unlike itself, so one comparison with the sign of the missing does not do for both kinds of column. */
const isMissing = (value: number, absent: number): boolean => value === absent || Number.isNaN(value)

function rangeOf(column: Column, absent: number) {
  let [least, most, sum, known] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0]
  for (let at = 0; at < column.length; at += 1) {
    const value = column[at] ?? 0
    if (isMissing(value, absent)) continue
    if (value < least) least = value
    if (value > most) most = value
    sum += value
    known += 1
  }
  return { least, most, mean: sum / known, known }
}

function countBetween(column: Column, absent: number, edges: readonly number[]): number[] {
  const bounds = Float64Array.from(edges)
  const counts = new Int32Array(edges.length - 1)
  for (let at = 0; at < column.length; at += 1) {
    const value = column[at] ?? 0
    if (isMissing(value, absent)) continue
    const bar = barOf(value, bounds)
    counts[bar] = (counts[bar] ?? 0) + 1
  }
  return [...counts]
}

/** The last bar whose left bound is not above the value. */
function barOf(value: number, bounds: Float64Array): number {
  let [low, high] = [0, bounds.length - 2]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((bounds[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}
