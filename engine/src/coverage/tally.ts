import type { Decider, Decisions } from '../evaluate/decisions.ts'
import { newDecisions } from '../evaluate/decisions.ts'
import type { Run } from '../plan/run.ts'
import type { Column } from '../population/column.ts'
import type { Population } from '../population/population.ts'
import type { SourcedPlan } from './sources.ts'

/** Customers decided at a time: what is counted of them needs no more memory than so many. */
const BLOCK = 65_536

/** Counts how often each step came out as each number that is asked for. */
export class Tally {
  customers = 0
  readonly #counts: ReadonlyMap<string, Map<number, number>>

  constructor({ sources }: SourcedPlan) {
    const counts = new Map<string, Map<number, number>>()
    for (const { step, code } of sources) {
      const known = counts.get(step) ?? new Map<number, number>()
      counts.set(step, known.set(code, 0))
    }
    this.#counts = counts
  }

  /** How many customers had that number. */
  of(step: string, code: number): number {
    return this.#counts.get(step)?.get(code) ?? 0
  }

  /** Decides customers and counts what they came out as. */
  add(decider: Decider, population: Population, run: Run): void {
    let into: Decisions | null = null
    for (let from = 0; from < population.count; from += BLOCK) {
      const count = Math.min(BLOCK, population.count - from)
      const block = { count, columns: slices(decider, population, from, from + count) }
      if (into?.count !== count) into = newDecisions(decider.wanted, count)
      const { columns } = decider.decide(block, run, into)
      for (const [name, counts] of this.#counts) {
        const column = columns.get(name)
        if (column) countIn(column, counts)
      }
      this.customers += count
    }
  }
}

const slices = (
  { reads }: Decider,
  { columns }: Population,
  from: number,
  to: number,
): ReadonlyMap<string, Column> =>
  new Map(
    reads.flatMap((name) => {
      const column = columns.get(name)
      return column ? [[name, column.subarray(from, to)] as const] : []
    }),
  )

/** A number that is asked for is a code of a flag or class, or a place of a branch: from -1 to some thousands. */
function countIn(column: Column, counts: Map<number, number>): void {
  const most = Math.max(...counts.keys())
  const found = new Uint32Array(most + 1)
  for (let at = 0; at < column.length; at += 1) {
    const code = column[at] ?? -1
    if (code >= 0 && code <= most) found[code] = (found[code] ?? 0) + 1
  }
  for (const [code, count] of counts) counts.set(code, count + (found[code] ?? 0))
}
