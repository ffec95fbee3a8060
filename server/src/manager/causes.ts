import { actionOf } from '../desk/actions.ts'
import { begunBy, promisedIn } from '../desk/begun-by.ts'
import type { Desk } from '../desk/desk.ts'
import { absencesOfRun, handoversOfRun } from '../replay/past-day.ts'
import type { Contact } from '../store/ledger.ts'
import type { StoredRun } from '../store/runs.ts'
import type { DutyOnDay } from './duties.ts'
import type { listedIn } from './read.ts'

type Listed = Awaited<ReturnType<typeof listedIn>>[number]

/**
 * The duties among what was listed by some runs, as they stood on each day: also as a call that was promised in their
 * place. What else called for the contact makes no other duty.
 * @param contacts those of the branch, the earliest first
 */
export function dutiesIn(
  { snapshot, today }: Desk,
  listed: readonly Listed[],
  runs: readonly StoredRun[],
  contacts: readonly Contact[],
): DutyOnDay[] {
  const notThere = new Map(
    runs.map((run) => [run.id, { away: idsOf(absencesOfRun(run)), left: idsOf(handoversOfRun(run)) }]),
  )
  const { customers, advisers } = snapshot
  const duties = keysOf(listed)
  const begun = begunBy(contacts)
  return listed.flatMap((each) => {
    const promise = promisedIn(each.key)
    const action = promise === null ? each.key : (begun.get(promise)?.action ?? '')
    const key = dutyKey(action, each.customer)
    if (!duties.has(key)) return []
    const row = customers.rowOf(each.customer) ?? -1
    const { away, left } = notThere.get(each.run) ?? NOBODY
    const named = advisers[customers.adviser[row] ?? -1]?.id
    const own = named && !left.has(named) ? named : advisers[today.staff.adviserOf[row] ?? -1]?.id
    return [{ ...each, key, away: own !== undefined && own !== each.adviser && away.has(own) }]
  })
}

const keysOf = (listed: readonly Listed[]): ReadonlySet<string> =>
  new Set(
    listed.flatMap(({ action, key, customer }) => (action === 'coverage' ? [dutyKey(key, customer)] : [])),
  )

/** For which day a call was promised in the place of a duty, by its key; the latest promise counts. */
export function promisesIn(contacts: readonly Contact[]): ReadonlyMap<string, string> {
  const begun = begunBy(contacts)
  return new Map(
    contacts.flatMap(({ id, customer, call_back_on: on }) => {
      const action = begun.get(id)?.action ?? null
      return action === null || on === null ? [] : [[dutyKey(action, customer), on] as const]
    }),
  )
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
