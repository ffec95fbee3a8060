import { type Journal, type Note, SYSTEM } from '../audit/journal.ts'
import type { Database } from '../store/tables.ts'
import { hashPassword, passwordFits } from './password.ts'
import { PasswordChecks } from './password-checks.ts'
import { USER_COLUMNS, type User, userRow } from './users.ts'

/** Failed attempts after which a user cannot sign in for a while, and for how long. */
const MOST_FAILURES = 5
export const LOCK_MINUTES = 10

/** Where users are kept and what happens to them is written down. */
export interface Books {
  readonly store: Database
  readonly journal: Journal
}

export type SignIn =
  | { readonly is: 'user'; readonly user: User; readonly hash: string; readonly passwordDue: boolean }
  | { readonly is: 'wrong' | 'locked' }

const checks = new PasswordChecks()

/**
 * The user of that id and password. After five failures in a row nobody signs in as that user for ten
 * minutes, not even with the right password, so that passwords cannot be tried out; nor by trying several
 * at once, as those for one user are checked one after the other. Failures are written down, of users that
 * exist by id; what else was typed where an id belongs may be a password.
 * @throws TooManySignIns
 */
export const checkPassword = (books: Books, id: string, password: string, now: Date): Promise<SignIn> =>
  checks.inTurn(id, () => check(books, id, password, now))

async function check({ store, journal }: Books, id: string, password: string, now: Date): Promise<SignIn> {
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
    .select([...USER_COLUMNS, 'password', 'password_until', 'disabled'])
    .where('id', '=', id)
    .executeTakeFirst()
  // An unknown user costs as much time as a known one, so that ids cannot be found out.
  const stored = row && row.password !== '' ? row.password : await NOBODY
  const fits = await passwordFits(password, stored)
  const holds = row && row.disabled === 0 && (row.password_until ?? now.toISOString()) >= now.toISOString()
  if (!row || !fits || !holds || row.password === '') {
    await journal.change(SYSTEM, async (within, note) => {
      await countFailure(within, id, now, since)
      noteFailure(note, row?.id ?? null, 'password')
    })
    return { is: 'wrong' }
  }
  if (failed) await forgiveFailures(store, id)
  return {
    is: 'user',
    user: userRow.parse(row),
    hash: row.password,
    passwordDue: row.password_until !== null,
  }
}

/** Writes down that somebody was signed in, and how. */
export const noteSignIn = (note: Note, user: string, via: 'password' | 'provider' | 'basic'): void =>
  note({ action: 'sign_in.succeeded', subject: `users/${user}`, details: { via } })

/** Writes down that nobody was signed in: as whom it was tried, if there is such a user, and how. */
export const noteFailure = (note: Note, user: string | null, via: 'password' | 'provider'): void =>
  note({
    action: 'sign_in.failed',
    subject: user === null ? 'users' : `users/${user}`,
    details: { via },
  })

/** Counts a failure, and forgets those of everybody that are too old to matter. */
async function countFailure(store: Database, user: string, now: Date, since: string): Promise<void> {
  await store.deleteFrom('sign_in_failures').where('last_at', '<=', since).execute()
  const last_at = now.toISOString()
  await store
    .insertInto('sign_in_failures')
    .values({ user, failures: 1, last_at })
    .onConflict((conflict) =>
      conflict.column('user').doUpdateSet(({ eb, ref }) => ({
        failures: eb(ref('sign_in_failures.failures'), '+', 1),
        last_at,
      })),
    )
    .execute()
}

/** Lets a locked user try again at once. */
export const forgiveFailures = (store: Database, user: string) =>
  store.deleteFrom('sign_in_failures').where('user', '=', user).execute()

const NOBODY = hashPassword('')
