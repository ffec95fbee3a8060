import { selected, textsOf, write } from './act.ts'
import type { Written } from './edits.ts'
import { filled } from './fill.ts'
import type { Sheet } from './model.ts'
import { type Cell, heightOf, type Range, rangeOf, selectionOf, widthOf } from './selection.ts'
import { useSheetState } from './sheet-state.ts'

/** Ctrl and D: the first row of what is selected goes into the others; of a single row, the row above it. */
export function fillDown(sheet: Sheet): void {
  const range = rangeOf(selected(sheet))
  const from = heightOf(range) === 1 ? range.top - 1 : range.top
  if (from < 0) return
  const [first = []] = textsOf(sheet, { ...range, top: from, bottom: from })
  writeInto(sheet, { ...range, top: from + 1 }, (_, column) => first[column])
}

/** Ctrl and R: the first column of what is selected goes into the others; of a single one, the column before it. */
export function fillRight(sheet: Sheet): void {
  const range = rangeOf(selected(sheet))
  const from = widthOf(range) === 1 ? range.left - 1 : range.left
  if (from < 0) return
  const first = textsOf(sheet, { ...range, left: from, right: from })
  writeInto(sheet, { ...range, left: from + 1 }, (row) => first[row]?.[0])
}

/** The range into which the fill handle leads: from what is selected to a cell, the way that is longer. */
export function reached(range: Range, { row, column }: Cell): Range {
  const down = Math.max(row - range.bottom, range.top - row, 0)
  const across = Math.max(column - range.right, range.left - column, 0)
  return down >= across
    ? { ...range, top: Math.min(range.top, row), bottom: Math.max(range.bottom, row) }
    : { ...range, left: Math.min(range.left, column), right: Math.max(range.right, column) }
}

/** Goes on with what is selected as far as the fill handle was drawn: series go on, other cells are repeated. */
export function fillTo(sheet: Sheet, to: Range): void {
  const range = rangeOf(selected(sheet))
  const source = textsOf(sheet, range)
  const columns = source[0]?.map((_, column) => source.map((row) => row[column] ?? '')) ?? []
  if (to.bottom > range.bottom) {
    const made = columns.map((texts) => filled(texts, to.bottom - range.bottom))
    writeInto(
      sheet,
      { ...range, top: range.bottom + 1, bottom: to.bottom },
      (row, column) => made[column]?.[row],
    )
  } else if (to.top < range.top) {
    const made = columns.map((texts) => filled(texts, range.top - to.top, true))
    writeInto(sheet, { ...range, top: to.top, bottom: range.top - 1 }, (row, column) => made[column]?.[row])
  } else if (to.right > range.right) {
    const made = source.map((texts) => filled(texts, to.right - range.right))
    writeInto(
      sheet,
      { ...range, left: range.right + 1, right: to.right },
      (row, column) => made[row]?.[column],
    )
  } else if (to.left < range.left) {
    const made = source.map((texts) => filled(texts, range.left - to.left, true))
    writeInto(sheet, { ...range, left: to.left, right: range.left - 1 }, (row, column) => made[row]?.[column])
  }
  useSheetState.getState().select(selectionOf(to))
}

function writeInto(
  sheet: Sheet,
  { top, bottom, left, right }: Range,
  textFor: (row: number, column: number) => string | undefined,
): void {
  const texts: Written[] = []
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const text = textFor(row - top, column - left)
      if (text !== undefined) texts.push({ row, column, text })
    }
  }
  write(sheet, 'sheet.step.fill', texts)
}
