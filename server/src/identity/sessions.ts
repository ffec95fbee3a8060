import { hash, randomBytes, randomUUID } from 'node:crypto'
import type { Note } from '../audit/journal.ts'
import type { Database, Tables } from '../store/tables.ts'
import { noteSignIn } from './sign-ins.ts'
import { USER_COLUMNS, type User, userRow } from './users.ts'

/** A working day, whatever happens in it. */
export const SESSION_HOURS = 12
/** Without a request; longer than lunch, so that nobody has to sign in after it. */
const IDLE_HOURS = 2
/** How exactly it is remembered when a session was last used: not every request is worth a write. */
const SEEN_EVERY_MS = 5 * 60_000

const hoursFrom = (now: Date, hours: number): string =>
  new Date(now.getTime() + hours * 3_600_000).toISOString()

/** A session as its user sees it. */
export type OwnSession = Pick<Tables['sessions'], 'id' | 'via' | 'started_at' | 'seen_at' | 'expires_at'>

/**
 * Signs a user in; the token is handed out once and only its hash is kept. Within a change of the journal.
 */
export async function startSession(
  store: Database,
  note: Note,
  user: Pick<User, 'id'>,
  via: Tables['sessions']['via'],
  now: Date,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await store.deleteFrom('sessions').where('expires_at', '<=', now.toISOString()).execute()
  await store
    .insertInto('sessions')
    .values({
      token_hash: hashOf(token),
      id: randomUUID(),
      user: user.id,
      via,
      started_at: now.toISOString(),
      seen_at: now.toISOString(),
      expires_at: hoursFrom(now, SESSION_HOURS),
    })
    .execute()
  noteSignIn(note, user.id, via)
  return token
}

export interface LiveSession {
  readonly id: string
  readonly user: User
  /** Whether he signed in with a one-time password, and has to change it before anything else. */
  readonly passwordDue: boolean
}

/** The session that a token stands for; null when there is none, it is over, or its user is disabled. */
export async function sessionOf(store: Database, token: string, now: Date): Promise<LiveSession | null> {
  const row = await store
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user')
    .select(USER_COLUMNS.map((column) => `users.${column}` as const))
    .select(['sessions.id as session', 'sessions.via', 'sessions.seen_at', 'users.password_until'])
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', now.toISOString())
    .where('seen_at', '>', hoursFrom(now, -IDLE_HOURS))
    .where('disabled', '=', 0)
    .executeTakeFirst()
  if (!row) return null
  if (now.getTime() - Date.parse(row.seen_at) > SEEN_EVERY_MS)
    await store
      .updateTable('sessions')
      .set({ seen_at: now.toISOString() })
      .where('id', '=', row.session)
      .execute()
  return {
    id: row.session,
    user: userRow.parse(row),
    passwordDue: row.via === 'password' && row.password_until !== null,
  }
}

/** Whose a session is that is not over, by its id; null for nobody's. Asking does not keep it from ending. */
export async function userOfSession(store: Database, id: string, now: Date): Promise<User | null> {
  const row = await store
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user')
    .select(USER_COLUMNS.map((column) => `users.${column}` as const))
    .where('sessions.id', '=', id)
    .where('expires_at', '>', now.toISOString())
    .where('seen_at', '>', hoursFrom(now, -IDLE_HOURS))
    .where('disabled', '=', 0)
    .executeTakeFirst()
  return row ? userRow.parse(row) : null
}

/** The sessions of a user that are not over, the latest first. */
export const sessionsOf = (store: Database, user: string, now: Date): Promise<OwnSession[]> =>
  store
    .selectFrom('sessions')
    .select(['id', 'via', 'started_at', 'seen_at', 'expires_at'])
    .where('user', '=', user)
    .where('expires_at', '>', now.toISOString())
    .where('seen_at', '>', hoursFrom(now, -IDLE_HOURS))
    .orderBy('started_at', 'desc')
    .orderBy('id')
    .execute()

/** Why sessions end before their time. */
export type SessionEnd =
  | 'signed_out'
  | 'signed_in_again'
  | 'ended_by_user'
  | 'password_changed'
  | 'user_changed'

/** Ends one session of a user; false when he has none of that id. Within a change of the journal. */
export async function endSession(
  store: Database,
  note: Note,
  { user, id, why }: { user: string; id: string; why: SessionEnd },
): Promise<boolean> {
  const ended = await store
    .deleteFrom('sessions')
    .where('id', '=', id)
    .where('user', '=', user)
    .returning('id')
    .executeTakeFirst()
  if (ended) note({ action: 'session.ended', subject: `users/${user}`, details: { why } })
  return ended !== undefined
}

/** Ends all sessions of a user but one. Within a change of the journal. */
export async function endSessions(
  store: Database,
  note: Note,
  { user, why, except = null }: { user: string; why: SessionEnd; except?: string | null },
): Promise<void> {
  const ended = await store
    .deleteFrom('sessions')
    .where('user', '=', user)
    .where('id', '!=', except ?? '')
    .returning('id')
    .execute()
  if (ended.length > 0)
    note({ action: 'session.ended', subject: `users/${user}`, details: { why, sessions: ended.length } })
}

const hashOf = (token: string): string => hash('sha256', token)
