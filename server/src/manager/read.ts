import type { StoredRun } from '../store/runs.ts'
import type { Database } from '../store/tables.ts'

/** What was on the lists of a branch on the days of some runs, by day. */
export async function listedIn(
  store: Database,
  branch: string,
  runs: readonly Pick<StoredRun, 'id' | 'day'>[],
) {
  const found = []
  for (const { id, day } of runs) {
    const rows = await store
      .selectFrom('actions')
      .select(['run', 'key', 'customer', 'adviser', 'tier', 'strategy', 'listing', 'action', 'overdue'])
      .where('run', '=', id)
      .where('branch', '=', branch)
      .orderBy('customer')
      .execute()
    found.push(...rows.map((row) => ({ ...row, day })))
  }
  return found
}

/** The orders placed in a branch from a day on, by who sold them and of which action they came. */
export const ordersFrom = (store: Database, branch: string, from: string) =>
  store
    .selectFrom('orders')
    .select(['adviser', 'action', 'state'])
    .where('branch', '=', branch)
    .where('day', '>=', from)
    .execute()
