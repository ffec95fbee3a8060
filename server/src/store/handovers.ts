import { askInPieces, inPieces } from './pieces.ts'
import type { Database, Tables } from './tables.ts'

export type StoredHandover = Tables['handovers']

/** A customer who is handed over, and to which adviser. */
export type HandedOver = Pick<Tables['handover_customers'], 'customer' | 'adviser'>

/** So many rows a statement, well below the number of parameters that SQLite takes. */
const ROWS_A_STATEMENT = 500

/** The hand-overs that nobody took back, in the order in which they were entered. */
export const standingHandovers = (store: Database): Promise<StoredHandover[]> =>
  store
    .selectFrom('handovers')
    .selectAll()
    .where('id', 'not in', (query) => query.selectFrom('handover_withdrawals').select('handover'))
    .orderBy('at')
    .orderBy('id')
    .execute()

/** The hand-overs of a branch with their withdrawals, the one entered last first. */
export const handoversIn = (store: Database, branch: string) =>
  withWithdrawals(store).where('handovers.branch', '=', branch).execute()

/** The hand-over of an id with its withdrawal; undefined when there is none. */
export const handoverWithWithdrawal = (store: Database, id: string) =>
  withWithdrawals(store).where('handovers.id', '=', id).executeTakeFirst()

const withWithdrawals = (store: Database) =>
  store
    .selectFrom('handovers')
    .leftJoin('handover_withdrawals', 'handover_withdrawals.handover', 'handovers.id')
    .selectAll('handovers')
    .select([
      'handover_withdrawals.reason',
      'handover_withdrawals.by as withdrawn_by',
      'handover_withdrawals.at as withdrawn_at',
    ])
    .orderBy('handovers.at', 'desc')
    .orderBy('handovers.id')

export const handoverById = (store: Database, id: string): Promise<StoredHandover | undefined> =>
  store.selectFrom('handovers').selectAll().where('id', '=', id).executeTakeFirst()

/** The customers of some hand-overs in any order, and to whom each goes, by the id of the hand-over. */
export async function customersOfHandovers(
  store: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly HandedOver[]>> {
  const found = await askInPieces(ids, (some) =>
    store.selectFrom('handover_customers').selectAll().where('handover', 'in', some).execute(),
  )
  return Map.groupBy(found, ({ handover }) => handover)
}

/** How many customers of some hand-overs each adviser takes. */
export async function takersOf(store: Database, ids: readonly string[]) {
  const found = await askInPieces(ids, (some) =>
    store
      .selectFrom('handover_customers')
      .select(({ fn }) => ['handover', 'adviser', fn.countAll().as('customers')])
      .where('handover', 'in', some)
      .groupBy(['handover', 'adviser'])
      .execute(),
  )
  // PostgreSQL counts in a text.
  return found.map((each) => ({ ...each, customers: Number(each.customers) }))
}

/** Every hand-over of a customer, also those taken back, the one entered last first. */
export const handoversOf = (store: Database, customer: string) =>
  store
    .selectFrom('handover_customers')
    .innerJoin('handovers', 'handovers.id', 'handover_customers.handover')
    .leftJoin('handover_withdrawals', 'handover_withdrawals.handover', 'handovers.id')
    .select([
      'handovers.id',
      'handovers.adviser as from',
      'handover_customers.adviser as to',
      'handovers.first_day',
      'handovers.at',
      'handover_withdrawals.at as withdrawn',
    ])
    .where('handover_customers.customer', '=', customer)
    .orderBy('handovers.at', 'desc')
    .orderBy('handovers.id')
    .execute()

/** Adds a hand-over with its customers. Call it inside a transaction. */
export async function addHandover(
  store: Database,
  handover: StoredHandover,
  customers: readonly HandedOver[],
): Promise<void> {
  await store.insertInto('handovers').values(handover).execute()
  for (const some of inPieces(customers, ROWS_A_STATEMENT))
    await store
      .insertInto('handover_customers')
      .values(some.map((each) => ({ ...each, handover: handover.id })))
      .execute()
}

/** Takes a hand-over back, once, and says whether it was taken back now. */
export async function withdrawHandover(
  store: Database,
  withdrawal: Tables['handover_withdrawals'],
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await store
    .insertInto('handover_withdrawals')
    .values(withdrawal)
    .onConflict((conflict) => conflict.column('handover').doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}
