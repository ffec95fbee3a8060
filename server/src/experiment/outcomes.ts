import type { Day } from '@branch-playbook/engine'
import { tookPlace } from '../desk/outcomes.ts'
import { type Contact, contactsBetween } from '../store/ledger.ts'
import { ordersBetween } from '../store/orders.ts'
import type { Database } from '../store/tables.ts'

/** Something that a customer did, or that was done with him, on a day. */
export interface Happening {
  readonly customer: string
  readonly day: string
}

/** What is known of customers in a period. */
export interface Happened {
  readonly contacts: readonly Contact[]
  readonly orders: readonly Happening[]
}

/** What happened from one day up to and including another. */
export const happenedBetween = async (store: Database, from: Day, to: Day): Promise<Happened> => ({
  contacts: await contactsBetween(store, from, to),
  orders: await ordersBetween(store, from, to),
})

/** What experiments are judged by. */
export interface Outcome {
  readonly id: string
  /** Whether it is good when more customers have it, or when fewer do. */
  readonly better: 'more' | 'fewer'
  happenings(happened: Happened): readonly Happening[]
}

const contactsThat =
  (count: (contact: Contact) => boolean): Outcome['happenings'] =>
  ({ contacts }) =>
    contacts.filter(count)

/** All outcomes there are: whatever else comes to be known of customers joins here. */
export const OUTCOMES: readonly Outcome[] = [
  { id: 'contacted', better: 'more', happenings: contactsThat(({ outcome }) => tookPlace(outcome)) },
  { id: 'interested', better: 'more', happenings: contactsThat(({ outcome }) => outcome === 'interested') },
  // Whoever ordered twice counts once, as everybody does.
  { id: 'ordered', better: 'more', happenings: ({ orders }) => orders },
  { id: 'refused', better: 'fewer', happenings: contactsThat(({ outcome }) => outcome === 'refused') },
]

/** The customers listed by some of the runs as part of an experiment, with the side they were on. */
export const customersListed = (store: Database, experiment: string, runs: readonly string[]) =>
  store
    .selectFrom('actions')
    .select(['customer', 'side'])
    .distinct()
    .where('run', 'in', runs)
    .where('experiment', '=', experiment)
    .where('listing', '=', 'listed')
    .execute()
