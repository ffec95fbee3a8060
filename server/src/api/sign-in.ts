import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { sessionUser } from '../store/sessions.ts'
import type { Database } from '../store/tables.ts'
import { checkPassword, LOCK_MINUTES, type User } from '../store/users.ts'
import { userId } from './fields.ts'
import { Refusal } from './problem.ts'

export const SESSION_COOKIE = 'session'

/** The user of that id and password, or a refusal. */
export async function signIn(store: Database, id: string, password: string): Promise<User> {
  const found = await checkPassword(store, id, password, new Date())
  if (found.is === 'user') return found.user
  throw found.is === 'locked'
    ? new Refusal('locked_out', { minutes: LOCK_MINUTES })
    : new Refusal('wrong_credentials')
}

/** Who makes a request: by HTTP Basic if it says so, otherwise by the session's cookie; null for nobody. */
export async function whoAsks(store: Database, c: Context): Promise<User | null> {
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  if (basic) {
    const text = Buffer.from(basic, 'base64').toString('utf8')
    const colon = text.indexOf(':')
    if (colon < 0) throw new Refusal('wrong_credentials')
    const id = userId.safeParse(text.slice(0, colon))
    if (!id.success) throw new Refusal('wrong_credentials')
    return signIn(store, id.data, text.slice(colon + 1))
  }
  const token = getCookie(c, SESSION_COOKIE)
  return token ? sessionUser(store, token, new Date()) : null
}
