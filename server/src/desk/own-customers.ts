import {
  atOnce,
  type Decider,
  type Decisions,
  newDecisions,
  type Population,
  type Run,
  type Steps,
} from '@branch-playbook/engine'
import type { Arms } from './assigned.ts'

/** What a version decided, of the customers at these rows, in their order; null is everybody. */
export interface OwnDecisions {
  readonly rows: Int32Array | null
  readonly decisions: Decisions
}

/**
 * A version that decides less than so much of everybody decides its own customers only. Their facts are copied
 * together first, which for more of them costs more than to decide everybody: measured with 60 facts.
 */
const LEAST_OF_ALL = 1 / 8

/** Of each version the rows of its own customers; null for one that decides so many that it may as well decide all. */
export function rowsOfArms(armOf: Arms, arms: number): readonly (Int32Array | null)[] {
  if (arms === 1) return [null]
  const counts = new Int32Array(arms)
  for (const arm of armOf) counts[arm] = (counts[arm] ?? 0) + 1
  const rows = Array.from(counts, (count) =>
    count < armOf.length * LEAST_OF_ALL ? new Int32Array(count) : null,
  )
  const next = new Int32Array(arms)
  armOf.forEach((arm, row) => {
    const own = rows[arm]
    const at = next[arm] ?? 0
    if (!own) return
    own[at] = row
    next[arm] = at + 1
  })
  return rows
}

/** So many customers are decided in a step: a few milliseconds. */
const CUSTOMERS_A_STEP = 1 << 15

/** Decides the customers at some rows, or (null) everybody, in steps. */
export function* decidingOwn(
  decider: Decider,
  population: Population,
  run: Run,
  rows: Int32Array | null,
): Steps<OwnDecisions> {
  const count = rows?.length ?? population.count
  const decisions = newDecisions(decider.wanted, count)
  for (let from = 0; from < count; from += CUSTOMERS_A_STEP) {
    const to = Math.min(count, from + CUSTOMERS_A_STEP)
    const some =
      rows === null
        ? within(population, from, to)
        : gatheredFacts(decider, population, rows.subarray(from, to))
    decider.decide(some, run, within(decisions, from, to))
    yield
  }
  return { rows, decisions }
}

/** Those from one row up to another, in the same memory. */
const within = ({ columns }: Population | Decisions, from: number, to: number) => ({
  count: to - from,
  columns: new Map(Array.from(columns, ([name, column]) => [name, column.subarray(from, to)])),
})

/** As `decidingOwn`, at once. */
export const decideOwn = (...asked: Parameters<typeof decidingOwn>): OwnDecisions =>
  atOnce(decidingOwn(...asked))

/** The facts that a decider reads of the customers at some rows, copied together. */
function gatheredFacts({ reads }: Decider, { columns }: Population, rows: Int32Array): Population {
  const own = reads.flatMap((name) => {
    const column = columns.get(name)
    return column ? [[name, gathered(column, rows)] as const] : []
  })
  return { count: rows.length, columns: new Map(own) }
}

/** The rows of a branch's customers, by its place in the snapshot; `branches` has that of every customer. */
export function rowsIn(branches: Int32Array, branch: number): Int32Array {
  const rows: number[] = []
  branches.forEach((place, row) => {
    if (place === branch) rows.push(row)
  })
  return Int32Array.from(rows)
}

/** Any column of numbers that a part of can be copied. */
interface Cells<Own> {
  [row: number]: number
  slice(from: number, to: number): Own
}

/** What a column has at some rows, in their order. */
export function gathered<Own extends Cells<Own>>(column: Own, rows: Int32Array): Own {
  const own = column.slice(0, rows.length)
  for (let at = 0; at < rows.length; at += 1) own[at] = column[rows[at] ?? 0] ?? 0
  return own
}
