import type { KeyboardEvent } from 'react'
import { clear, isEmpty, selected, tooLong, write } from './act.ts'
import type { Sheet } from './model.ts'
import {
  advanced,
  type Cell,
  cellsOf,
  type Direction,
  extended,
  jumped,
  moved,
  only,
  rangeOf,
  type Selection,
  selectionOf,
} from './selection.ts'
import { useSheetState } from './sheet-state.ts'

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** What the keys do in a sheet, as in Excel. `page` is how many rows are in view. */
export function press(event: KeyboardEvent, sheet: Sheet, page: number): void {
  // Until an input method has made a word of them, keys are its own.
  if (event.nativeEvent.isComposing || event.defaultPrevented) return
  const isTaken = useSheetState.getState().typing ? pressTyping(event, sheet) : pressReady(event, sheet, page)
  if (isTaken) event.preventDefault()
}

/** While a text is typed into the cell. */
function pressTyping(event: KeyboardEvent, sheet: Sheet): boolean {
  const { typing, type, select } = useSheetState.getState()
  const { key, shiftKey, altKey } = event
  const mod = event.ctrlKey || event.metaKey
  const arrow = ARROWS[key]
  if (mod && !altKey && (key === 'z' || key === 'y' || key === 'Z')) {
    // The field takes back what was typed; the document has nothing of it yet.
    event.stopPropagation()
    return false
  }
  if (key === 'Escape') type(null)
  else if (key === 'Enter' && mod) commit(sheet, true)
  else if (key === 'Enter') leave(advanced(selected(sheet), shiftKey ? 'up' : 'down', sheet.size))
  else if (key === 'Tab') leave(advanced(selected(sheet), shiftKey ? 'left' : 'right', sheet.size))
  else if (key === 'F2' && typing) type({ ...typing, inText: true })
  else if (arrow && !typing?.inText && !mod && !shiftKey && !altKey)
    leave(only(moved(selected(sheet).active, arrow, sheet.size)))
  else return false
  return true

  function leave(next: Selection) {
    if (commit(sheet)) select(next)
  }
}

/** While the cell is only looked at. */
function pressReady(event: KeyboardEvent, sheet: Sheet, page: number): boolean {
  const { select, type } = useSheetState.getState()
  const { key, shiftKey, altKey } = event
  const mod = event.ctrlKey || event.metaKey
  const selection = selected(sheet)
  const { size, editable } = sheet
  if (altKey) return false
  if (key === 'Tab') {
    const { row, column } = selection.active
    const atEnd =
      rangeOf(selection).left === rangeOf(selection).right && column === (shiftKey ? 0 : size.columns - 1)
    // From the end of a row Tab leads out of the sheet, which otherwise nobody could leave by it.
    if (atEnd) return false
    select(advanced({ ...selection, active: { row, column } }, shiftKey ? 'left' : 'right', size))
    return true
  }
  const from = shiftKey ? selection.end : selection.active
  const target = targetOf(key, mod, sheet, from, page)
  if (target) select(shiftKey ? extended(selection, target) : only(target))
  else if (key === 'Enter' && !mod) select(advanced(selection, shiftKey ? 'up' : 'down', size))
  else if (mod && key.toLowerCase() === 'a')
    select(selectionOf({ top: 0, bottom: lastRow(sheet), left: 0, right: size.columns - 1 }))
  else if (key === ' ' && shiftKey) select(wholeRows(sheet, selection))
  else if (key === ' ' && mod) select(wholeColumns(sheet, selection))
  else if (!editable) return false
  else if (key === 'F2') type({ text: sheet.textAt(selection.active), inText: true })
  else if (key === 'Delete' || key === 'Backspace') clear(sheet)
  else return false
  return true
}

/** Where an arrow or a paging key leads. */
function targetOf(key: string, mod: boolean, sheet: Sheet, from: Cell, page: number): Cell | null {
  const { size, textAt } = sheet
  const arrow = ARROWS[key]
  if (arrow && mod) return jumped(from, arrow, size, (cell) => isEmpty(textAt(cell)))
  if (arrow) return moved(from, arrow, size)
  switch (key) {
    case 'Home':
      return mod ? { row: 0, column: 0 } : { ...from, column: 0 }
    case 'End':
      return { row: mod ? lastRow(sheet) : from.row, column: size.columns - 1 }
    case 'PageUp':
      return moved(from, 'up', size, page)
    case 'PageDown':
      return moved(from, 'down', size, page)
    default:
      return null
  }
}

const lastRow = ({ table }: Sheet): number => Math.max(0, table.rows.length - 1)

const wholeRows = ({ size }: Sheet, selection: Selection): Selection => ({
  ...selectionOf({ ...rangeOf(selection), left: 0, right: size.columns - 1 }),
  active: selection.active,
})

const wholeColumns = (sheet: Sheet, selection: Selection): Selection => ({
  ...selectionOf({ ...rangeOf(selection), top: 0, bottom: lastRow(sheet) }),
  active: selection.active,
})

/**
 * Puts the text that is being typed into the document: into the active cell, or into all that are selected. False for
 * one that is too long to be kept: then it stays where it is.
 */
export function commit(sheet: Sheet, everywhere = false): boolean {
  const { typing, type } = useSheetState.getState()
  if (!typing) return true
  const selection = selected(sheet)
  const cells = everywhere ? cellsOf(rangeOf(selection)) : [selection.active]
  const texts = cells.map((cell) => ({ ...cell, text: typing.text }))
  if (tooLong(sheet, texts)) return false
  write(sheet, 'sheet.step.cells', texts)
  type(null)
  return true
}
