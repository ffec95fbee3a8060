import type { HandedOver } from '../store/handovers.ts'

/** By what customers are spread over several advisers: the same number of each tier, or minutes against capacity. */
export const SPREADS = ['tiers', 'minutes'] as const
export type Spread = (typeof SPREADS)[number]

/** A customer to be handed over. */
export interface Leaving {
  readonly customer: string
  readonly tier: string | null
  /** Minutes due with him today; 0 when nothing is. */
  readonly minutes: number
}

/** An adviser who takes customers. */
export interface Taker {
  readonly adviser: string
  /** Minutes for contacts on a working day. */
  readonly capacity: number
  /** Minutes due with his own customers today. */
  readonly due: number
}

/**
 * Spreads customers over advisers. Whatever order the customers come in, the same go to the same; the takers' own
 * order decides between equals.
 *
 * By `tiers` they are dealt in turn, tier by tier: of each tier, and of all, nobody gets more than one more than
 * another. By `minutes` each of them, the longest conversation first, goes to whoever then has the least due against
 * his capacity; those with whom nothing is due even out the numbers of customers.
 */
export function spreadOver(
  customers: readonly Leaving[],
  takers: readonly Taker[],
  by: Spread,
): HandedOver[] {
  if (takers.length === 0) return []
  const sorted = customers.toSorted(
    (left, right) =>
      (by === 'minutes' ? right.minutes - left.minutes : 0) ||
      compared(left.tier ?? '', right.tier ?? '') ||
      compared(left.customer, right.customer),
  )
  const loads = takers.map(({ adviser, capacity, due }) => ({
    adviser,
    capacity: Math.max(1, capacity),
    due,
    customers: 0,
  }))
  return sorted.map(({ customer, minutes }) => {
    const load = (of: (typeof loads)[number]) =>
      by === 'minutes' && minutes > 0 ? (of.due + minutes) / of.capacity : 0
    const least = loads.reduce((best, each) =>
      load(each) - load(best) < 0 || (load(each) === load(best) && each.customers < best.customers)
        ? each
        : best,
    )
    least.due += minutes
    least.customers += 1
    return { customer, adviser: least.adviser }
  })
}

const compared = (left: string, right: string): number => (left === right ? 0 : left < right ? -1 : 1)
