import { type RawBuilder, sql } from 'kysely'
import type { DialectTraits, Form } from './dialect.ts'

/** A figure as SQL: how it is kept, and whether it may be NULL. */
export interface Figure {
  readonly sql: RawBuilder<unknown>
  readonly form: Form
  readonly mayBeNull: boolean
}

/** A double, with all its bits. */
export const double = (value: number): RawBuilder<number> => {
  const written = Object.is(value, -0) ? '-0' : String(value)
  return sql<number>`cast(${sql.lit(written)} as double precision)`
}

/** A whole number of 32 bits; in brackets where a sign might run into another and begin a comment. */
export const integer = (value: number): RawBuilder<number> =>
  value < 0 ? sql<number>`(${sql.lit(value)})` : sql<number>`${sql.lit(value)}`

/** A list of numbers or flags, to take one by its place from 1. */
export function listOf(
  values: readonly (number | boolean)[],
  form: Form,
  { list: [open, close], types }: DialectTraits,
): RawBuilder<unknown> {
  return sql`cast(${sql.lit(`${open}${values.join(',')}${close}`)} as ${sql.raw(types[form])}[])`
}

/** The figure as a double. */
export const asDouble = ({ sql: figure, form }: Figure, { types }: DialectTraits): RawBuilder<number> =>
  form === 'double' ? sql<number>`${figure}` : sql<number>`cast(${figure} as ${sql.raw(types.double)})`

export const asInteger = ({ sql: figure, form }: Figure, { types }: DialectTraits): RawBuilder<number> =>
  form === 'integer' ? sql<number>`${figure}` : sql<number>`cast(${figure} as ${sql.raw(types.integer)})`
