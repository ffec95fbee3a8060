import type { Database, Tables } from './tables.ts'

export type Leave = Tables['leaves']

/** The leaves that nobody took back, by their first day. */
export const standingLeaves = (store: Database): Promise<Leave[]> =>
  store
    .selectFrom('leaves')
    .selectAll()
    .where('id', 'not in', (query) => query.selectFrom('leave_withdrawals').select('leave'))
    .orderBy('first_day')
    .orderBy('id')
    .execute()

export const leaveById = (store: Database, id: string): Promise<Leave | undefined> =>
  store.selectFrom('leaves').selectAll().where('id', '=', id).executeTakeFirst()

export const addLeave = (store: Database, leave: Leave) => store.insertInto('leaves').values(leave).execute()

/** Takes a leave back, once, and says whether it was taken back now. */
export async function withdrawLeave(
  store: Database,
  withdrawal: Tables['leave_withdrawals'],
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await store
    .insertInto('leave_withdrawals')
    .values(withdrawal)
    .onConflict((conflict) => conflict.column('leave').doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}
