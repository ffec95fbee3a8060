import { nextFound } from './find.ts'
import type { Marks } from './marks.ts'
import type { Cell } from './selection.ts'
import type { Table } from './table.ts'

/** The cells at which something is marked, row by row: a row as a whole at its first cell, gaps below the last row. */
export function markedCells({ rows, columns, gaps }: Marks, table: Table): readonly Cell[] {
  const inRows = [...rows].flatMap(([row, { cells, row: whole }]) => [
    ...(whole.length > 0 ? [{ row, column: 0 }] : []),
    ...[...cells.keys()].map((column) => ({ row, column })),
  ])
  const inHeads = [...columns.keys()].map((column) => ({ row: 0, column }))
  const inGaps = gaps.length > 0 ? [{ row: table.rows.length, column: 0 }] : []
  return [...inRows, ...inHeads, ...inGaps].toSorted(
    (one, other) => one.row - other.row || one.column - other.column,
  )
}

/** The next of the marked cells after a cell, round and round; null when there is none but that cell. */
export function nextMarked(marked: readonly Cell[], from: Cell): Cell | null {
  const next = nextFound(marked, from, false)
  return next && (next.row !== from.row || next.column !== from.column) ? next : null
}
