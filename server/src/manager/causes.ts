import { actionOf } from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import { absencesOfRun, handoversOfRun } from '../replay/past-day.ts'
import type { StoredRun } from '../store/runs.ts'
import type { DutyOnDay } from './duties.ts'
import type { listedIn } from './read.ts'

type Listed = Awaited<ReturnType<typeof listedIn>>[number]

/**
 * The duties among what was listed by some runs, as they stood on each day. What else called for the contact makes no
 * other duty.
 */
export function dutiesIn(
  { snapshot, today }: Desk,
  listed: readonly Listed[],
  runs: readonly StoredRun[],
): DutyOnDay[] {
  const duties = listed.filter(({ action }) => action === 'coverage')
  const notThere = new Map(
    runs.map((run) => [run.id, { away: idsOf(absencesOfRun(run)), left: idsOf(handoversOfRun(run)) }]),
  )
  const { customers, advisers } = snapshot
  return duties.map((duty) => {
    const row = customers.rowOf(duty.customer) ?? -1
    const { away, left } = notThere.get(duty.run) ?? NOBODY
    const named = advisers[customers.adviser[row] ?? -1]?.id
    const own = named && !left.has(named) ? named : advisers[today.staff.adviserOf[row] ?? -1]?.id
    return {
      ...duty,
      key: dutyKey(duty.key, duty.customer),
      away: own !== undefined && own !== duty.adviser && away.has(own),
    }
  })
}

const idsOf = (all: readonly { readonly adviser: string }[] | null): ReadonlySet<string> =>
  new Set(all?.map(({ adviser }) => adviser))
const NOBODY = { away: idsOf(null), left: idsOf(null) }

/** Whether a duty is due today, but the contact policy forbids the contact. */
export function isBlockedToday({ today, snapshot }: Desk, { key, customer }: DutyOnDay): boolean {
  const row = snapshot.customers.rowOf(customer)
  if (row === null) return false
  const due = actionOf(today, today.live, row)
  return due.action === 'blocked' && dutyKey(due.key, customer) === key
}

/** The part of an action's key that is of the duty which leads it. */
function dutyKey(key: string, customer: string): string {
  const end = key.indexOf('|', customer.length + 1)
  return end < 0 ? key : key.slice(0, end)
}
