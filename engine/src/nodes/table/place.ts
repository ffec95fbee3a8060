import type { Branch, Place } from '../../coverage/place.ts'
import { part } from '../kind.ts'
import { DECIDING_ROW, rowName, yieldOf } from './outputs.ts'
import type { Table } from './schema.ts'

/** The row that a branch stands for: the one that decides, or one of those that apply. */
export function placeOfRow(table: Table, { step, by, takes }: Branch): Place | null {
  if (yieldOf(table) === 'one') {
    if (step !== part(table.id, DECIDING_ROW) || by !== 'rule') return null
    return takes === 0 ? { path: ['rows'], way: 'none' } : { path: ['rows', Number(takes) - 1] }
  }
  if (by !== 'value' || takes !== true) return null
  const row = rowsByName(table).get(step)
  return row === undefined ? null : { path: ['rows', row] }
}

const named = new WeakMap<Table, ReadonlyMap<string, number>>()

/** The places of the rows by the names of their flags; every step of a table asks for them. */
function rowsByName(table: Table): ReadonlyMap<string, number> {
  const names =
    named.get(table) ?? new Map(table.rows.map((_, at) => [part(table.id, rowName(table, at)), at] as const))
  named.set(table, names)
  return names
}
