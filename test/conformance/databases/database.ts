import {
  type Figures,
  factsOf,
  type Maybe,
  type Plan,
  type Run,
  type ValueType,
} from '@branch-playbook/engine'
import { planQuery, type QueryColumn, type SqlDialect, type Stored } from '@branch-playbook/engine/sql'

/** A database in which plans are decided, for comparison with the other evaluators. */
export interface Database {
  readonly dialect: SqlDialect
  /** The steps of each customer, in the order of the customers, as the engine has values. */
  decide(plan: Plan, customers: readonly Figures[], run: Run, how: How): Promise<readonly Figures[]>
  close(): Promise<void>
}

/** How the table holds figures, and which steps are asked for: all, when not said. */
export interface How {
  readonly stored: Stored
  readonly wanted?: readonly string[]
}

export const TABLE = 'customers; drop table "x"'
const NUMBER = 'no.'

interface Query {
  readonly sql: string
  readonly parameters: readonly string[]
  readonly columns: readonly QueryColumn[]
}

/** The query for a table of that name with the number of each customer and the facts; days come as numbers. */
export function queryFor(plan: Plan, run: Run, dialect: SqlDialect, { stored, wanted }: How): Query {
  const planned = planQuery(plan, run, {
    dialect,
    table: [TABLE],
    keep: [NUMBER],
    stored,
    wanted: wanted ?? plan.steps.map(({ name }) => name),
  })
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
  const figures = planned.columns.map(({ label, type }) => {
    const isDay = type.kind === 'date' && stored === 'natural'
    return isDay ? `${quoted(label)} - date '1970-01-01'` : quoted(label)
  })
  return {
    sql: `select ${figures.join(', ')} from (${planned.query.sql}) decided order by ${quoted(NUMBER)}`,
    parameters: planned.query.parameters.map(String),
    columns: planned.columns,
  }
}

/** The columns of the table: the customer's number, and the facts. */
export const columnsOf = (plan: Plan): readonly (readonly [name: string, type: ValueType])[] => [
  [NUMBER, { kind: 'count' }],
  ...factsOf(plan),
]

/** A value of a row, by the column's place, as a database of that form has it. */
export function stored(customers: readonly Figures[], row: number, name: string): Maybe {
  return name === NUMBER ? row : (customers[row]?.get(name) ?? null)
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A value of the result as the engine has it. */
export function engineValue(found: unknown, type: ValueType, { stored }: How): Maybe {
  if (found === null) return null
  if (stored === 'codes') {
    if (type.kind === 'flag') return found === 2
    if (type.kind === 'class') return type.values[Number(found) - 1] ?? null
  }
  if (typeof found === 'number' || typeof found === 'string' || typeof found === 'boolean') return found
  throw new Error(`The database gives ${String(found)} for a ${type.kind}`)
}
