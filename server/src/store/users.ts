import { z } from 'zod'
import { hashPassword, passwordFits } from './password.ts'
import type { Database } from './tables.ts'

export const ROLES = ['strategist', 'approver', 'manager', 'adviser', 'auditor', 'administrator'] as const
export type Role = (typeof ROLES)[number]

export const userRow = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  /** The branch of branch staff; null for head office. */
  branch: z.string().nullable(),
  /** Who he is among the bank's advisers; null for everyone else. */
  adviser: z.string().nullable(),
})

export type User = z.infer<typeof userRow>

const COLUMNS = ['id', 'name', 'role', 'branch', 'adviser'] as const

/** Failed attempts after which a user cannot sign in for a while, and for how long. */
const MOST_FAILURES = 5
export const LOCK_MINUTES = 10

export type SignIn = { readonly is: 'user'; readonly user: User } | { readonly is: 'wrong' | 'locked' }

/**
 * The user of that id and password. After five failures in a row nobody signs in as that user for ten
 * minutes, not even with the right password, so that passwords cannot be tried out.
 */
export async function checkPassword(
  store: Database,
  id: string,
  password: string,
  now: Date,
): Promise<SignIn> {
  const failed = await store
    .selectFrom('sign_in_failures')
    .selectAll()
    .where('user', '=', id)
    .executeTakeFirst()
  const since = now.getTime() - LOCK_MINUTES * 60_000
  const recent = failed && Date.parse(failed.last_at) > since ? failed.failures : 0
  if (recent >= MOST_FAILURES) return { is: 'locked' }
  const row = await store
    .selectFrom('users')
    .select([...COLUMNS, 'password'])
    .where('id', '=', id)
    .executeTakeFirst()
  // An unknown user costs as much time as a known one, so that ids cannot be found out.
  const fits = await passwordFits(password, row?.password ?? (await NOBODY))
  if (!row || !fits) {
    const failure = { failures: recent + 1, last_at: now.toISOString() }
    await store
      .insertInto('sign_in_failures')
      .values({ user: id, ...failure })
      .onConflict((conflict) => conflict.column('user').doUpdateSet(failure))
      .execute()
    return { is: 'wrong' }
  }
  if (failed) await store.deleteFrom('sign_in_failures').where('user', '=', id).execute()
  return { is: 'user', user: userRow.parse(row) }
}

const NOBODY = hashPassword('')

/** The users whose password is known to everybody, head office first. */
export async function demoUsers(store: Database): Promise<User[]> {
  const rows = await store.selectFrom('users').select(COLUMNS).where('demo', '=', 1).execute()
  return rows
    .map((row) => userRow.parse(row))
    .toSorted((left, right) => ROLES.indexOf(left.role) - ROLES.indexOf(right.role))
}

export const DEMO_PASSWORD = 'demo'

/** Makes the demo users that are not there yet. They share one hash: their password is no secret. */
export async function addDemoUsers(store: Database, users: readonly User[]): Promise<void> {
  const password = await hashPassword(DEMO_PASSWORD)
  await store.transaction().execute(async (transaction) => {
    for (const user of users) {
      await transaction
        .insertInto('users')
        .values({ ...user, password, demo: 1 })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute()
    }
  })
}

/** Takes the demo users away, for a bank that is not a demo. */
export const removeDemoUsers = (store: Database) => store.deleteFrom('users').where('demo', '=', 1).execute()
