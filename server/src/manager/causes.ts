import { actionOf } from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import { absencesOfRun } from '../replay/past-day.ts'
import type { DutyOnDay } from './duties.ts'
import type { listedIn } from './read.ts'

type Listed = Awaited<ReturnType<typeof listedIn>>[number]

/** The duties among what was listed, as they stood on each day. What else called for the contact makes no other duty. */
export async function dutiesIn({ store, snapshot }: Desk, listed: readonly Listed[]): Promise<DutyOnDay[]> {
  const duties = listed.filter(({ action }) => action === 'coverage')
  const runs = [...new Set(duties.map(({ run }) => run))]
  const stored =
    runs.length === 0
      ? []
      : await store.selectFrom('runs').select(['id', 'leave']).where('id', 'in', runs).execute()
  const awayIn = new Map(
    stored.map((run) => [run.id, new Set(absencesOfRun(run)?.map(({ adviser }) => adviser))]),
  )
  return duties.map((duty) => {
    const row = snapshot.customers.rowOf(duty.customer)
    const own = row === null ? undefined : snapshot.advisers[snapshot.customers.adviser[row] ?? -1]?.id
    const away = own !== undefined && own !== duty.adviser && (awayIn.get(duty.run)?.has(own) ?? false)
    return { ...duty, key: dutyKey(duty.key, duty.customer), away }
  })
}

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
