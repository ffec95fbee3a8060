import { readValue } from '../../playbook/read-facts.ts'
import type { Scalar, ValueType } from '../../values/value-type.ts'
import type { Table, TableOutput } from './schema.ts'

/** What comes of the rows that apply: the figures of one of them, a list, or one number made of them. */
export type Yield = 'one' | 'list' | 'aggregate'

export function yieldOf({ hitPolicy, aggregation }: Table): Yield {
  if (hitPolicy === 'collect' && aggregation !== undefined) return 'aggregate'
  return hitPolicy === 'collect' || hitPolicy === 'rule_order' || hitPolicy === 'output_order'
    ? 'list'
    : 'one'
}

/** The type of the values that rows give for the output at that place. The class of a text is its texts. */
export function typeOfOutput({ outputs, rows }: Table, at: number): ValueType {
  const output = outputs[at]
  if (output === undefined) return { kind: 'count' }
  if (output.type !== 'class' && output.type !== 'text') return { kind: output.type }
  const written = output.values ?? (output.type === 'class' ? [] : textsOf(output, at, rows))
  return { kind: 'class', values: [...new Set(written.filter((each) => typeof each === 'string'))] }
}

function textsOf({ otherwise }: TableOutput, at: number, rows: Table['rows']): Scalar[] {
  const written = rows.flatMap(({ then }) => then[at] ?? [])
  return otherwise === undefined ? written : [...written, otherwise]
}

/** A value as the table writes it, in the engine's terms; null when it is not of the type. */
export const outputValue = (type: ValueType, written: Scalar): Scalar | null =>
  readValue(type, written) ?? null

/** The values that the rows give for the output at that place, in the order of rows. The table is right. */
export function valuesOfRows(table: Table, at: number): Scalar[] {
  const type = typeOfOutput(table, at)
  return table.rows.map(({ then }) => outputValue(type, then[at] ?? '') ?? '')
}

/** What the output at that place is when no row applies; null when it is missing then. */
export function valueOtherwise(table: Table, at: number): Scalar | null {
  const otherwise = table.outputs[at]?.otherwise
  return otherwise === undefined ? null : outputValue(typeOfOutput(table, at), otherwise)
}

/**
 * The places of the rows in the order in which they win: that of the table, or by what their outputs are worth,
 * the first output before the next ones; rows of equal worth in the order of the table.
 */
export function precedence({ hitPolicy, outputs, rows }: Table): number[] {
  const places = rows.map((_, at) => at)
  if (hitPolicy !== 'priority' && hitPolicy !== 'output_order') return places
  const ranks = outputs.map(({ values }) => new Map(values?.map((value, rank) => [value, rank])))
  const worth = rows.map(({ then }) => ranks.map((rank, at) => rank.get(then[at] ?? '') ?? 0))
  return places.toSorted((left, right) => compareWorth(worth[left] ?? [], worth[right] ?? []) || left - right)
}

const compareWorth = (left: readonly number[], right: readonly number[]): number =>
  left.map((rank, at) => rank - (right[at] ?? 0)).find((difference) => difference !== 0) ?? 0

/** The name of the flag that says whether a row applies: its id, or its place from 1. */
export const rowName = ({ rows }: Table, at: number): string => rows[at]?.id ?? `row_${at + 1}`

/** The name of the figure that says which row decided. */
export const DECIDING_ROW = 'row'
