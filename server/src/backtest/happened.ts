import { type Day, parseDay } from '@branch-playbook/engine'
import { inFeeds } from '../desk/outcomes.ts'
import { CONTACT_OUTCOMES } from '../feeds/definitions.ts'
import { contactsBetween } from '../store/ledger.ts'
import { ordersBetween } from '../store/orders.ts'
import type { Database } from '../store/tables.ts'

/** What can have happened with a customer: the outcomes of contacts, and that he ordered something. */
export const KINDS = [...CONTACT_OUTCOMES, 'ordered'] as const
export type Kind = (typeof KINDS)[number]

/** Something that really happened with a customer on a day. */
export interface Happening {
  readonly customer: string
  readonly day: Day
  readonly kind: Kind
  /** The member of the staff whose list it was on, or would have been. */
  readonly adviser: string
  readonly branch: string
}

type Source = (store: Database, from: Day, to: Day) => Promise<readonly Happening[]>

const contacts: Source = async (store, from, to) =>
  (await contactsBetween(store, from, to)).flatMap(({ customer, day: text, outcome, adviser, branch }) => {
    const day = parseDay(text)
    return day === null ? [] : [{ customer, day, kind: inFeeds(outcome), adviser, branch }]
  })

/** Whoever orders counts once, on the day of his first order that did not come to nothing. */
const orders: Source = async (store, from, to) => {
  const first = new Map<string, Happening>()
  for (const { customer, day: text, adviser, branch } of await ordersBetween(store, from, to)) {
    const day = parseDay(text)
    if (day !== null && !first.has(customer))
      first.set(customer, { customer, day, kind: 'ordered', adviser, branch })
  }
  return [...first.values()]
}

/** Whether it is a contact: only contacts tell that a list was worked by. */
export const isContact = ({ kind }: Happening): boolean => kind !== 'ordered'

/** All that lists are held against: whatever else comes to be known of customers joins here, with its kinds. */
const SOURCES: readonly Source[] = [contacts, orders]

/** What happened from one day up to and including another, the earliest first. */
export async function happenedBetween(store: Database, from: Day, to: Day): Promise<readonly Happening[]> {
  const found: Happening[] = []
  for (const source of SOURCES) found.push(...(await source(store, from, to)))
  return found.toSorted((left, right) => left.day - right.day)
}
