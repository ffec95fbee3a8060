import { type Places, placesOf } from './places.ts'
import { common, commonSize, fullRanges, sizeOf, withoutAll } from './ranges.ts'
import { choices, type Region } from './region.ts'
import { type Box, type Budget, uncovered } from './uncovered.ts'

/** Rows over the same figures, such as those of a decision table: for every row what it admits of each figure. */
export interface Grid {
  /** What each figure may be. */
  readonly everything: readonly Region[]
  readonly rows: readonly (readonly Region[])[]
}

/** What can be asked of a grid. Every answer is exact, or `unknown`. */
export interface GridAnalysis {
  /** The first column in which a row admits nothing that the figure may be; null when there is none. */
  impossible(row: number): number | null
  /** Whether two rows have something in common. */
  overlaps(one: number, other: number): boolean
  /** What two rows both admit. */
  overlap(one: number, other: number): Region[]
  /** Of rows in order of precedence those of which earlier ones leave nothing, together or one of them alone. */
  shadowed(order: readonly number[]): Shadowed[]
  /** A part that no row admits, as wide as can be; null when every customer is admitted. Others each time. */
  nextGap(): Region[] | null | 'unknown'
}

interface Shadowed {
  readonly row: number
  /** The row that alone covers it; null when several do together, `unknown` when it was not found out. */
  readonly by: number | null | 'unknown'
}

/** How much each of the questions about gaps and about shadows may cost: some tenths of a second. */
const MOST_STEPS = 2_000_000

/** Prepares a grid for questions. `steps` bounds the work on gaps, and that on shadowed rows. */
export function analyse({ everything, rows }: Grid, steps = MOST_STEPS): GridAnalysis {
  const columns = everything.map((region, column) =>
    placesOf(
      region,
      rows.map((row) => row[column] ?? NOTHING),
    ),
  )
  const boxes = rows.map((row): Box => columns.map((places, at) => places.of(row[at] ?? NOTHING)))
  const space = columns.map(({ count }) => fullRanges(count))
  const budgets = { gaps: { left: steps }, shadows: { left: steps } }
  const boxOf = (row: number): Box => boxes[row] ?? []
  const found: Box[] = []
  return {
    impossible(row) {
      const column = boxOf(row).findIndex((ranges) => ranges.length === 0)
      return column < 0 ? null : column
    },
    overlaps: (one, other) => meet(boxOf(one), boxOf(other)),
    overlap: (one, other) =>
      regionsOf(
        boxOf(one).map((ranges, at) => common(ranges, boxOf(other)[at] ?? [])),
        columns,
      ),
    shadowed: (order) => shadowedRows(order, boxes, budgets.shadows),
    nextGap() {
      const all = [...boxes, ...found]
      const gap = uncovered(space, all, budgets.gaps)
      if (gap === null || gap === 'unknown') return gap
      const wide = widened(gap, all, columns)
      found.push(wide)
      return regionsOf(wide, columns)
    },
  }
}

const NOTHING: Region = choices([])

const regionsOf = (box: Box, columns: readonly Places[]): Region[] =>
  columns.map((places, column) => places.region(box[column] ?? []))

const meet = (one: Box, other: Box): boolean =>
  one.every((ranges, column) => commonSize(ranges, other[column] ?? []) > 0)

function shadowedRows(order: readonly number[], boxes: readonly Box[], budget: Budget): Shadowed[] {
  // What a shadowed row covers is covered without it: it need not be asked again.
  const effective: number[] = []
  const shadowed: Shadowed[] = []
  for (const row of order) {
    const box = boxes[row] ?? []
    if (box.some((ranges) => ranges.length === 0)) continue
    const others = effective.filter((other) => meet(box, boxes[other] ?? []))
    const alone = others.find((other) => contains(boxes[other] ?? [], box))
    const rest =
      alone === undefined
        ? uncovered(
            box,
            others.map((other) => boxes[other] ?? []),
            budget,
          )
        : null
    if (rest === null) shadowed.push({ row, by: alone ?? null })
    else effective.push(row)
    if (rest === 'unknown') shadowed.push({ row, by: rest })
  }
  return shadowed
}

const contains = (outer: Box, inner: Box): boolean =>
  inner.every((ranges, column) => commonSize(ranges, outer[column] ?? []) === sizeOf(ranges))

/** The box with all further places, column by column, that still leave it clear of every row. */
function widened(box: Box, rows: readonly Box[], columns: readonly Places[]): Box {
  return columns.reduce((wide, { count }, column) => {
    const beside = rows.filter((row) =>
      wide.every((ranges, at) => at === column || commonSize(ranges, row[at] ?? []) > 0),
    )
    const free = withoutAll(
      fullRanges(count),
      beside.map((row) => row[column] ?? []),
    )
    return wide.with(column, free)
  }, box)
}
