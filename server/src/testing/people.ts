import { z } from 'zod'
import type { SmallBank } from './small-bank.ts'

/** A password that a real user might choose. */
export const GOOD_PASSWORD = 'three boats on the river'

const oneTimeSchema = z.object({ oneTimePassword: z.string() })

/** Signs in by password; the answer, and the headers with which the session goes on. */
export async function signIn(bank: SmallBank, user: string, password: string, before = {}) {
  const answer = await bank.ask(null, 'POST', '/api/session', { user, password }, before)
  return { ...answer, session: { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' } }
}

/** Lets the demo's administrator add a user; his one-time password. */
export async function addPerson(bank: SmallBank, person: Record<string, unknown>): Promise<string> {
  const { status, body } = await bank.ask('administrator', 'POST', '/api/users', person)
  if (status !== 201) throw new Error(`${status}: ${JSON.stringify(body)}`)
  return oneTimeSchema.parse(body).oneTimePassword
}

/** A new user with a password of his own, signed in. */
export async function newPerson(bank: SmallBank, person: { id: string } & Record<string, unknown>) {
  const old = await addPerson(bank, { name: person.id, ...person })
  const { session } = await signIn(bank, person.id, old)
  const change = { old, password: GOOD_PASSWORD }
  const { status } = await bank.ask(null, 'PUT', '/api/session/password', change, session)
  if (status !== 204) throw new Error(`The password of ${person.id} was not changed: ${status}`)
  return session
}

/** What the log says of a subject, the oldest first. */
export async function logged(bank: SmallBank, subject: string) {
  const rows = await bank.open.desk.store
    .selectFrom('audit_entries')
    .select(['by', 'action', 'details'])
    .where('subject', '=', subject)
    .orderBy('number')
    .execute()
  return rows.map(({ by, action, details }) => ({ by, action, details: z.json().parse(JSON.parse(details)) }))
}
