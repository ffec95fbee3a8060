import type { TextKey } from '../locale/text.ts'
import { perform, selected, tooLong } from './act.ts'
import { type Block, readTabbed, readTable, tableIn, widest } from './clipboard.ts'
import { type Written, written } from './edits.ts'
import type { Sheet } from './model.ts'
import { heightOf, isSingle, type Range, rangeOf, selectionOf, widthOf } from './selection.ts'
import { useSheetState } from './sheet-state.ts'
import { MOST } from './table.ts'

/** More than this is no table of this size, in characters and in cells. */
const MOST_PASTED = 40_000_000
const MOST_CELLS = MOST.rows * (MOST.when + MOST.then)

/** Why a block was not pasted; nothing of it was. */
export interface NotPasted {
  readonly text: TextKey
  readonly values: Readonly<Record<string, string | number>>
}

/** The cells on the clipboard: spreadsheets put them there as a table and as text, which says less of quotation marks. */
export function blockOf(data: Pick<DataTransfer, 'getData'>): Block | NotPasted {
  const [html, plain] = [data.getData('text/html'), data.getData('text/plain')]
  const length = Math.max(html.length, plain.length)
  if (length > MOST_PASTED) return { text: 'sheet.paste.too_large', values: { length, most: MOST_PASTED } }
  const table = tableIn(html)
  const block = table ? readTable(table, MOST_CELLS) : readTabbed(plain, MOST_CELLS)
  return block ?? { text: 'sheet.paste.too_many_cells', values: { most: MOST_CELLS } }
}

/**
 * Pastes a block where the selection begins, as one step: again and again where the selection is some whole blocks,
 * further down than the table reaches with new rows. Whatever would get lost is a reason to paste nothing.
 */
export function paste(sheet: Sheet, block: Block): NotPasted | null {
  const selection = rangeOf(selected(sheet))
  const [height, width] = [block.length, widest(block)]
  if (height === 0 || width === 0) return null
  const range = targetOf(selection, height, width)
  const room = sheet.columns.length - range.left
  const columns = widthOf(range)
  if (columns > room) return { text: 'sheet.paste.too_wide', values: { columns, room } }
  const rows = range.bottom + 1
  if (rows > MOST.rows) return { text: 'sheet.paste.too_long', values: { rows, most: MOST.rows } }
  const texts: Written[] = []
  for (let row = range.top; row <= range.bottom; row += 1) {
    for (let column = range.left; column <= range.right; column += 1) {
      const text = block[(row - range.top) % height]?.[(column - range.left) % width]
      if (text !== undefined) texts.push({ row, column, text })
    }
  }
  const long = tooLong(sheet, texts)
  if (long) {
    const { length, most } = long
    const column = sheet.columns[long.column]?.title ?? ''
    return { text: 'sheet.paste.cell_too_long', values: { row: long.row + 1, column, length, most } }
  }
  perform(sheet, 'sheet.step.paste', written(sheet, sheet.columns, texts, sheet.words), texts.length)
  useSheetState.getState().select(selectionOf(range))
  return null
}

function targetOf(selection: Range, height: number, width: number): Range {
  const isTiled =
    !isSingle(selection) && heightOf(selection) % height === 0 && widthOf(selection) % width === 0
  if (isTiled) return selection
  const { top, left } = selection
  return { top, left, bottom: top + height - 1, right: left + width - 1 }
}
