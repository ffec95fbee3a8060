import { createRoute, z } from '@hono/zod-openapi'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Desk } from '../desk/desk.ts'
import { endSession, SESSION_HOURS, startSession } from '../store/sessions.ts'
import { DEMO_PASSWORD, demoUsers, type Principal, ROLES, type User } from '../store/users.ts'
import { userId } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import { SESSION_COOKIE, signIn } from './sign-in.ts'

const user = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    branch: z.string().nullable(),
    adviser: z.string().nullable(),
  })
  .openapi('User')

const start = createRoute({
  method: 'post',
  path: '/api/session',
  tags: ['Sign-in'],
  summary: 'Signs in: sets a cookie for a working day',
  request: {
    body: body(z.strictObject({ user: userId, password: z.string().max(1000) })),
  },
  responses: { 200: answer('Signed in', z.object({ user })), ...refusals },
})

const read = createRoute({
  method: 'get',
  path: '/api/session',
  tags: ['Sign-in'],
  summary: 'Who is signed in',
  responses: { 200: answer('The user', z.object({ user })), ...refusals },
})

const end = createRoute({
  method: 'delete',
  path: '/api/session',
  tags: ['Sign-in'],
  summary: 'Signs out',
  responses: { 204: { description: 'Signed out' }, ...refusals },
})

const demo = createRoute({
  method: 'get',
  path: '/api/users/demo',
  tags: ['Sign-in'],
  summary: 'The users of the demo, with their password; none in a real bank',
  responses: {
    200: answer('The demo users', z.array(user.extend({ password: z.string() }))),
    ...refusals,
  },
})

export const sessionRoutes = ({ store }: Desk) =>
  resource()
    .openapi(start, async (c) => {
      const { user: id, password } = c.req.valid('json')
      const user = await signIn(store, id, password)
      const before = getCookie(c, SESSION_COOKIE)
      if (before) await endSession(store, before)
      const token = await startSession(store, user, new Date())
      setCookie(c, SESSION_COOKIE, token, {
        httpOnly: true,
        sameSite: 'Lax',
        path: '/',
        maxAge: SESSION_HOURS * 3600,
        // Behind a proxy that speaks TLS the cookie never travels in the clear.
        secure: c.req.header('x-forwarded-proto') === 'https',
      })
      return c.json({ user }, 200)
    })
    .openapi(read, (c) => c.json({ user: person(c.get('user')) }, 200))
    .openapi(end, async (c) => {
      const token = getCookie(c, SESSION_COOKIE)
      if (token) await endSession(store, token)
      deleteCookie(c, SESSION_COOKIE, { path: '/' })
      return c.body(null, 204)
    })
    .openapi(demo, async (c) => {
      const users = await demoUsers(store)
      return c.json(
        users.map((each) => ({ ...each, password: DEMO_PASSWORD })),
        200,
      )
    })

/** Machines have no session; the access rules keep them away. */
function person(user: Principal): User {
  if (user.role === 'machine') throw new Refusal('not_signed_in')
  return user
}
