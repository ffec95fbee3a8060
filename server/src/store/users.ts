import { z } from 'zod'
import { hashPassword, passwordFits } from './password.ts'
import { PasswordChecks } from './password-checks.ts'
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

/** A program that uses the API with a token; its id is `token:<id>`. */
export interface Machine {
  readonly id: string
  readonly name: string
  readonly role: 'machine'
  /** The branch that it is held to; null for all. */
  readonly branch: string | null
  readonly adviser: null
}

/** Whoever makes a request. */
export type Principal = User | Machine

const COLUMNS = ['id', 'name', 'role', 'branch', 'adviser'] as const

/** Failed attempts after which a user cannot sign in for a while, and for how long. */
const MOST_FAILURES = 5
export const LOCK_MINUTES = 10

export type SignIn = { readonly is: 'user'; readonly user: User } | { readonly is: 'wrong' | 'locked' }

const checks = new PasswordChecks()

/**
 * The user of that id and password. After five failures in a row nobody signs in as that user for ten
 * minutes, not even with the right password, so that passwords cannot be tried out; nor by trying several
 * at once, as those for one user are checked one after the other.
 * @throws TooManySignIns
 */
export const checkPassword = (store: Database, id: string, password: string, now: Date): Promise<SignIn> =>
  checks.inTurn(id, () => check(store, id, password, now))

async function check(store: Database, id: string, password: string, now: Date): Promise<SignIn> {
  const since = new Date(now.getTime() - LOCK_MINUTES * 60_000).toISOString()
  const failed = await store
    .selectFrom('sign_in_failures')
    .select('failures')
    .where('user', '=', id)
    .where('last_at', '>', since)
    .executeTakeFirst()
  if ((failed?.failures ?? 0) >= MOST_FAILURES) return { is: 'locked' }
  const row = await store
    .selectFrom('users')
    .select([...COLUMNS, 'password'])
    .where('id', '=', id)
    .executeTakeFirst()
  // An unknown user costs as much time as a known one, so that ids cannot be found out.
  const fits = await passwordFits(password, row?.password ?? (await NOBODY))
  if (!row || !fits) {
    await countFailure(store, id, now, since)
    return { is: 'wrong' }
  }
  if (failed) await store.deleteFrom('sign_in_failures').where('user', '=', id).execute()
  return { is: 'user', user: userRow.parse(row) }
}

/** Counts a failure, and forgets those of everybody that are too old to matter. */
const countFailure = (store: Database, user: string, now: Date, since: string): Promise<void> =>
  store.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('sign_in_failures').where('last_at', '<=', since).execute()
    const last_at = now.toISOString()
    await transaction
      .insertInto('sign_in_failures')
      .values({ user, failures: 1, last_at })
      .onConflict((conflict) =>
        conflict.column('user').doUpdateSet(({ eb, ref }) => ({
          failures: eb(ref('sign_in_failures.failures'), '+', 1),
          last_at,
        })),
      )
      .execute()
  })

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
        .values({ ...user, password, demo: 1, disabled: 0, issuer: null, subject: null })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute()
    }
  })
}

/** Takes the demo users away, for a bank that is not a demo. */
export const removeDemoUsers = (store: Database) => store.deleteFrom('users').where('demo', '=', 1).execute()
