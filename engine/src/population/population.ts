import type { Plan } from '../plan/plan.ts'
import type { Maybe, ValueType } from '../values/value-type.ts'
import { type Column, decode, encode, newColumn } from './column.ts'

/** Customers as columns: the facts of all of them, by name, in the same order. */
export interface Population {
  readonly count: number
  readonly columns: ReadonlyMap<string, Column>
}

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
