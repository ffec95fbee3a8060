import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { DEMO_PASSWORD, demoUsers } from '../identity/demo-users.ts'
import { hashPassword } from '../identity/password.ts'
import { LEAST_PASSWORD, MOST_PASSWORD, weaknessOf } from '../identity/password-rules.ts'
import { endSession, endSessions, sessionsOf } from '../identity/sessions.ts'
import { type Principal, passwordOf, ROLES, setPassword, type User } from '../identity/users.ts'
import { identifier, moment, text, userId } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import type { Doorkeeper } from './sign-in.ts'

export const userSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    branch: z.string().nullable(),
    adviser: z.string().nullable(),
  })
  .openapi('User')

const signedIn = z
  .object({
    user: userSchema,
    passwordDue: z.boolean().openapi({
      description:
        'Whether he has to change a one-time password (PUT /api/session/password) before anything else',
    }),
  })
  .openapi('Session')

/** A password as somebody types it in; how good it is, is another matter. */
const typed = z.string().max(1000)

const start = createRoute({
  method: 'post',
  path: '/api/session',
  tags: ['Sign-in'],
  summary: 'Signs in: sets a cookie for a working day',
  request: { body: body(z.strictObject({ user: userId, password: typed })) },
  responses: { 200: answer('Signed in', signedIn), ...refusals },
})

const read = createRoute({
  method: 'get',
  path: '/api/session',
  tags: ['Sign-in'],
  summary: 'Who is signed in',
  responses: { 200: answer('The user', signedIn), ...refusals },
})

const end = createRoute({
  method: 'delete',
  path: '/api/session',
  tags: ['Sign-in'],
  summary: 'Signs out',
  responses: { 204: { description: 'Signed out' }, ...refusals },
})

const changePassword = createRoute({
  method: 'put',
  path: '/api/session/password',
  tags: ['Sign-in'],
  summary: 'Changes one’s own password, and ends all other sessions of one’s own',
  request: {
    body: body(z.strictObject({ old: typed, password: text.max(MOST_PASSWORD) })),
  },
  responses: { 204: { description: 'Changed' }, ...refusals },
})

const list = createRoute({
  method: 'get',
  path: '/api/sessions',
  tags: ['Sign-in'],
  summary: 'One’s own sessions, the latest first',
  responses: {
    200: answer(
      'The sessions',
      z.array(
        z
          .object({
            id: z.string(),
            via: z.enum(['password', 'provider']),
            startedAt: moment,
            seenAt: moment,
            expiresAt: moment,
            current: z.boolean(),
          })
          .openapi('OwnSession'),
      ),
    ),
    ...refusals,
  },
})

const endOne = createRoute({
  method: 'delete',
  path: '/api/sessions/{id}',
  tags: ['Sign-in'],
  summary: 'Ends one of one’s own sessions, such as one left open elsewhere',
  request: { params: z.object({ id: identifier }) },
  responses: { 204: { description: 'Ended' }, ...refusals },
})

const demo = createRoute({
  method: 'get',
  path: '/api/users/demo',
  tags: ['Sign-in'],
  summary: 'The users of the demo, with their password; none in a real bank',
  responses: {
    200: answer('The demo users', z.array(userSchema.extend({ password: z.string() }))),
    ...refusals,
  },
})

export const sessionRoutes = ({ store, journal }: Desk, doorkeeper: Doorkeeper) =>
  resource()
    .openapi(start, async (c) => {
      if (!doorkeeper.settings.password) throw new Refusal('password_off')
      const { user: id, password } = c.req.valid('json')
      const { user, passwordDue } = await doorkeeper.withPassword(id, password, doorkeeper.addressOf(c))
      await doorkeeper.start(c, user, 'password')
      return c.json({ user, passwordDue }, 200)
    })
    .openapi(read, (c) => c.json({ user: person(c.get('user')), passwordDue: c.get('passwordDue') }, 200))
    .openapi(end, async (c) => {
      await doorkeeper.end(c)
      return c.body(null, 204)
    })
    .openapi(changePassword, async (c) => {
      if (!doorkeeper.settings.password) throw new Refusal('password_off')
      const { id } = person(c.get('user'))
      const { old, password } = c.req.valid('json')
      if ((await passwordOf(store, id))?.demo) throw new Refusal('demo_password')
      await doorkeeper.withPassword(id, old, doorkeeper.addressOf(c))
      const weakness = password === old ? 'unchanged' : weaknessOf(password, id)
      if (weakness) throw new Refusal(`password_${weakness}`, { least: LEAST_PASSWORD })
      const hash = await hashPassword(password)
      await journal.change(id, async (within, note) => {
        await setPassword(within, note, id, { hash, until: null })
        await endSessions(within, note, { user: id, why: 'password_changed', except: c.get('session') })
      })
      return c.body(null, 204)
    })
    .openapi(list, async (c) => {
      const sessions = await sessionsOf(store, person(c.get('user')).id, new Date())
      return c.json(
        sessions.map(({ id, via, started_at, seen_at, expires_at }) => ({
          id,
          via,
          startedAt: started_at,
          seenAt: seen_at,
          expiresAt: expires_at,
          current: id === c.get('session'),
        })),
        200,
      )
    })
    .openapi(endOne, async (c) => {
      const { id } = c.req.valid('param')
      const user = person(c.get('user')).id
      const ended = await journal.change(user, (within, note) =>
        endSession(within, note, { user, id, why: 'ended_by_user' }),
      )
      if (!ended) throw new Refusal('unknown_session', { session: id })
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
  if (user.role === 'machine') throw new Refusal('people_only')
  return user
}
