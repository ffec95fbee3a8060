import { type Journal, SYSTEM } from '../audit/journal.ts'
import type { Database } from '../store/tables.ts'
import { hashPassword } from './password.ts'
import { ROLES, USER_COLUMNS, type User, userRow } from './users.ts'

export const DEMO_PASSWORD = 'demo'

/** The users whose password is known to everybody, head office first. */
export async function demoUsers(store: Database): Promise<User[]> {
  const rows = await store
    .selectFrom('users')
    .select(USER_COLUMNS)
    .where('demo', '=', 1)
    .where('disabled', '=', 0)
    .execute()
  return rows
    .map((row) => userRow.parse(row))
    .toSorted((left, right) => ROLES.indexOf(left.role) - ROLES.indexOf(right.role))
}

/**
 * Makes the demo users that are not there yet, and gives all of them today's kind of hash. They share one: their
 * password is no secret.
 */
export async function addDemoUsers(journal: Journal, users: readonly User[]): Promise<void> {
  const password = await hashPassword(DEMO_PASSWORD)
  await journal.change(SYSTEM, async (store, note) => {
    const known = new Set((await store.selectFrom('users').select('id').execute()).map(({ id }) => id))
    const missing = users.filter(({ id }) => !known.has(id))
    for (const user of missing) {
      const row = { password, password_until: null, demo: 1, disabled: 0, issuer: null, subject: null }
      await store
        .insertInto('users')
        .values({ ...user, ...row })
        .execute()
    }
    await store.updateTable('users').set({ password }).where('demo', '=', 1).execute()
    if (missing.length > 0)
      note({ action: 'user.added', subject: 'users', details: { demo: missing.length } })
  })
}

/** Takes the demo users away, for a bank that is not a demo. */
export const removeDemoUsers = (journal: Journal): Promise<void> =>
  journal.change(SYSTEM, async (store, note) => {
    const { length } = await store.deleteFrom('users').where('demo', '=', 1).returning('id').execute()
    if (length > 0) note({ action: 'user.changed', subject: 'users', details: { demoRemoved: length } })
  })
