import { perform, selected, selectedRows } from './act.ts'
import {
  blankRow,
  insertedRows,
  movedColumn,
  movedRows,
  removedColumn,
  removedRows,
  type Side,
} from './edits.ts'
import type { Sheet } from './model.ts'
import { rangeOf, selectionOf } from './selection.ts'
import { useSheetState } from './sheet-state.ts'
import { MOST, type Row } from './table.ts'

const select = useSheetState.getState().select

function selectRows({ size }: Sheet, from: number, count: number): void {
  select(selectionOf({ top: from, bottom: from + count - 1, left: 0, right: size.columns - 1 }))
}

/** As many rows as are selected, before them or after them. */
export function insertRows(sheet: Sheet, where: 'above' | 'below'): void {
  const { from, count } = selectedRows(sheet)
  const wanted = Math.max(1, count)
  const before = where === 'above' ? Math.min(from, sheet.table.rows.length) : from + count
  addRows(
    sheet,
    before,
    Array.from({ length: wanted }, () => blankRow(sheet.table)),
  )
}

function addRows(sheet: Sheet, before: number, rows: readonly Row[]): void {
  if (sheet.table.rows.length + rows.length > MOST.rows) return
  perform(sheet, 'sheet.step.insert_rows', insertedRows(sheet, before, rows), rows.length)
  selectRows(sheet, before, rows.length)
}

/** Adds rows for customers whom the table leaves out. */
export const closeGaps = (sheet: Sheet, rows: readonly Row[]): void =>
  addRows(sheet, sheet.table.rows.length, rows)

export function removeRows(sheet: Sheet): void {
  const { from, count } = selectedRows(sheet)
  if (count === 0) return
  perform(sheet, 'sheet.step.remove_rows', removedRows(sheet, from, count), count)
}

/** Moves the rows that are selected by one place, or so that the first of them stands at `to`. */
export function moveRows(sheet: Sheet, to: 'up' | 'down' | number): void {
  const { from, count } = selectedRows(sheet)
  const place = to === 'up' ? from - 1 : to === 'down' ? from + 1 : to
  if (count === 0 || place < 0 || place + count > sheet.table.rows.length || place === from) return
  perform(sheet, 'sheet.step.move_rows', movedRows(sheet, from, count, place), count)
  const { start, end, active } = selected(sheet)
  const by = place - from
  const moved = (cell: typeof active) => ({ ...cell, row: cell.row + by })
  select({ active: moved(active), start: moved(start), end: moved(end) })
}

/** The column in which the active cell is, when it is one of tests or results. */
export function activeColumn(
  sheet: Sheet,
): { readonly side: Side; readonly at: number; readonly last: number } | null {
  const column = sheet.columns[selected(sheet).active.column]
  if (!column || column.of === 'note') return null
  const { inputs, outputs } = sheet.table
  return { side: column.of, at: column.at, last: (column.of === 'when' ? inputs : outputs).length - 1 }
}

export function removeColumn(sheet: Sheet): void {
  const column = activeColumn(sheet)
  // A table has a test and a result at least.
  if (column && column.last > 0)
    perform(sheet, 'sheet.step.remove_column', removedColumn(sheet, column.side, column.at))
}

/** Moves a column of tests among the tests, and one of results among the results. */
export function moveColumn(sheet: Sheet, by: -1 | 1): void {
  const column = activeColumn(sheet)
  if (!column || column.at + by < 0 || column.at + by > column.last) return
  perform(sheet, 'sheet.step.move_column', movedColumn(sheet, column.side, column.at, column.at + by))
  const { left, right, ...rows } = rangeOf(selected(sheet))
  select(selectionOf({ ...rows, left: left + by, right: right + by }))
}
