import { type Decisions, dailyLists, type Plan, rankingOf } from '@branch-playbook/engine'
import type { Advisers } from '../facts/facts-table.ts'

/** Where a customer stands on his adviser's list for the day. */
export interface Listing {
  readonly place: 'listed' | 'cut'
  /** From 1; those that were cut follow those that are listed. */
  readonly position: number
}

/** Makes the lists of all advisers; null for customers that are on none. */
export function listings(
  plan: Plan,
  decisions: Decisions,
  advisers: Advisers,
): (customer: number) => Listing | null {
  const ranking = rankingOf(plan)
  const arbitration = plan.playbook.nodes.find(({ id }) => id === plan.arbitration)
  if (!ranking || arbitration?.kind !== 'arbitration') return () => null
  const minutes = new Int32Array(advisers.ids.length).fill(arbitration.minutesPerDay)
  const { customers, starts, listed } = dailyLists(decisions, ranking, {
    adviserOf: advisers.adviserOf,
    minutes,
  })
  const positions = new Int32Array(decisions.count)
  const isListed = new Uint8Array(decisions.count)
  advisers.ids.forEach((_, adviser) => {
    const start = starts[adviser] ?? 0
    customers.subarray(start, starts[adviser + 1]).forEach((customer, at) => {
      positions[customer] = at + 1
      isListed[customer] = Number(at < (listed[adviser] ?? 0))
    })
  })
  return (customer) => {
    const position = positions[customer] ?? 0
    if (position === 0) return null
    return { place: isListed[customer] === 1 ? 'listed' : 'cut', position }
  }
}
