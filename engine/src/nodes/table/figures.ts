import { analyse } from '../../region/boxes.ts'
import { regionOfType } from '../../region/region.ts'
import type { ValueType } from '../../values/value-type.ts'
import type { Figured, Scope } from '../kind.ts'
import { boxOf, type Column, columnsOf } from './cells.ts'
import { DECIDING_ROW, rowName, typeOfOutput, yieldOf } from './outputs.ts'
import type { Table } from './schema.ts'

/** The type of the table's outcome; null when it is a list. */
export function outcomeOf(table: Table): ValueType | null {
  if (yieldOf(table) === 'list') return null
  return table.aggregation === 'count' ? { kind: 'count' } : typeOfOutput(table, 0)
}

/** Whether the output at that place may be missing: some customer may have no row, and nothing says what then. */
export function outputMayBeMissing(table: Table, at: number, scope: Scope): boolean {
  if (table.aggregation === 'count' || table.outputs[at]?.otherwise !== undefined) return false
  return !coversAll(columnsOf(table, scope))
}

/** About ten milliseconds of work; a table that takes longer to see through is not taken for complete. */
const MOST_STEPS = 1_000_000

const covering = new WeakMap<readonly (Column | null)[], boolean>()

/** Whether every customer, whatever his figures, has a row. */
function coversAll(columns: readonly (Column | null)[]): boolean {
  const known = covering.get(columns)
  if (known !== undefined) return known
  const tested = columns.filter((column) => column !== null)
  const everything = tested.map(({ type, mayBeMissing }) => regionOfType(type, mayBeMissing))
  const rows = (tested[0]?.cells ?? []).map((_, row) => boxOf(tested, row))
  const covers =
    tested.length === columns.length && analyse({ everything, rows }, MOST_STEPS).nextGap() === null
  covering.set(columns, covers)
  return covers
}

type Parts = Readonly<Record<string, Figured>>

const parts = new WeakMap<readonly (Column | null)[], Parts>()

/**
 * The figures beside the outcome: the further outputs, and which row decided or which rows apply. They are asked for
 * again for every name of which they may be the figure.
 */
export function partsOf(table: Table, scope: Scope): Parts {
  const columns = columnsOf(table, scope)
  const found =
    parts.get(columns) ?? Object.fromEntries([...furtherOutputs(table, scope), ...rowFigures(table)])
  parts.set(columns, found)
  return found
}

function furtherOutputs(table: Table, scope: Scope): [string, Figured][] {
  if (yieldOf(table) === 'list' || table.aggregation === 'count') return []
  return table.outputs.slice(1).map(({ id }, place) => {
    const at = place + 1
    return [id, { type: typeOfOutput(table, at), mayBeMissing: outputMayBeMissing(table, at, scope) }]
  })
}

function rowFigures(table: Table): [string, Figured][] {
  if (yieldOf(table) === 'one') return [[DECIDING_ROW, { type: { kind: 'count' }, mayBeMissing: false }]]
  return table.rows.map((_, at) => [rowName(table, at), { type: { kind: 'flag' }, mayBeMissing: false }])
}
