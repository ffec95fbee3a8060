import { type Column, part, type Table } from '@branch-playbook/engine'
import { type Everyone, figureOf } from '../everyone.ts'

/** For how many customers the rows of a decision table apply, each in its place. */
export interface RowCounts {
  /**
   * How many customers get what the row gives: of a table of which one row decides, those for whom it is this
   * one; of any other, all to whom the row applies.
   */
  readonly fires: readonly number[]
  /** Customers for whom no row fires. */
  readonly none: number
}

/** Counts the rows of a table; null when the playbook has no table of that name. */
export function rowCounts(everyone: Everyone, id: string): RowCounts | null {
  const table = everyone.after.plan.playbook.nodes.find((node) => node.id === id)
  if (table?.kind !== 'table') return null
  const deciding = figureOf(everyone.after, everyone.run, part(id, 'row'))
  return deciding ? countDeciding(deciding.column, table) : countApplying(everyone, table)
}

function countDeciding(column: Column, { rows }: Table): RowCounts {
  const counts = new Int32Array(rows.length + 1)
  for (let at = 0; at < column.length; at += 1) {
    const row = column[at] ?? 0
    counts[row] = (counts[row] ?? 0) + 1
  }
  return { fires: [...counts.subarray(1)], none: counts[0] ?? 0 }
}

function countApplying(everyone: Everyone, { id, rows }: Table): RowCounts {
  const anyRow = new Uint8Array(everyone.count)
  const fires = rows.map((row, at) => {
    const flags = figureOf(everyone.after, everyone.run, part(id, row.id ?? `row_${at + 1}`))
    return flags ? countTrue(flags.column, anyRow) : 0
  })
  return { fires, none: anyRow.reduce((sum, any) => sum - any, anyRow.length) }
}

/** What a flag that holds is stored as. */
const TRUE = 2

function countTrue(flags: Column, anyRow: Uint8Array): number {
  let count = 0
  for (let at = 0; at < flags.length; at += 1) {
    if (flags[at] !== TRUE) continue
    count += 1
    anyRow[at] = 1
  }
  return count
}
