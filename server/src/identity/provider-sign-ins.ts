import { SYSTEM } from '../audit/journal.ts'
import type { Database, Tables } from '../store/tables.ts'
import { type Books, noteFailure } from './sign-ins.ts'
import { USER_COLUMNS, type User, userRow } from './users.ts'

/** How long somebody may take to sign in at the provider. */
export const ATTEMPT_MINUTES = 10

export type Attempt = Omit<Tables['oidc_attempts'], 'expires_at'>

/** Remembers a sign-in that goes on at the provider, and forgets those that never came back. */
export async function beginAttempt(store: Database, attempt: Attempt, now: Date): Promise<void> {
  await store.deleteFrom('oidc_attempts').where('expires_at', '<=', now.toISOString()).execute()
  const expires_at = new Date(now.getTime() + ATTEMPT_MINUTES * 60_000).toISOString()
  await store
    .insertInto('oidc_attempts')
    .values({ ...attempt, expires_at })
    .execute()
}

/** The attempt of that state, which can be taken up once; null when it is none, or too old. */
export async function takeAttempt(store: Database, state: string, now: Date): Promise<Attempt | null> {
  const row = await store
    .deleteFrom('oidc_attempts')
    .where('state', '=', state)
    .returningAll()
    .executeTakeFirst()
  return row && row.expires_at > now.toISOString() ? row : null
}

/** Somebody as the provider knows him. */
export interface ProviderUser {
  readonly issuer: string
  readonly subject: string
  /** What the bank's provider calls him: by it he is found among our users the first time. */
  readonly claim: string | null
}

/**
 * Our user who is somebody at the provider: the one linked to him, or else the one whose id his claim names,
 * who is linked from then on. Null when there is none, or he is disabled, linked to somebody else or a demo
 * user: nobody comes into being by signing in. Failures are written down.
 */
export const userOfProvider = ({ journal }: Books, known: ProviderUser): Promise<User | null> =>
  journal.change(SYSTEM, async (store, note) => {
    const columns = [...USER_COLUMNS, 'disabled', 'demo', 'issuer'] as const
    const { issuer, subject, claim } = known
    const linked = await store
      .selectFrom('users')
      .select(columns)
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .executeTakeFirst()
    const named = linked
      ? undefined
      : await store
          .selectFrom('users')
          .select(columns)
          .where('id', '=', claim ?? '')
          .executeTakeFirst()
    const found = linked ?? named
    if (!found || found.disabled === 1 || found.demo === 1 || (named && named.issuer !== null)) {
      noteFailure(note, found?.id ?? null, 'provider')
      return null
    }
    if (named) {
      await store.updateTable('users').set({ issuer, subject }).where('id', '=', named.id).execute()
      note({ action: 'user.changed', subject: `users/${named.id}`, details: { linkedTo: issuer } })
    }
    return userRow.parse(found)
  })
