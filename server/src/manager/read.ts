import type { Database } from '../store/tables.ts'

/** The runs that were in force last for the days of a period, by day. */
export async function lastRuns(store: Database, from: string, until: string) {
  const rows = await store
    .selectFrom('decided')
    .select(['day', 'run'])
    .where('day', '>=', from)
    .where('day', '<=', until)
    .orderBy('number')
    .execute()
  return [...new Map(rows.map(({ day, run }) => [day, run]))].toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  )
}

/** What was on the lists of a branch on the days of some runs, by day. */
export async function listedIn(
  store: Database,
  branch: string,
  runs: readonly (readonly [day: string, run: string])[],
) {
  const found = []
  for (const [day, run] of runs) {
    const rows = await store
      .selectFrom('actions')
      .select(['run', 'key', 'customer', 'adviser', 'tier', 'strategy', 'listing', 'action', 'overdue'])
      .where('run', '=', run)
      .where('branch', '=', branch)
      .orderBy('customer')
      .execute()
    found.push(...rows.map((row) => ({ ...row, day })))
  }
  return found
}

/** The contacts of a branch in a period that nobody took back, the earliest first. */
export const contactsIn = (store: Database, branch: string, from: string, until: string) =>
  store
    .selectFrom('contacts')
    .select(['id', 'customer', 'adviser', 'action', 'outcome', 'minutes', 'day'])
    .where('branch', '=', branch)
    .where('day', '>=', from)
    .where('day', '<=', until)
    .where('id', 'not in', (query) => query.selectFrom('contact_withdrawals').select('contact'))
    .orderBy('day')
    .orderBy('id')
    .execute()

/** The orders placed in a branch from a day on, by who sold them and of which action they came. */
export const ordersFrom = (store: Database, branch: string, from: string) =>
  store
    .selectFrom('orders')
    .select(['adviser', 'action', 'state'])
    .where('branch', '=', branch)
    .where('day', '>=', from)
    .execute()
