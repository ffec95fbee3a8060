import type { Day, Share } from '@branch-playbook/engine'
import type { Snapshot } from '../snapshot/open.ts'
import type { Experiment } from '../store/experiments.ts'
import type { Database } from '../store/tables.ts'
import { bySide, SIDES, type Side } from './assignment.ts'
import { type Exposure, exposureTo } from './exposure.ts'
import { customersListed, type Happening, happenedBetween, OUTCOMES, type Outcome } from './outcomes.ts'
import { allOf, type Counted, compared, type Estimate, estimated, type Verdict } from './verdict.ts'

interface SideResult {
  readonly side: Side
  readonly branches: number
  readonly customers: number
  readonly listed: number
  readonly minutes: number
  readonly outcomes: readonly (Estimate & { readonly outcome: string; readonly customers: number })[]
}

interface Comparison extends Estimate {
  readonly outcome: string
  readonly better: Outcome['better']
  readonly against: Exclude<Side, 'challenger'>
  readonly verdict: Verdict
}

/** What came of an experiment. */
export interface Results {
  readonly days: readonly string[]
  readonly sides: readonly SideResult[]
  readonly comparisons: readonly Comparison[]
}

/**
 * What came of an experiment from its first day up to and including another. Everybody who was on a side counts,
 * whether he was listed or not: to count the listed only would compare customers whom the versions chose. What
 * happens counts for the side on which the customer was on that day.
 */
export async function resultsOf(
  { id, unit }: Pick<Experiment, 'id' | 'unit'>,
  store: Database,
  snapshot: Snapshot,
  from: Day,
  to: Day,
): Promise<Results> {
  const exposure = await exposureTo(id, store, snapshot, from, to)
  const { rowOf, branch, count } = snapshot.customers
  const sideOf = ({ customer, day }: Happening) => {
    const row = rowOf(customer)
    const side = row === null ? null : exposure.sideOf(row, day)
    return row === null || side === null ? null : { row, side }
  }
  const minutes = bySide(() => 0)
  const listed = await listedOf(id, store, exposure)
  const happened = await happenedBetween(store, from, to)
  for (const contact of happened.contacts) {
    const place = sideOf(contact)
    if (!place) continue
    minutes[place.side] += contact.minutes
    // Whom a list took up during the day is in no run; he shows by the contact that was made for its sake.
    if (contact.action !== null) listed[place.side].add(contact.customer)
  }
  const outcomes = OUTCOMES.map((outcome) => {
    const had = bySide(() => new Uint8Array(count))
    for (const happening of outcome.happenings(happened)) {
      const place = sideOf(happening)
      if (place) had[place.side][place.row] = 1
    }
    return { outcome, on: bySide((side) => counted(unit, exposure.ever[side], had[side], branch)) }
  })
  const isThere = (side: Side) => exposure.ever[side].includes(1)
  return {
    days: exposure.days.map(({ day }) => day),
    sides: SIDES.filter(isThere).map((side) => ({
      side,
      branches: byBranch(exposure.ever[side], exposure.ever[side], branch).length,
      customers: ones(exposure.ever[side]),
      listed: listed[side].size,
      minutes: minutes[side],
      outcomes: outcomes.map(({ outcome, on }) => ({
        outcome: outcome.id,
        customers: allOf(on[side]).count,
        ...estimated(on[side]),
      })),
    })),
    comparisons: OTHERS.filter(isThere).flatMap((against) =>
      outcomes.map(({ outcome: { id, better }, on }) => ({
        outcome: id,
        better,
        against,
        ...compared(on.challenger, on[against], better),
      })),
    ),
  }
}

const OTHERS = ['champion', 'holdout'] as const

/** The customers whom the runs of the experiment's days listed on each side. */
async function listedOf(experiment: string, store: Database, { days }: Exposure) {
  const listed = bySide(() => new Set<string>())
  if (days.length === 0) return listed
  const runs = days.map(({ run }) => run)
  for (const { customer, side } of await customersListed(store, experiment, runs))
    if (side) listed[side].add(customer)
  return listed
}

const ones = (flags: Uint8Array): number => flags.reduce((sum, flag) => sum + flag, 0)

/** How many of a side's customers had an outcome: over all, or by branch where branches are the units. */
const counted = (
  unit: Experiment['unit'],
  ever: Uint8Array,
  had: Uint8Array,
  branchOf: Int32Array,
): Counted =>
  unit === 'customer'
    ? { unit, all: { count: ones(had), of: ones(ever) } }
    : { unit, branches: byBranch(ever, had, branchOf) }

function byBranch(ever: Uint8Array, had: Uint8Array, branchOf: Int32Array): Share[] {
  const branches = new Map<number, { count: number; of: number }>()
  ever.forEach((flag, row) => {
    if (flag === 0) return
    const branch = branchOf[row] ?? -1
    const share = branches.get(branch) ?? { count: 0, of: 0 }
    share.of += 1
    share.count += had[row] ?? 0
    branches.set(branch, share)
  })
  return [...branches.values()]
}
