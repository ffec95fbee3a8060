import { createHash, randomBytes } from 'node:crypto'
import type { Database } from './tables.ts'
import { type User, userRow } from './users.ts'

/** A working day, so that nobody has to sign in over lunch. */
export const SESSION_HOURS = 12

/** Signs a user in; the token is handed out once and only its hash is kept. */
export async function startSession(store: Database, user: User, now: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const expires = new Date(now.getTime() + SESSION_HOURS * 3_600_000)
  await store.deleteFrom('sessions').where('expires_at', '<=', now.toISOString()).execute()
  await store
    .insertInto('sessions')
    .values({ token_hash: hashOf(token), user: user.id, expires_at: expires.toISOString() })
    .execute()
  return token
}

/** Whose session a token stands for; null when there is none or it has expired. */
export async function sessionUser(store: Database, token: string, now: Date): Promise<User | null> {
  const row = await store
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user')
    .select(['users.id', 'users.name', 'users.role', 'users.branch', 'users.adviser'])
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  return row ? userRow.parse(row) : null
}

export async function endSession(store: Database, token: string): Promise<void> {
  await store.deleteFrom('sessions').where('token_hash', '=', hashOf(token)).execute()
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
