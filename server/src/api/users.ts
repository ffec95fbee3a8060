import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { giveOneTime, oneTimePassword } from '../identity/one-time-password.ts'
import { endSessions } from '../identity/sessions.ts'
import {
  type Account,
  accountOf,
  accounts,
  addUser,
  changeUser,
  leavesNoAdministrator,
  NO_PASSWORD,
  ROLES,
} from '../identity/users.ts'
import { identifier, moment, userId, words } from './fields.ts'
import { requirePost } from './post.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import { userSchema } from './session.ts'
import type { Doorkeeper } from './sign-in.ts'

const account = userSchema
  .extend({
    disabled: z.boolean(),
    demo: z.boolean().openapi({ description: 'Whether everybody knows his password' }),
    password: z.enum(['none', 'one-time', 'own']),
    provider: z.boolean().openapi({ description: 'Whether he has signed in with the bank’s provider' }),
    signedInAt: moment.nullable().openapi({ description: 'When he signed in last; null for never' }),
  })
  .openapi('Account')

const oneTime = z
  .string()
  .nullable()
  .openapi({ description: 'To be handed over once; null where nobody signs in by password' })

const name = words.trim().min(1).max(100)
const role = z.enum(ROLES)
const of = { params: z.object({ id: userId }) }

const list = createRoute({
  method: 'get',
  path: '/api/users',
  tags: ['Users'],
  summary: 'Everybody who may sign in, or could',
  responses: { 200: answer('The users', z.array(account)), ...refusals },
})

const add = createRoute({
  method: 'post',
  path: '/api/users',
  tags: ['Users'],
  summary: 'Adds a user, with a one-time password that he changes at his first sign-in',
  request: {
    body: body(
      z.strictObject({
        id: userId.regex(/^[^\s:/]+$/, { error: 'Expected no blanks, colons or slashes' }),
        name,
        role,
        branch: identifier.nullable().optional(),
        adviser: identifier.nullable().optional(),
      }),
    ),
  },
  responses: { 201: answer('Added', z.object({ user: account, oneTimePassword: oneTime })), ...refusals },
})

const change = createRoute({
  method: 'patch',
  path: '/api/users/{id}',
  tags: ['Users'],
  summary: 'Changes a user; all but another name ends his sessions at once',
  request: {
    ...of,
    body: body(
      z
        .strictObject({
          name,
          role,
          branch: identifier.nullable(),
          adviser: identifier.nullable(),
          disabled: z.boolean(),
        })
        .partial(),
    ),
  },
  responses: { 200: answer('As he is now', z.object({ user: account })), ...refusals },
})

const reset = createRoute({
  method: 'post',
  path: '/api/users/{id}/password',
  tags: ['Users'],
  summary: 'Gives a user a new one-time password, unlocks him and ends his sessions',
  request: of,
  responses: { 200: answer('Reset', z.object({ oneTimePassword: z.string() })), ...refusals },
})

export const userRoutes = ({ store, journal, snapshot }: Desk, { settings }: Doorkeeper) =>
  resource()
    .openapi(list, async (c) => c.json(await accounts(store), 200))
    .openapi(add, async (c) => {
      const { branch = null, adviser = null, ...rest } = c.req.valid('json')
      const user = { ...rest, branch, adviser }
      requirePost(snapshot, user)
      const made = settings.password ? await oneTimePassword(new Date()) : null
      const added = await journal.change(c.get('user').id, (within, note) =>
        addUser(within, note, user, made?.stored ?? NO_PASSWORD),
      )
      if (!added) throw new Refusal('user_exists', { user: user.id })
      return c.json(
        { user: known(await accountOf(store, user.id), user.id), oneTimePassword: made?.password ?? null },
        201,
      )
    })
    .openapi(change, async (c) => {
      const { id } = c.req.valid('param')
      const by = c.get('user').id
      const wanted = c.req.valid('json')
      await journal.change(by, async (within, note, at) => {
        const before = known(await accountOf(within, id), id)
        const after = {
          ...before,
          name: wanted.name ?? before.name,
          role: wanted.role ?? before.role,
          branch: wanted.branch === undefined ? before.branch : wanted.branch,
          adviser: wanted.adviser === undefined ? before.adviser : wanted.adviser,
          disabled: wanted.disabled ?? before.disabled,
        }
        const moved = (['role', 'branch', 'adviser', 'disabled'] as const).some(
          (field) => before[field] !== after[field],
        )
        if (!moved && before.name === after.name) return
        if (moved && id === by) throw new Refusal('own_account')
        requirePost(snapshot, after)
        if (await leavesNoAdministrator(within, before, after)) throw new Refusal('last_administrator')
        const { name, role, branch, adviser, disabled } = after
        await changeUser(within, note, at, before, { name, role, branch, adviser, disabled })
        if (moved) await endSessions(within, note, { user: id, why: 'user_changed' })
      })
      return c.json({ user: known(await accountOf(store, id), id) }, 200)
    })
    .openapi(reset, async (c) => {
      if (!settings.password) throw new Refusal('password_off')
      const { id } = c.req.valid('param')
      const by = c.get('user').id
      // Otherwise whoever finds an administrator's screen unattended takes his account over.
      if (id === by) throw new Refusal('own_account')
      const { password, stored } = await oneTimePassword(new Date())
      await journal.change(by, async (within, note) => {
        if (known(await accountOf(within, id), id).demo) throw new Refusal('demo_password')
        await giveOneTime(within, note, id, stored)
      })
      return c.json({ oneTimePassword: password }, 200)
    })

function known(account: Account | null, user: string): Account {
  if (!account) throw new Refusal('unknown_user', { user })
  return account
}
