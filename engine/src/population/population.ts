import type { Plan } from '../plan/plan.ts'
import type { Maybe, ValueType } from '../values/value-type.ts'
import { Arena, bytesOf } from './arena.ts'
import { type Column, decode, encode, newColumn } from './column.ts'

/** Customers as columns: the facts of all of them, by name, in the same order. */
export interface Population {
  readonly count: number
  readonly columns: ReadonlyMap<string, Column>
  /** Where the columns live, if they live together: such a population is decided faster. */
  readonly arena?: Arena
}

/**
 * A population whose columns live in one arena, to be filled: for a population that is decided again and again.
 * There is room for its decisions too.
 */
export function newPopulation(
  types: readonly (readonly [name: string, type: ValueType])[],
  count: number,
): Population & { readonly arena: Arena } {
  const arena = new Arena(ROOM * types.reduce((sum, [, type]) => sum + bytesOf(type, count), 0))
  const columns = types.map(
    ([name, type]) => [name, arena.take(type, count) ?? newColumn(type, count)] as const,
  )
  return { count, columns: new Map(columns), arena }
}

/** Room in an arena, by what the facts take: for the facts, and for decisions before and after a change. */
const ROOM = 3

/** One customer's facts or figures, by name; a missing one is null. */
export type Figures = ReadonlyMap<string, Maybe>

/** The facts that a plan reads, with their types. */
export const factsOf = ({ playbook, types }: Plan): (readonly [name: string, type: ValueType])[] =>
  playbook.facts.flatMap(({ name }) => {
    const type = types.get(name)
    return type ? [[name, type] as const] : []
  })

/** A population of customers given one by one. */
export function populationOf(plan: Plan, customers: readonly Figures[]): Population {
  const columns = factsOf(plan).map(([name, type]) => {
    const column = newColumn(type, customers.length)
    customers.forEach((facts, at) => {
      column[at] = encode(type, facts.get(name) ?? null)
    })
    return [name, column] as const
  })
  return { count: customers.length, columns: new Map(columns) }
}

/** The facts of one customer of a population. */
export const customerAt = (plan: Plan, { columns }: Population, at: number): Figures =>
  new Map(factsOf(plan).map(([name, type]) => [name, decode(type, columns.get(name)?.[at] ?? Number.NaN)]))
