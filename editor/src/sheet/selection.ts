/** A cell, by its row and column from 0. */
export interface Cell {
  readonly row: number
  readonly column: number
}

/** A rectangle of cells, both ends included. */
export interface Range {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** What is selected: the rectangle between two cells, and the one in it that is typed into. */
export interface Selection {
  readonly active: Cell
  readonly start: Cell
  readonly end: Cell
}

/** How many rows and columns there are. */
export interface Size {
  readonly rows: number
  readonly columns: number
}

export const only = (cell: Cell): Selection => ({ active: cell, start: cell, end: cell })

/** The selection drawn on to another cell. */
export const extended = ({ active, start }: Selection, end: Cell): Selection => ({ active, start, end })

export const rangeOf = ({ start, end }: Selection): Range => ({
  top: Math.min(start.row, end.row),
  bottom: Math.max(start.row, end.row),
  left: Math.min(start.column, end.column),
  right: Math.max(start.column, end.column),
})

/** A range as a selection that is typed into at its first cell. */
export function selectionOf({ top, bottom, left, right }: Range): Selection {
  const start = { row: top, column: left }
  return { active: start, start, end: { row: bottom, column: right } }
}

export const heightOf = ({ top, bottom }: Range): number => bottom - top + 1
export const widthOf = ({ left, right }: Range): number => right - left + 1
export const isSingle = (range: Range): boolean => heightOf(range) === 1 && widthOf(range) === 1

/** The cells of a range, row by row. */
export const cellsOf = ({ top, bottom, left, right }: Range): Cell[] =>
  Array.from({ length: bottom - top + 1 }, (_, row) =>
    Array.from({ length: right - left + 1 }, (_, column) => ({ row: top + row, column: left + column })),
  ).flat()

const between = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value))

const within = ({ row, column }: Cell, { rows, columns }: Size): Cell => ({
  row: between(row, rows),
  column: between(column, columns),
})

export const clamped = ({ active, start, end }: Selection, size: Size): Selection => ({
  active: within(active, size),
  start: within(start, size),
  end: within(end, size),
})

export type Direction = 'up' | 'down' | 'left' | 'right'

const STEPS: Record<Direction, Cell> = {
  up: { row: -1, column: 0 },
  down: { row: 1, column: 0 },
  left: { row: 0, column: -1 },
  right: { row: 0, column: 1 },
}

/** The cell so many steps away, or the last before the edge. */
export const moved = ({ row, column }: Cell, direction: Direction, size: Size, by = 1): Cell =>
  within({ row: row + STEPS[direction].row * by, column: column + STEPS[direction].column * by }, size)

/**
 * Where Ctrl and an arrow lead: to the end of a run of cells that say something, or over empty ones to the next
 * that does.
 */
export function jumped(from: Cell, direction: Direction, size: Size, isEmpty: (cell: Cell) => boolean): Cell {
  let cell = moved(from, direction, size)
  const inRun = !isEmpty(from) && !isEmpty(cell)
  for (let next = cell; ; cell = next) {
    next = moved(cell, direction, size)
    const atEdge = next.row === cell.row && next.column === cell.column
    if (atEdge || (inRun ? isEmpty(next) : !isEmpty(cell))) return cell
  }
}

/** Where Tab and Enter lead: within the range that is selected, round and round; with one cell, on. */
export function advanced(selection: Selection, direction: Direction, size: Size): Selection {
  const range = rangeOf(selection)
  if (isSingle(range)) return only(moved(selection.active, direction, size))
  const across = direction === 'left' || direction === 'right'
  const by = direction === 'left' || direction === 'up' ? -1 : 1
  const [height, width] = [heightOf(range), widthOf(range)]
  const { row, column } = selection.active
  const [down, along] = [row - range.top, column - range.left]
  const place = (across ? down * width + along : along * height + down) + by
  const count = height * width
  const next = (place + count) % count
  const active = across
    ? { row: range.top + Math.floor(next / width), column: range.left + (next % width) }
    : { row: range.top + (next % height), column: range.left + Math.floor(next / height) }
  return { ...selection, active }
}
