import { type PointerEvent, type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { create } from 'zustand'
import { hasKeysForItself } from '../commands/command.ts'
import { selected, selectedRows } from './act.ts'
import { fillTo, reached } from './fill-cells.ts'
import { commit } from './keys.ts'
import { cellAt } from './layout.ts'
import { type Sheet, useSheet } from './model.ts'
import { moveRows } from './rearrange.ts'
import { type Cell, extended, only, type Range, rangeOf, selectionOf } from './selection.ts'
import { useSheetState } from './sheet-state.ts'

interface Reach {
  /** Where the fill handle leads while it is drawn. */
  readonly fill: Range | null
  /** Before which row those that are dragged would come. */
  readonly dropRow: number | null
}

const NOWHERE: Reach = { fill: null, dropRow: null }

/** Where something leads that is being dragged. */
export const useReach = create<Reach>()(() => NOWHERE)

type Drag = 'cells' | 'rows' | 'columns' | 'fill' | 'move'

/** What the mouse does in a sheet: selects, draws on, fills and moves. */
export function usePointer(scroller: RefObject<HTMLDivElement | null>, edges: readonly number[]) {
  const sheet = useSheet()
  const drag = useRef<Drag | null>(null)
  const now = useRef(sheet)
  useEffect(() => {
    now.current = sheet
  })
  return useMemo(() => {
    const at = ({ clientX, clientY }: { clientX: number; clientY: number }): Cell =>
      scroller.current ? cellAt(scroller.current, clientX, clientY, edges) : { row: 0, column: 0 }
    return {
      onPointerDown(event: PointerEvent<HTMLDivElement>) {
        const { target, button, shiftKey } = event
        if (button === 2 && target instanceof Element) reachFor(target, at(event), now.current)
        if (button !== 0 || !(target instanceof Element) || target.closest('button')) return
        drag.current = begin(target, at(event), shiftKey, now.current)
        if (drag.current) focusCell(scroller.current)
      },
      onPointerMove(event: PointerEvent<HTMLDivElement>) {
        if (drag.current === null) return
        // Not before it moves: a click on what is captured would be none on the cell.
        event.currentTarget.setPointerCapture(event.pointerId)
        draw(drag.current, at(event), now.current)
      },
      onPointerUp() {
        if (drag.current) finish(drag.current, now.current)
        drag.current = null
      },
      onMouseDown(event: { target: EventTarget; preventDefault(): void }) {
        // The field over the active cell keeps the keyboard; its text is for the mouse only while it is typed.
        const inText = event.target instanceof Element && event.target.closest('input, button')
        if (!inText || useSheetState.getState().typing === null) event.preventDefault()
      },
      onDoubleClick(event: { target: EventTarget }) {
        const { editable, textAt } = now.current
        const { typing, type } = useSheetState.getState()
        const isCell = event.target instanceof Element && event.target.closest('[role="gridcell"]')
        if (editable && isCell && typing === null)
          type({ text: textAt(selected(now.current).active), inText: true })
      },
    }
  }, [scroller, edges])
}

/** The menu is about what is under the mouse: about the selection only where that is. */
function reachFor(target: Element, cell: Cell, sheet: Sheet): void {
  const { top, bottom, left, right } = rangeOf(selected(sheet))
  const inRange = cell.row >= top && cell.row <= bottom && cell.column >= left && cell.column <= right
  if (!inRange || target.closest('[data-column]')) begin(target, cell, false, sheet)
}

/** Gives the keyboard to the active cell. */
export function focusCell(within: Element | null | undefined): void {
  within?.querySelector<HTMLInputElement>('[role="gridcell"] input')?.focus({ preventScroll: true })
}

/**
 * Gives the keyboard to the active cell once that is drawn: whatever opened the sheet keeps it until then, or loses it
 * to nobody, as a button does that can be pressed no more. Whoever types elsewhere by then keeps it.
 */
export function useBeginAtCell(scroller: RefObject<HTMLElement | null>, isDrawn: boolean): void {
  const begun = useRef(false)
  useLayoutEffect(() => {
    if (!isDrawn || begun.current) return
    begun.current = true
    if (!hasKeysForItself(document.activeElement)) focusCell(scroller.current)
  }, [isDrawn, scroller])
}

/** What a press of the mouse begins; null for one within the text that is being typed. */
function begin(target: Element, cell: Cell, extend: boolean, sheet: Sheet): Drag | null {
  const { select, typing } = useSheetState.getState()
  const { size } = sheet
  if (target.closest('input') && typing) return null
  if (!commit(sheet)) return null
  const selection = selected(sheet)
  if (target.closest('[data-fill-handle]')) return 'fill'
  if (target.closest('[data-grip]') && isInRows(cell.row, sheet)) return 'move'
  if (target.closest('[role="rowheader"]')) {
    const top = extend ? selection.start.row : cell.row
    if (cell.row < size.rows) select(selectionOf({ top, bottom: cell.row, left: 0, right: size.columns - 1 }))
    return target.closest('[data-grip]') ? 'move' : 'rows'
  }
  const head = target.closest<HTMLElement>('[data-column]')
  if (head) {
    const bottom = Math.max(0, sheet.table.rows.length - 1)
    const left = extend ? selection.start.column : cell.column
    select(selectionOf({ top: 0, bottom, left, right: cell.column }))
    return 'columns'
  }
  if (!target.closest('[role="gridcell"]') || cell.row >= size.rows) return null
  select(extend ? extended(selection, cell) : only(cell))
  return 'cells'
}

function isInRows(row: number, sheet: Sheet): boolean {
  const { top, bottom, left, right } = rangeOf(selected(sheet))
  return row >= top && row <= bottom && left === 0 && right === sheet.size.columns - 1
}

function draw(drag: Drag, cell: Cell, sheet: Sheet): void {
  const { select } = useSheetState.getState()
  const selection = selected(sheet)
  const row = Math.min(cell.row, sheet.size.rows - 1)
  if (drag === 'cells') select(extended(selection, { ...cell, row }))
  else if (drag === 'rows') select(extended(selection, { row, column: selection.end.column }))
  else if (drag === 'columns') select(extended(selection, { row: selection.end.row, column: cell.column }))
  else if (drag === 'fill') useReach.setState({ fill: reached(rangeOf(selection), { ...cell, row }) })
  else useReach.setState({ dropRow: Math.min(cell.row, sheet.table.rows.length) })
}

function finish(drag: Drag, sheet: Sheet): void {
  const { fill, dropRow } = useReach.getState()
  useReach.setState(NOWHERE)
  if (drag === 'fill' && fill) fillTo(sheet, fill)
  if (drag !== 'move' || dropRow === null) return
  const { from, count } = selectedRows(sheet)
  if (dropRow < from) moveRows(sheet, dropRow)
  else if (dropRow > from + count) moveRows(sheet, dropRow - count)
}
