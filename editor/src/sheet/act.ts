import type { Edit } from '../document/history.ts'
import { useDocument } from '../document/store.ts'
import type { TextKey } from '../locale/text.ts'
import { type Written, written } from './edits.ts'
import type { Sheet } from './model.ts'
import { cellsOf, clamped, type Range, rangeOf, type Selection } from './selection.ts'
import { useSheetState } from './sheet-state.ts'
import { ANYTHING, UNDECIDED } from './table.ts'

/** A test has at most so many characters, and a result or a note so many. */
const MOST_CHARACTERS = { when: 16_000, then: 1_000, note: 1_000 } as const

/** Does something to the table as one step that undo takes back. */
export function perform({ name }: Sheet, step: TextKey, edits: readonly Edit[], count = 1): void {
  if (edits.length > 0)
    useDocument.getState().changeAll(edits, { text: step, values: { table: name, count } })
}

/** What is selected, as far as the table still reaches. */
export const selected = ({ size }: Sheet): Selection => clamped(useSheetState.getState().selection, size)

/** The rows that are selected, without the empty one at the end. */
export function selectedRows(sheet: Sheet): { readonly from: number; readonly count: number } {
  const { top, bottom } = rangeOf(selected(sheet))
  const last = Math.min(bottom, sheet.table.rows.length - 1)
  return { from: top, count: Math.max(0, last - top + 1) }
}

/** A text that is too long for its cell; null when all fit. */
export function tooLong({ columns }: Sheet, texts: readonly Written[]) {
  const long = texts.find(({ column, text }) => text.length > MOST_CHARACTERS[columns[column]?.of ?? 'note'])
  return (
    long && { ...long, length: long.text.length, most: MOST_CHARACTERS[columns[long.column]?.of ?? 'note'] }
  )
}

/** Writes texts into cells as one step; those that say the same already stay as they are written. */
export function write(sheet: Sheet, step: TextKey, texts: readonly Written[]): void {
  const different = texts.filter((each) => each.text !== sheet.textAt(each))
  perform(sheet, step, written(sheet, sheet.columns, different, sheet.words), different.length)
}

/** Empties the cells that are selected: a test then admits anything. */
export function clear(sheet: Sheet): void {
  const last = sheet.table.rows.length
  const cells = cellsOf(rangeOf(selected(sheet))).filter(({ row }) => row < last)
  const texts = cells.map((cell) => ({ ...cell, text: emptyAt(sheet, cell.column) }))
  write(sheet, 'sheet.step.clear', texts)
}

const emptyAt = ({ columns }: Sheet, column: number): string =>
  columns[column]?.of === 'when' ? ANYTHING : ''

/** Whether a cell says nothing. */
export const isEmpty = (text: string): boolean => text === '' || text === ANYTHING || text === UNDECIDED

/** The texts of a range, row by row. */
export const textsOf = (sheet: Sheet, { top, bottom, left, right }: Range): string[][] =>
  Array.from({ length: bottom - top + 1 }, (_, row) =>
    Array.from({ length: right - left + 1 }, (_, column) =>
      sheet.textAt({ row: top + row, column: left + column }),
    ),
  )
