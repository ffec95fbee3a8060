import type { Column } from './columns.ts'
import type { Cell, Range } from './selection.ts'

/** Heights and widths of the sheet's parts, in pixels. */
export const ROW_HEIGHT = 28
export const HEAD_HEIGHT = 44
export const ROW_HEAD_WIDTH = 118

/** Where each column begins, and at the end where the last one ends, from the first cell on. */
export function edgesOf(columns: readonly Column[]): readonly number[] {
  const edges = [0]
  for (const { width } of columns) edges.push((edges.at(-1) ?? 0) + width)
  return edges
}

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The place of a range within the cells. */
export function boxOf({ top, bottom, left, right }: Range, edges: readonly number[]): Box {
  const from = edges[left] ?? 0
  return {
    left: from,
    top: top * ROW_HEIGHT,
    width: (edges[right + 1] ?? from) - from,
    height: (bottom - top + 1) * ROW_HEIGHT,
  }
}

/** The cell at a point of the screen; beyond the edges the nearest one. */
export function cellAt(scroller: HTMLElement, x: number, y: number, edges: readonly number[]): Cell {
  const { left, top } = scroller.getBoundingClientRect()
  const along = x - left - ROW_HEAD_WIDTH + scroller.scrollLeft
  const down = y - top - HEAD_HEIGHT + scroller.scrollTop
  const column = edges.findIndex((edge) => edge > along)
  return {
    row: Math.max(0, Math.floor(down / ROW_HEIGHT)),
    column: column < 0 ? edges.length - 2 : Math.max(0, column - 1),
  }
}

/** Scrolls just so far that a cell is in view. */
export function reveal(scroller: HTMLElement, { row, column }: Cell, edges: readonly number[]): void {
  const { top, left, width, height } = boxOf({ top: row, bottom: row, left: column, right: column }, edges)
  const wide = scroller.clientWidth - ROW_HEAD_WIDTH
  const high = scroller.clientHeight - HEAD_HEIGHT
  const { scrollLeft, scrollTop } = scroller
  const across = left < scrollLeft ? left : Math.max(scrollLeft, left + width - wide)
  const down = top < scrollTop ? top : Math.max(scrollTop, top + height - high)
  if (across !== scrollLeft || down !== scrollTop) scroller.scrollTo({ left: across, top: down })
}
