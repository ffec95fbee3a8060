import type { Decider, Decisions, Population, Run } from '@branch-playbook/engine'
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

/** Decides the customers at some rows, or (null) everybody. */
export function decideOwn(
  decider: Decider,
  population: Population,
  run: Run,
  rows: Int32Array | null,
): OwnDecisions {
  if (rows === null) return { rows, decisions: decider.decide(population, run) }
  const columns = decider.reads.flatMap((name) => {
    const column = population.columns.get(name)
    return column ? [[name, gathered(column, rows)] as const] : []
  })
  return { rows, decisions: decider.decide({ count: rows.length, columns: new Map(columns) }, run) }
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
