import {
  type Decisions,
  dailyLists,
  holdoutsOf,
  type Listing,
  listingAt,
  type Plan,
  type Portfolios,
  placesAmong,
  rankingOf,
} from '@branch-playbook/engine'
import type { Advisers } from '../facts/facts-table.ts'

/** Where a customer stands on his adviser's list for the day. */
export interface ListPlace {
  readonly place: Listing
  /** From 1; those that were cut follow those that are listed. */
  readonly position: number
}

/** Who looks after whom, with the minutes that the playbook gives every adviser; null when it makes no lists. */
export function portfoliosOf(
  plan: Plan,
  advisers: Advisers,
  customers: readonly string[],
): Portfolios | null {
  const { playbook, arbitration: id } = plan
  const arbitration = playbook.nodes.find((node) => node.id === id)
  if (arbitration?.kind !== 'arbitration') return null
  const minutes = new Int32Array(advisers.ids.length).fill(arbitration.minutesPerDay)
  return { adviserOf: advisers.adviserOf, minutes, heldOut: holdoutsOf(plan, placesAmong(customers)) }
}

/** Makes the lists of all advisers; null for customers that are on none. */
export function listings(
  plan: Plan,
  decisions: Decisions,
  advisers: Advisers,
  customers: readonly string[],
): (customer: number) => ListPlace | null {
  const ranking = rankingOf(plan)
  const portfolios = portfoliosOf(plan, advisers, customers)
  if (!ranking || !portfolios) return () => null
  const lists = dailyLists(decisions, ranking, portfolios)
  const positions = new Int32Array(decisions.count)
  const listing = new Array<Listing>(decisions.count)
  advisers.ids.forEach((_, adviser) => {
    const { customers, starts } = lists
    customers.subarray(starts[adviser], starts[adviser + 1]).forEach((customer, at) => {
      positions[customer] = at + 1
      listing[customer] = listingAt(lists, adviser, at)
    })
  })
  return (customer) => {
    const [position, place] = [positions[customer] ?? 0, listing[customer]]
    return place === undefined ? null : { place, position }
  }
}
