import { contentHash } from '@branch-playbook/engine'
import { customersOfHandovers, type HandedOver, standingHandovers } from '../store/handovers.ts'
import type { Database } from '../store/tables.ts'

/** What a run records of a hand-over: whose customers they were, and the hash of who goes to whom. */
export interface HandoverRecord {
  readonly id: string
  /** The adviser who has left. */
  readonly adviser: string
  readonly customers: string
}

/** The customers of an adviser who has left, and who looks after each of them from then on. */
export interface Handover {
  readonly record: HandoverRecord
  readonly customers: readonly HandedOver[]
}

/** A hand-over by who goes to whom, whatever order that comes in. */
export function handoverOf(id: string, adviser: string, customers: readonly HandedOver[]): Handover {
  const sorted = customers.toSorted((left, right) => (left.customer < right.customer ? -1 : 1))
  const pairs = sorted.map(({ customer, adviser: to }) => [customer, to])
  return { record: { id, adviser, customers: contentHash(pairs) }, customers: sorted }
}

/** A hand-over that stands, with the day from which on it holds, `YYYY-MM-DD`. */
export interface Standing extends Handover {
  readonly from: string
}

/** The hand-overs that nobody took back, with their customers, in the order in which they were entered. */
export async function standingWithCustomers(store: Database): Promise<Standing[]> {
  const standing = await standingHandovers(store)
  const handovers = await withCustomers(store, standing)
  return handovers.map((each, at) => ({ ...each, from: standing[at]?.first_day ?? '' }))
}

/** Hand-overs with their customers as the store has them now. */
export async function withCustomers(
  store: Database,
  handovers: readonly Pick<HandoverRecord, 'id' | 'adviser'>[],
): Promise<Handover[]> {
  const ids = handovers.map(({ id }) => id)
  const customers = await customersOfHandovers(store, ids)
  return handovers.map(({ id, adviser }) => handoverOf(id, adviser, customers.get(id) ?? []))
}

/** Those that hold on a day, `YYYY-MM-DD`, in the order in which they were entered. */
export const handoversOn = (standing: readonly Standing[], day: string): Handover[] =>
  standing.filter(({ from }) => from <= day).map(({ record, customers }) => ({ record, customers }))

/**
 * Who the adviser of every customer is, by his place, or -1: whom the core system names, unless that is nobody or one
 * who has left; then whoever the customer was handed over to last. So a hand-over holds until the core names another.
 */
export function advisersOf(
  { rowOf, adviser }: { readonly adviser: Int32Array; rowOf(customer: string): number | null },
  handovers: readonly Handover[],
  placeOf: (adviser: string) => number | null,
): Int32Array {
  if (handovers.length === 0) return adviser
  const left = new Set(handovers.map(({ record }) => placeOf(record.adviser)))
  const now = adviser.slice()
  for (const { customers } of handovers)
    for (const each of customers) {
      const row = rowOf(each.customer)
      const named = adviser[row ?? -1]
      if (row === null || named === undefined) continue
      if (named < 0 || left.has(named)) now[row] = placeOf(each.adviser) ?? -1
    }
  return now
}
