import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'

/** The databases whose SQL the plan can be written in. */
export type SqlDialect = 'duckdb' | 'postgres'

/** How a figure is kept within the query. Missing is NULL in each. */
export type Form = 'double' | 'integer' | 'flag' | 'code'

/** Where the two databases differ, as far as the plan's SQL is concerned. */
export interface DialectTraits {
  /** The SQL type of each form. */
  readonly types: Readonly<Record<Form, string>>
  /**
   * Whether whole numbers are kept as integers where they provably fit 32 bits: smaller columns are faster in a
   * database that works on whole columns.
   */
  readonly keepsIntegers: boolean
  /** Whether arithmetic is that of IEEE 754 throughout, or an overflow, an underflow or a zero divisor an error. */
  readonly ieee: boolean
  /**
   * Whether a subquery has to be fenced: without a fence it is merged with the query around it, and a figure is
   * computed again wherever it is used, and so are the figures that it rests on.
   */
  readonly fenced: boolean
  /** Whether the database counts how many thresholds are reached, in logarithmic time. */
  readonly countsBands: boolean
  /** The collation in which two texts are equal only when they are the same, where columns may have another. */
  readonly collation: string
  /** Brackets of a list written as text. */
  readonly list: readonly [open: string, close: string]
  /** The most columns of one SELECT, and the most bytes of their names. */
  readonly mostColumns: number
  readonly mostNameBytes: number
}

/** The most parameters that one query may have: the protocol of PostgreSQL counts them in 16 bits. */
export const MOST_PARAMETERS = 65_535

export const TRAITS: Readonly<Record<SqlDialect, DialectTraits>> = {
  duckdb: {
    types: { double: 'double', integer: 'integer', flag: 'boolean', code: 'utinyint' },
    keepsIntegers: true,
    ieee: true,
    fenced: false,
    countsBands: false,
    collation: 'binary',
    list: ['[', ']'],
    mostColumns: 10_000,
    mostNameBytes: 255,
  },
  postgres: {
    types: { double: 'double precision', integer: 'integer', flag: 'boolean', code: 'smallint' },
    keepsIntegers: false,
    ieee: false,
    fenced: true,
    countsBands: true,
    collation: 'C',
    list: ['{', '}'],
    mostColumns: 1_600,
    mostNameBytes: 63,
  },
}

/** Tables with columns of any name. */
export type Tables = Record<string, Record<string, unknown>>

/**
 * Writes queries and never runs one. DuckDB reads the SQL of PostgreSQL as far as Kysely writes it: quoted names,
 * `$1`, casts.
 */
export const writing = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})
