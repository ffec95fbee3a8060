import { type CompiledQuery, sql } from 'kysely'
import { rangeOfType } from '../../expression/range.ts'
import { type Plan, runInputs } from '../../plan/plan.ts'
import type { Run } from '../../plan/run.ts'
import { type Problem, problem } from '../../problem/problem.ts'
import type { ValueType } from '../../values/value-type.ts'
import { stepsWithin } from '../decisions.ts'
import { type Cell, cellsOf } from './cells.ts'
import { Chain, type NamedColumn } from './chain.ts'
import { type DialectTraits, MOST_PARAMETERS, type SqlDialect, TRAITS } from './dialect.ts'
import { ExpressionWriter } from './expressions.ts'
import { double, type Figure } from './figure.ts'
import { extentOf, type Layer, layersOf } from './layers.ts'
import { magnitudeOfType } from './magnitude.ts'
import { Operands } from './operands.ts'
import { readStored, type Stored, writeStored } from './stored.ts'

export interface QueryOptions {
  readonly dialect: SqlDialect
  /** The table of customers, with a column for every fact by its name: its name, or a schema's and its name. */
  readonly table: readonly [string, ...string[]]
  /** Columns of the table that the result hands on, such as the customer's number. */
  readonly keep: readonly string[]
  /** How the table holds figures and the result gives them; natural when not said. */
  readonly stored?: Stored
  /** The steps to hand out; the plan's outputs when not said. */
  readonly wanted?: readonly string[]
}

/** A column of the result that holds a step. */
export interface QueryColumn {
  /** The step's name; a shorter one where the database would cut it off. */
  readonly label: string
  readonly step: string
  readonly type: ValueType
}

export type PlannedQuery =
  | { readonly ok: true; readonly query: CompiledQuery; readonly columns: readonly QueryColumn[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * A plan as one query for a run: a row for each row of the table, with the kept columns and the wanted steps. All
 * figures agree to the bit with the other evaluators, as long as the table holds what the dictionary admits. Texts
 * are bound parameters and names are quoted, so that nothing in a playbook is ever read as SQL. Problems where the
 * plan exceeds what the database takes in one query.
 */
export function planQuery(plan: Plan, run: Run, options: QueryOptions): PlannedQuery {
  const { dialect, table, keep, stored = 'natural', wanted } = options
  const traits = TRAITS[dialect]
  const { steps, outputs } = stepsWithin(plan, { ...(wanted && { wanted }) })
  const columns = labelled(outputs, keep, traits)
  const cells = cellsOf(steps, plan.types, traits)
  const names = outputs.map(({ name }) => name)
  const { widest, all } = extentOf(cells, names)
  const tooLarge = [
    ...exceeding('columns', keep.length + widest, traits.mostColumns),
    ...exceeding('subqueries', all, MOST_COLUMNS_IN_ALL),
  ]
  if (tooLarge.length > 0) return { ok: false, problems: tooLarge }
  const { facts, layers } = layersOf(cells, names)
  const query = new QueryWriter(plan, run, stored, traits)
  const chain = new Chain(table, traits)
  chain.over([...keep.map((name, at) => sql.id(name).as(kept(at))), ...query.facts(facts)])
  const handedOn = keep.map((_, at) => sql.id(kept(at)).as(kept(at)))
  for (const layer of layers) chain.over([...handedOn, ...query.layer(layer)])
  const compiled = chain.compiled([
    ...keep.map((name, at) => sql.id(kept(at)).as(name)),
    ...columns.map((column) => query.result(column)),
  ])
  const problems = exceeding('texts', compiled.parameters.length, MOST_PARAMETERS)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, query: compiled, columns }
}

const kept = (at: number): string => `k${at}`

/** More than that over all subqueries makes a text of hundreds of megabytes, which no database reads. */
const MOST_COLUMNS_IN_ALL = 1_000_000

const exceeding = (what: 'columns' | 'subqueries' | 'texts', count: number, most: number): Problem[] =>
  count > most ? [problem('query_too_large', ['nodes'], { what, count, most })] : []

class QueryWriter {
  readonly #plan: Plan
  readonly #stored: Stored
  readonly #traits: DialectTraits
  readonly #operands: Operands
  readonly #expressions: ExpressionWriter

  constructor(plan: Plan, run: Run, stored: Stored, traits: DialectTraits) {
    this.#plan = plan
    this.#stored = stored
    this.#traits = traits
    this.#operands = new Operands(traits, plan.types, runInputs(plan, run))
    this.#expressions = new ExpressionWriter(this.#operands, run.workingDays)
  }

  /** The facts as the query computes with them. */
  facts(names: readonly string[]): NamedColumn[] {
    const { playbook, types } = this.#plan
    const mayBeMissing = new Set(
      playbook.facts.filter(({ missing }) => missing === 'possible').map(({ name }) => name),
    )
    return names.map((name) => {
      const type = types.get(name) ?? { kind: 'percent' }
      const figure = readStored(name, type, mayBeMissing.has(name), this.#stored, this.#traits)
      const known = { range: rangeOfType(type), magnitude: magnitudeOfType(type) }
      return figure.sql.as(this.#operands.define(name, type, { ...figure, ...known }))
    })
  }

  layer({ cells, kept }: Layer): NamedColumn[] {
    const handedOn = kept.map((name) => {
      const alias = this.#operands.alias(name)
      return sql.id(alias).as(alias)
    })
    return [...handedOn, ...cells.map((cell) => this.#cell(cell))]
  }

  #cell(cell: Cell): NamedColumn {
    const { name, type, expression, magnitude } = cell
    const range = this.#operands.rangeOf(expression)
    const figure = this.#settled(cell, this.#expressions.write(expression, type))
    return figure.sql.as(this.#operands.define(name, type, { ...figure, range, magnitude }))
  }

  /** A figure as the outcome of a step: in the least form, without negative zero, and missing where not a number. */
  #settled({ magnitude, dropsNegativeZero }: Cell, figure: Figure): Figure {
    if (figure.form === 'code') {
      return { ...figure, sql: sql`cast(${figure.sql} as ${sql.raw(this.#traits.types.code)})` }
    }
    if (figure.form !== 'double') return figure
    const plain = dropsNegativeZero ? sql`(${figure.sql} + ${double(0)})` : figure.sql
    return Number.isFinite(magnitude.most)
      ? { ...figure, sql: plain }
      : { ...figure, sql: sql`nullif(${plain}, ${double(Number.NaN)})`, mayBeNull: true }
  }

  /** A step as the result gives it. */
  result({ step, type, label }: QueryColumn): NamedColumn {
    const range = this.#operands.rangeOf({ op: 'step', name: step })
    return writeStored(this.#operands.column(step), type, range, this.#stored, this.#traits).as(label)
  }
}

/** Names for the columns of the result: those of the steps, where they are neither too long nor taken. */
function labelled(
  steps: Plan['outputs'],
  keep: readonly string[],
  { mostNameBytes }: DialectTraits,
): QueryColumn[] {
  const taken = new Set(keep.map((name) => name.toLowerCase()))
  const isFree = (label: string): boolean =>
    !taken.has(label.toLowerCase()) && new TextEncoder().encode(label).length <= mostNameBytes
  return steps.map(({ name, type }, at) => {
    // The beginning of a name that is too long, cut between characters, and its place.
    const short = [...name].slice(0, Math.floor(mostNameBytes / 4) - 6).join('')
    const label = isFree(name) ? name : `${short}_${at + 1}`
    taken.add(label.toLowerCase())
    return { label, step: name, type }
  })
}
