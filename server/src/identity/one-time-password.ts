import { randomInt } from 'node:crypto'
import type { Note } from '../audit/journal.ts'
import type { Database } from '../store/tables.ts'
import { hashPassword } from './password.ts'
import { endSessions } from './sessions.ts'
import { forgiveFailures } from './sign-ins.ts'
import { type StoredPassword, setPassword } from './users.ts'

/** How long a one-time password waits to be used. */
export const ONE_TIME_DAYS = 3

/** Letters and digits that nobody mistakes for one another when he reads them out. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 4
const GROUP = 4

/** A password to be handed over once and changed at the first sign-in, with how it is stored: 79 bits of chance. */
export async function oneTimePassword(now: Date): Promise<{ password: string; stored: StoredPassword }> {
  const group = () => Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  const password = Array.from({ length: GROUPS }, group).join('-')
  const until = new Date(now.getTime() + ONE_TIME_DAYS * 86_400_000).toISOString()
  return { password, stored: { hash: await hashPassword(password), until } }
}

/** Gives a user a one-time password, unlocks him and ends his sessions. Within a change of the journal. */
export async function giveOneTime(
  store: Database,
  note: Note,
  user: string,
  stored: StoredPassword,
): Promise<void> {
  await setPassword(store, note, user, stored)
  await forgiveFailures(store, user)
  await endSessions(store, note, { user, why: 'password_changed' })
}
