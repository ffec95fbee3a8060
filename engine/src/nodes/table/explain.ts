import type { DecisionView, Figure, Reason } from '../../explain/reason.ts'
import type { Bilingual } from '../../values/fields.ts'
import { part } from '../kind.ts'
import { explainCell } from './explain-cell.ts'
import { DECIDING_ROW, precedence, rowName, typeOfOutput, valuesOfRows, yieldOf } from './outputs.ts'
import type { Table } from './schema.ts'

/** Which row decided, or which rows apply, and what of the customer they admitted. */
export function explainTable(table: Table, view: DecisionView): Reason[] {
  return yieldOf(table) === 'one' ? explainOne(table, view) : explainSeveral(table, view)
}

function explainOne(table: Table, view: DecisionView): Reason[] {
  const at = Number(view.value(part(table.id, DECIDING_ROW)) ?? 0) - 1
  const outcome = view.figure(table.id)
  const row = table.rows[at]
  const further = table.outputs.slice(1).map(({ id, label }): Reason => {
    const figures = { output: labelled(id, label), value: view.figure(part(table.id, id)) }
    return { node: table.id, code: 'table_output', figures: { ...named(table), ...figures } }
  })
  if (!row) return [noneReason(table, outcome), ...further, ...inputsOf(table, view)]
  const cells = table.inputs.flatMap((input, place) =>
    explainCell(table.id, input, row.when[place] ?? '-', view),
  )
  return [rowReason(table, at, outcome, 'table_row'), ...further, ...cells]
}

function explainSeveral(table: Table, view: DecisionView): Reason[] {
  const applying = precedence(table).filter((at) => view.value(part(table.id, rowName(table, at))) === true)
  const values = valuesOfRows(table, 0)
  const { kind } = typeOfOutput(table, 0)
  const rows = applying.map((at) => rowReason(table, at, { kind, value: values[at] ?? null }, 'table_hit'))
  const inputs = inputsOf(table, view)
  if (yieldOf(table) === 'aggregate') return [aggregateReason(table, view, rows.length), ...rows, ...inputs]
  const found =
    rows.length > 0 ? rows : [{ node: table.id, code: 'table_no_hits', figures: named(table) } as const]
  return [...found, ...inputs]
}

/** What the rows were asked about, where it was more than one of them. */
const inputsOf = (table: Table, view: DecisionView): Reason[] =>
  table.inputs.map(({ of, label }): Reason => {
    const value = view.figure(of)
    const figures = { name: labelled(of, label ?? view.nameOf(of)), value }
    return { node: table.id, code: value.value === null ? 'figure_missing' : 'figure_known', figures }
  })

function rowReason(table: Table, at: number, outcome: Figure, code: 'table_row' | 'table_hit'): Reason {
  const figures = { ...named(table), row: { kind: 'count', value: at + 1 }, outcome } as const
  const note = table.rows[at]?.note
  if (!note) return { node: table.id, code, figures }
  return { node: table.id, code: `${code}_noted`, figures: { ...figures, note: labelled('', note) } }
}

function noneReason(table: Table, outcome: Figure): Reason {
  const code = outcome.value === null ? 'table_none_missing' : 'table_none'
  return { node: table.id, code, figures: { ...named(table), outcome } }
}

function aggregateReason(table: Table, view: DecisionView, applying: number): Reason {
  const { aggregation } = table
  const outcome = view.figure(table.id)
  if (aggregation === undefined || (applying === 0 && aggregation !== 'count'))
    return noneReason(table, outcome)
  const figures = { ...named(table), outcome, rows: { kind: 'count', value: applying } } as const
  return { node: table.id, code: `table_${aggregation}`, figures }
}

const named = ({ id, name }: Table) => ({ name: labelled(id, name) })

const labelled = (value: string, name: Bilingual | undefined): Figure => ({
  kind: 'text',
  value,
  ...(name && { name }),
})
