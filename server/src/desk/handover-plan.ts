import { arbitrationParts } from '@branch-playbook/engine'
import { actionOf } from './actions.ts'
import { advisersOf, type Handover, handoverOf, type Standing } from './handover.ts'
import { type Leaving, type Spread, spreadOver, type Taker } from './spread.ts'
import { rowsOf, type Today } from './today.ts'

/** Whose customers go to whom, and by what they are spread. */
export interface HandoverOrder {
  readonly id: string
  readonly adviser: string
  readonly takers: readonly string[]
  readonly spread: Spread
}

/** What one adviser gets by a hand-over. */
interface Share extends Taker {
  readonly customers: number
  /** Minutes due today with those whom he gets. */
  readonly minutes: number
  /** How many of each tier, by the tier; null for customers without one. */
  readonly tiers: readonly { readonly tier: string | null; readonly customers: number }[]
}

/** A hand-over as it comes out on the day as it stands. */
export interface HandoverPlan {
  readonly handover: Handover
  readonly shares: readonly Share[]
}

/**
 * What becomes of the customers of an adviser: his own of his branch, and those handed over to him, today or from a day
 * to come. Null when one of the takers is not of his branch, has handed over his own customers, is named twice, or is
 * the adviser himself.
 */
export function planOf(
  today: Today,
  standing: readonly Standing[],
  { id, adviser, takers: taking, spread }: HandoverOrder,
): HandoverPlan | null {
  const { staff, live, grounds } = today
  const { customers } = grounds.snapshot
  const left = new Set([adviser, ...standing.map(({ record }) => record.adviser)])
  const own = staff.placeOf(adviser)
  const branch = staff.members[own ?? -1]?.branch
  const minutesOf = new Map(grounds.snapshot.advisers.map((each) => [each.id, each.minutesPerDay]))
  const due = rowsDue(today, branch)
  const adviserAt = advisersOf(customers, standing, staff.placeOf)
  // By what lists count: to explain everybody for his minutes takes long, and the store waits meanwhile.
  const minutesDecided = live.decisions.columns.get(arbitrationParts(live.ranking.arbitration).minutes)
  const minutesDue = (row: number) =>
    due.has(row) ? (live.promised.get(row)?.minutes ?? minutesDecided?.[row] ?? 0) : 0
  const takers = taking.flatMap((each): Taker[] => {
    const place = staff.placeOf(each)
    const capacity = minutesOf.get(each)
    if (place === null || capacity === undefined || staff.members[place]?.branch !== branch) return []
    if (left.has(each)) return []
    // Not what is on his list: leave is over some day, and then his own customers are his again.
    const ownDue = [...due].filter((row) => adviserAt[row] === place)
    return [{ adviser: each, capacity, due: ownDue.reduce((sum, row) => sum + minutesDue(row), 0) }]
  })
  if (takers.length === 0 || takers.length < taking.length || new Set(taking).size < taking.length)
    return null
  const leaving: Leaving[] = []
  adviserAt.forEach((place, row) => {
    if (place !== own || customers.branch[row] !== branch) return
    const { customer, tier } = actionOf(today, live, row)
    leaving.push({ customer, tier, minutes: minutesDue(row) })
  })
  const spreadOut = spreadOver(leaving, takers, spread)
  const adviserOf = new Map(spreadOut.map(({ customer, adviser: to }) => [customer, to]))
  const goingTo = Map.groupBy(leaving, ({ customer }) => adviserOf.get(customer))
  const shares = takers.map((taker) => {
    const his = goingTo.get(taker.adviser) ?? []
    const tiers = [...Map.groupBy(his, ({ tier }) => tier)]
      .map(([tier, all]) => ({ tier, customers: all.length }))
      .toSorted((one, other) => (one.tier ?? '').localeCompare(other.tier ?? ''))
    const minutes = his.reduce((sum, each) => sum + each.minutes, 0)
    return { ...taker, customers: his.length, minutes, tiers }
  })
  return { handover: handoverOf(id, adviser, spreadOut), shares }
}

/** The customers of a branch with whom a contact is due today that has a place: no quota nor holdout is against it. */
function rowsDue({ live, staff }: Today, branch: number | undefined): ReadonlySet<number> {
  const due = staff.members.flatMap((member, place) => {
    if (member.branch !== branch) return []
    const { rows, listed, cut } = rowsOf(live, place)
    return [...rows.subarray(0, listed + cut)]
  })
  return new Set(due)
}
