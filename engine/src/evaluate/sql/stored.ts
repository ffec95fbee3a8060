import { type RawBuilder, sql } from 'kysely'
import { type Range, rangeOfType } from '../../expression/range.ts'
import type { ValueType } from '../../values/value-type.ts'
import type { DialectTraits, Form } from './dialect.ts'
import { asDouble, type Figure, integer } from './figure.ts'

/**
 * How the table holds figures, and how the result gives them. `natural`: amounts, rates, days and counts as numbers
 * of any numeric type, dates as DATE, flags as BOOLEAN, classes as text. `codes`: dates as day numbers, flags as 1
 * (false) and 2 (true), classes as the place of the value from 1, as columns hold them. Missing is NULL in both.
 */
export type Stored = 'natural' | 'codes'

/** A column of the table as a figure of the query. */
export function readStored(
  column: string,
  type: ValueType,
  mayBeNull: boolean,
  stored: Stored,
  traits: DialectTraits,
): Figure {
  const value = sql.id(column)
  const as = (form: Form, sql: RawBuilder<unknown>): Figure => ({ sql, form, mayBeNull })
  const number: Form = traits.keepsIntegers && rangeOfType(type) ? 'integer' : 'double'
  const inForm = (form: Form, sql: RawBuilder<unknown>) => as(form, castTo(form, sql, traits))
  switch (type.kind) {
    case 'flag':
      return as('flag', stored === 'codes' ? sql`(${value} = 2)` : value)
    case 'class':
      return stored === 'codes'
        ? inForm('code', value)
        : { ...codeOfText(value, type.values, traits), mayBeNull: true }
    case 'date':
      return inForm(number, stored === 'codes' ? value : sql`(${value} - ${EPOCH})`)
    default:
      return inForm(number, value)
  }
}

/** A figure of the query as the result gives it. */
export function writeStored(
  figure: Figure,
  type: ValueType,
  range: Range | null,
  stored: Stored,
  traits: DialectTraits,
): RawBuilder<unknown> {
  const { sql: value } = figure
  switch (type.kind) {
    case 'flag':
      return stored === 'codes' ? sql`(case when ${value} then 2 when not ${value} then 1 end)` : value
    case 'class':
      return stored === 'codes' ? value : textOfCode(value, type.values)
    case 'date': {
      const day = whole(figure, range, traits)
      return stored === 'codes' ? day : sql`(${EPOCH} + ${day})`
    }
    case 'days':
    case 'count':
      return whole(figure, range, traits)
    default:
      return asDouble(figure, traits)
  }
}

const EPOCH = sql`cast('1970-01-01' as date)`

/** The most that a whole number of the engine is; one beyond has no column to go to. */
const MOST = 2 ** 31 - 1

function whole(
  { sql: value, form }: Figure,
  range: Range | null,
  traits: DialectTraits,
): RawBuilder<unknown> {
  if (form === 'integer') return value
  const cast = castTo('integer', value, traits)
  if (range !== null && range.least >= -MOST && range.most <= MOST) return cast
  return sql`(case when ${value} between ${integer(-MOST)} and ${integer(MOST)} then ${cast} end)`
}

function codeOfText(value: RawBuilder<unknown>, values: readonly string[], traits: DialectTraits): Figure {
  const cases = values.map((text, at) => sql`when ${text} then ${sql.lit(at + 1)}`)
  const compared = sql`cast(${value} as text) collate ${sql.id(traits.collation)}`
  const code = sql`(case ${compared} ${sql.join(cases, sql` `)} end)`
  return { sql: castTo('code', code, traits), form: 'code', mayBeNull: true }
}

const textOfCode = (code: RawBuilder<unknown>, values: readonly string[]): RawBuilder<unknown> =>
  sql`(case ${code} ${sql.join(
    values.map((text, at) => sql`when ${sql.lit(at + 1)} then cast(${text} as text)`),
    sql` `,
  )} end)`

const castTo = (form: Form, value: RawBuilder<unknown>, { types }: DialectTraits): RawBuilder<unknown> =>
  sql`cast(${value} as ${sql.raw(types[form])})`
