import type { ValueType } from '../../values/value-type.ts'
import type { Figured, Scope } from '../kind.ts'
import { appliesToAll, columnsOf } from './cells.ts'
import { DECIDING_ROW, rowName, typeOfOutput, yieldOf } from './outputs.ts'
import type { Table } from './schema.ts'

/** The type of the table's outcome; null when it is a list. */
export function outcomeOf(table: Table): ValueType | null {
  if (yieldOf(table) === 'list') return null
  return table.aggregation === 'count' ? { kind: 'count' } : typeOfOutput(table, 0)
}

/** Whether the output at that place may be missing: no row need apply, and nothing says what then. */
export function outputMayBeMissing(table: Table, at: number, scope: Scope): boolean {
  if (table.aggregation === 'count' || table.outputs[at]?.otherwise !== undefined) return false
  const columns = columnsOf(table, scope)
  return !table.rows.some((_, row) => appliesToAll(columns, row))
}

/** The figures beside the outcome: the further outputs, and which row decided or which rows apply. */
export function partsOf(table: Table, scope: Scope): Record<string, Figured> {
  const kind = yieldOf(table)
  const flag = { type: { kind: 'flag' }, mayBeMissing: false } as const
  const further: [string, Figured][] =
    kind === 'list' || table.aggregation === 'count'
      ? []
      : table.outputs.slice(1).map(({ id }, place) => {
          const at = place + 1
          return [id, { type: typeOfOutput(table, at), mayBeMissing: outputMayBeMissing(table, at, scope) }]
        })
  const rows: [string, Figured][] =
    kind === 'one'
      ? [[DECIDING_ROW, { type: { kind: 'count' }, mayBeMissing: false }]]
      : table.rows.map((_, at) => [rowName(table, at), flag])
  return Object.fromEntries([...further, ...rows])
}
