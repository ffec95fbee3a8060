import { common, commonSize, type Ranges, sizeOf, without, withoutAll } from './ranges.ts'

/** A part of the space of a table's inputs: for every column the places that belong to it. */
export type Box = readonly Ranges[]

/** How much work an analysis may still do; steps of about ten nanoseconds. */
export interface Budget {
  left: number
}

/** A box that is still to be looked at, with the rows that may cover a part of it. */
interface Open {
  readonly box: Box
  readonly rows: readonly Candidate[]
}

interface Candidate {
  readonly cells: Box
  /** In how many columns the row admits only a part of the box. */
  readonly partial: number
  /** The share of the box that the row covers. */
  readonly share: number
}

/**
 * A box within the box that no row covers any part of; null when the rows together cover all of it; `unknown`
 * when the budget was used up before.
 *
 * Looks for what no row admits of a column first. Then splits where rows begin and end, and only there: by the row
 * that covers most of what is left, in the column in which most rows differ; in halves where that row has only little
 * of the column. Whether boxes cover a space is hard in general (it answers any question of propositional logic),
 * hence the budget.
 */
export function uncovered(within: Box, rows: readonly Box[], budget: Budget): Box | null | 'unknown' {
  if (within.some((ranges) => ranges.length === 0)) return null
  const whole: Open = { box: within, rows: rows.flatMap((cells) => candidate(cells, within, budget)) }
  const bare = bareColumn(whole, budget)
  if (bare) return bare
  const stack: Open[] = [whole]
  for (let open = stack.pop(); open; open = stack.pop()) {
    if (budget.left <= 0) return 'unknown'
    const widest = widestOf(open.rows)
    if (!widest) return open.box
    if (widest.partial === 0) continue
    const column = columnToSplit(open, widest, budget)
    const halves = cut(open.box[column] ?? [], widest.cells[column] ?? []).map((part) =>
      half(open, column, part, budget),
    )
    // The part that rows cover less of is looked at first: that is where a gap is.
    stack.push(...halves.toSorted((one, other) => shareOf(other.rows) - shareOf(one.rows)))
  }
  return null
}

function candidate(cells: Box, within: Box, budget: Budget): Candidate[] {
  budget.left -= cells.length
  let [partial, share] = [0, 1]
  for (const [column, box] of within.entries()) {
    const [both, all] = [commonSize(cells[column] ?? [], box), sizeOf(box)]
    if (both === 0) return []
    if (both < all) partial += 1
    share *= both / all
  }
  return [{ cells, partial, share }]
}

function widestOf(rows: readonly Candidate[]): Candidate | undefined {
  let widest: Candidate | undefined
  for (const row of rows) {
    if (!widest || row.partial === 0 || (row.share > widest.share && widest.partial > 0)) widest = row
  }
  return widest
}

const shareOf = (rows: readonly Candidate[]): number => rows.reduce((sum, { share }) => sum + share, 0)

/** The part of an open box with the places of a column that no row admits, whatever the other columns say. */
function bareColumn({ box, rows }: Open, budget: Budget): Box | null {
  for (const [column, places] of box.entries()) {
    budget.left -= rows.length
    const bare = withoutAll(
      places,
      rows.map(({ cells }) => cells[column] ?? []),
    )
    if (bare.length > 0) return box.with(column, bare)
  }
  return null
}

/** Less than this share of a column, peeled off row by row, would leave the rest as it was for the next row. */
const LEAST_PEELED = 1 / 4

/** Two parts of the places: those of the cell and the rest, or the two halves when the cell has only few. */
function cut(places: Ranges, cell: Ranges): [Ranges, Ranges] {
  const size = sizeOf(places)
  if (commonSize(places, cell) >= size * LEAST_PEELED) return [common(places, cell), without(places, cell)]
  const upTo = [Number.NEGATIVE_INFINITY, placeAt(places, Math.floor(size / 2) - 1)]
  return [common(places, upTo), without(places, upTo)]
}

/** The place that so many others of the ranges come before. */
function placeAt(ranges: Ranges, before: number): number {
  let left = before
  for (let at = 0; at < ranges.length; at += 2) {
    const [first, last] = [ranges[at] ?? 0, ranges[at + 1] ?? 0]
    if (left <= last - first) return first + left
    left -= last - first + 1
  }
  return ranges.at(-1) ?? 0
}

/** Of the columns in which the row admits a part of the box only, the one in which most rows do. */
function columnToSplit({ box, rows }: Open, { cells }: Candidate, budget: Budget): number {
  let [best, most] = [0, -1]
  for (const [column, places] of box.entries()) {
    const size = sizeOf(places)
    if (size === 1 || commonSize(cells[column] ?? [], places) === size) continue
    budget.left -= rows.length
    const partial = rows.filter((row) => commonSize(row.cells[column] ?? [], places) < size).length
    if (partial > most) {
      best = column
      most = partial
    }
  }
  return best
}

/** The part of an open box that has only some places of a column. */
function half({ box, rows }: Open, column: number, places: Ranges, budget: Budget): Open {
  budget.left -= rows.length
  const whole = box[column] ?? []
  const [size, sizeBefore] = [sizeOf(places), sizeOf(whole)]
  const kept: Candidate[] = []
  for (const { cells, partial, share } of rows) {
    const cell = cells[column] ?? []
    const both = commonSize(cell, places)
    if (both === 0) continue
    const before = commonSize(cell, whole)
    const settled = before < sizeBefore && both === size ? 1 : 0
    kept.push({ cells, partial: partial - settled, share: (share * both * sizeBefore) / (size * before) })
  }
  return { box: box.with(column, places), rows: kept }
}
