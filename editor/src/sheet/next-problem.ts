import { nextFound } from './find.ts'
import type { Marks } from './marks.ts'
import type { Sheet } from './model.ts'
import type { Cell } from './selection.ts'

/** The next cell or row with a problem after a cell, round and round; null when there is none but on that cell. */
export function nextMarked({ rows, columns, gaps }: Marks, { table }: Sheet, from: Cell): Cell | null {
  const inRows = [...rows].flatMap(([row, { cells, row: whole }]) => [
    ...(whole.length > 0 ? [{ row, column: 0 }] : []),
    ...[...cells.keys()].map((column) => ({ row, column })),
  ])
  const inHeads = [...columns.keys()].map((column) => ({ row: 0, column }))
  const inGaps = gaps.length > 0 ? [{ row: table.rows.length, column: 0 }] : []
  const all = [...inRows, ...inHeads, ...inGaps].toSorted(
    (one, other) => one.row - other.row || one.column - other.column,
  )
  const next = nextFound(all, from, false)
  return next && (next.row !== from.row || next.column !== from.column) ? next : null
}
