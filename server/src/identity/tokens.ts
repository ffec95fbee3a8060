import { hash, randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Note } from '../audit/journal.ts'
import type { Database } from '../store/tables.ts'
import type { Machine } from './users.ts'

/** By this a leaked token is known for one, by people and by programs that look for secrets. */
const PREFIX = 'bp_'

/** What a machine may be let do; which routes each opens is in the access rules. */
export const SCOPES = [
  'bank:read',
  'customers:read',
  'contacts:write',
  'enquiries:write',
  'events:write',
  'playbooks:read',
  'runs:read',
  'audit:read',
] as const
export type Scope = (typeof SCOPES)[number]

const scopesSchema = z.array(z.enum(SCOPES))

/** A token as administrators see it: everything but the secret, of which only the hash is kept. */
export interface Token {
  readonly id: string
  readonly name: string
  readonly scopes: Scope[]
  readonly branch: string | null
  readonly by: string
  readonly at: string
  readonly expiresAt: string
  readonly revokedAt: string | null
}

export type TokenRequest = Pick<Token, 'name' | 'scopes' | 'branch' | 'expiresAt'>

/** Issues a token; the secret comes back once and never again. Within a change of the journal. */
export async function issueToken(
  store: Database,
  note: Note,
  { name, scopes, branch, expiresAt }: TokenRequest,
  by: string,
  at: string,
): Promise<{ readonly token: Token; readonly secret: string }> {
  const secret = `${PREFIX}${randomBytes(32).toString('base64url')}`
  const id = randomUUID()
  await store
    .insertInto('tokens')
    .values({
      id,
      name,
      token_hash: hash('sha256', secret),
      scopes: JSON.stringify(scopes),
      branch,
      by,
      at,
      expires_at: expiresAt,
      revoked_at: null,
    })
    .execute()
  note({ action: 'token.issued', subject: `tokens/${id}`, details: { name, scopes, branch, expiresAt } })
  return { token: { id, name, scopes, branch, by, at, expiresAt, revokedAt: null }, secret }
}

/** Every token there ever was, the latest first. */
export async function tokens(store: Database): Promise<Token[]> {
  const rows = await store.selectFrom('tokens').selectAll().orderBy('at', 'desc').orderBy('id').execute()
  return rows.map(({ id, name, scopes, branch, by, at, expires_at, revoked_at }) => ({
    id,
    name,
    scopes: scopesSchema.parse(JSON.parse(scopes)),
    branch,
    by,
    at,
    expiresAt: expires_at,
    revokedAt: revoked_at,
  }))
}

/** Ends a token for good; false when there is none of that id. Within a change of the journal. */
export async function revokeToken(store: Database, note: Note, id: string, at: string): Promise<boolean> {
  const row = await store.selectFrom('tokens').select('revoked_at').where('id', '=', id).executeTakeFirst()
  if (!row) return false
  if (row.revoked_at !== null) return true
  await store.updateTable('tokens').set({ revoked_at: at }).where('id', '=', id).execute()
  note({ action: 'token.revoked', subject: `tokens/${id}` })
  return true
}

/** The machine that a secret belongs to, and what it may do; null for none, expired or revoked. */
export async function machineOf(
  store: Database,
  secret: string,
  now: Date,
): Promise<{ readonly machine: Machine; readonly scopes: readonly Scope[] } | null> {
  const row = await store
    .selectFrom('tokens')
    .select(['id', 'name', 'scopes', 'branch'])
    .where('token_hash', '=', hash('sha256', secret))
    .where('expires_at', '>', now.toISOString())
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const { id, name, branch, scopes } = row
  return {
    machine: { id: `token:${id}`, name, role: 'machine', branch, adviser: null },
    scopes: scopesSchema.parse(JSON.parse(scopes)),
  }
}
