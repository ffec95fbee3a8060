import { promisedIn } from '../desk/begun-by.ts'
import type { Contact } from '../store/ledger.ts'
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
      .execute()
    // Asked for in this order, SQLite would look through the run of all branches by customer.
    found.push(...rows.map((row) => ({ ...row, day })).toSorted(byCustomer))
  }
  return found
}

const byCustomer = (left: { readonly customer: string }, right: { readonly customer: string }): number =>
  left.customer < right.customer ? -1 : Number(left.customer > right.customer)

/**
 * Contacts of a branch and the orders placed there from a day on, each with the strategy of what it came of. A call that
 * was promised for the same day is in no run; what came of it has the strategy of the contact in which it was promised.
 */
export async function withStrategies(
  store: Database,
  branch: string,
  from: string,
  contacts: readonly Contact[],
) {
  const strategies = new Map(await strategiesIn(store, branch, from))
  const orders = await ordersFrom(store, branch, from)
  for (const { id, action } of [...contacts, ...orders]) {
    const before = strategies.get(promisedIn(action ?? '') ?? '')
    if (before !== undefined && !strategies.has(id)) strategies.set(id, before)
  }
  return {
    contacts: contacts.map((each) => ({ ...each, strategy: strategies.get(each.id) ?? null })),
    orders: orders.map((each) => ({ ...each, strategy: strategies.get(each.id) ?? null })),
  }
}

/** The orders placed in a branch from a day on. */
const ordersFrom = (store: Database, branch: string, from: string) =>
  store
    .selectFrom('orders')
    .select(['id', 'adviser', 'action', 'state'])
    .where('branch', '=', branch)
    .where('day', '>=', from)
    .execute()

/**
 * By their ids the strategies of what contacts and orders of a branch came of, as the last list of their day had it that
 * had the action.
 */
async function strategiesIn(
  store: Database,
  branch: string,
  from: string,
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await store
    .selectFrom(({ selectFrom }) =>
      selectFrom('contacts')
        .select(['id', 'customer', 'day', 'action'])
        .where('branch', '=', branch)
        .where('day', '>=', from)
        .unionAll(
          selectFrom('orders')
            .select(['id', 'customer', 'day', 'action'])
            .where('branch', '=', branch)
            .where('day', '>=', from),
        )
        .as('made'),
    )
    .innerJoin('decided', 'decided.day', 'made.day')
    .innerJoin('actions', (join) =>
      join
        .onRef('actions.run', '=', 'decided.run')
        .onRef('actions.customer', '=', 'made.customer')
        .onRef('actions.key', '=', 'made.action'),
    )
    .select(['made.id', 'actions.strategy'])
    .orderBy('decided.number')
    .execute()
  return new Map(rows.map(({ id, strategy }) => [id, strategy]))
}
