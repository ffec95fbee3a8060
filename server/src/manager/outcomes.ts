import { type Interval, wilson } from '@branch-playbook/engine'
import { OUTCOMES, type Outcome, tookPlace } from '../desk/outcomes.ts'
import { cameToNothing, type Order } from '../orders/order.ts'

/** What came of the contacts with those of a strategy, or of an adviser. */
export interface OutcomeCount {
  /** The strategy or adviser; null for contacts that came of no list. */
  readonly of: string | null
  readonly contacts: number
  /** Orders placed, and how many of them came to nothing. */
  readonly orders: { readonly placed: number; readonly ended: number }
  readonly outcomes: readonly { readonly outcome: Outcome; readonly count: number }[]
  /** The share of contacts in which the conversation took place, and its 95 % interval (Wilson). */
  readonly talked: { readonly count: number; readonly interval: Interval | null }
}

/** By whom a contact or an order was, and the strategy of what it came of; null where no list had it. */
interface Origin {
  readonly adviser: string
  readonly strategy: string | null
}

/** Counts contacts and orders by what they are of. */
export function countOutcomes(
  contacts: readonly (Origin & { readonly outcome: Outcome })[],
  orders: readonly (Origin & Pick<Order, 'state'>)[],
  of: (origin: Origin) => string | null,
): OutcomeCount[] {
  const contactsOf = Map.groupBy(contacts, of)
  const ordersOf = Map.groupBy(orders, of)
  return [...new Set([...contactsOf.keys(), ...ordersOf.keys()])]
    .map((key) => {
      const all = contactsOf.get(key) ?? []
      const ordered = ordersOf.get(key) ?? []
      const count = all.filter(({ outcome }) => tookPlace(outcome)).length
      return {
        of: key,
        contacts: all.length,
        orders: { placed: ordered.length, ended: ordered.filter(cameToNothing).length },
        outcomes: OUTCOMES.map((outcome) => ({
          outcome,
          count: all.filter((each) => each.outcome === outcome).length,
        })),
        talked: { count, interval: wilson({ count, of: all.length }) },
      }
    })
    .toSorted((one, other) => other.contacts - one.contacts || (one.of ?? '').localeCompare(other.of ?? ''))
}
