import {
  type AliasedExpression,
  type AliasedRawBuilder,
  type CompiledQuery,
  type QueryCreator,
  sql,
} from 'kysely'
import { type DialectTraits, type Tables, writing } from './dialect.ts'

/** A column of a SELECT with the name it gets there. */
export type NamedColumn = AliasedRawBuilder<unknown, string>

/** Subqueries nest at most so deep; then one stands beside the rest, and is computed before them. */
const MOST_NESTED = 40

/** SELECTs, each over the one before. */
export class Chain {
  readonly #traits: DialectTraits
  #from: AliasedExpression<Tables[string], 's'>
  #creator: QueryCreator<Tables> = writing
  #nested = 0
  #beside = 0

  constructor(table: readonly string[], traits: DialectTraits) {
    this.#traits = traits
    this.#from = sql<Tables[string]>`${sql.id(...table)}`.as('s')
  }

  /** Puts a SELECT over what there is. */
  over(columns: readonly NamedColumn[]): void {
    const select = this.#select(writing, columns)
    const fenced = this.#traits.fenced ? select.offset(sql.lit(0)) : select
    this.#nested += 1
    if (this.#nested < MOST_NESTED) {
      this.#from = fenced.as('s')
      return
    }
    const name = `l${this.#beside}`
    this.#creator = this.#creator.with(
      (beside) => (this.#traits.fenced ? beside(name).materialized() : beside(name)),
      () => fenced,
    )
    this.#from = sql<Tables[string]>`${sql.id(name)}`.as('s')
    this.#nested = 0
    this.#beside += 1
  }

  /** The whole query, with the last SELECT. */
  compiled(columns: readonly NamedColumn[]): CompiledQuery {
    return this.#select(this.#creator, columns).compile()
  }

  #select(creator: QueryCreator<Tables>, columns: readonly NamedColumn[]) {
    return creator.selectFrom(this.#from).select([...columns])
  }
}
