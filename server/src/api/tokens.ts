import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { issueToken, revokeToken, SCOPES, tokens } from '../identity/tokens.ts'
import { identifier, moment, text } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'

/** A year and a day: whoever renews tokens once a year does not have to be punctual. */
const MOST_DAYS = 366

const token = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    branch: z.string().nullable().openapi({ description: 'The branch it is held to; null for all' }),
    by: z.string(),
    at: moment,
    expiresAt: moment,
    revokedAt: moment.nullable(),
  })
  .openapi('Token')

const list = createRoute({
  method: 'get',
  path: '/api/tokens',
  tags: ['Tokens'],
  summary: 'The tokens of machines that there are and were, without their secrets',
  responses: { 200: answer('The tokens', z.array(token)), ...refusals },
})

const issue = createRoute({
  method: 'post',
  path: '/api/tokens',
  tags: ['Tokens'],
  summary: 'Issues a token; its secret is in this answer and nowhere else',
  request: {
    body: body(
      z.strictObject({
        name: text.trim().min(1).max(100),
        scopes: z
          .array(z.enum(SCOPES))
          .min(1)
          .transform((scopes) => [...new Set(scopes)]),
        branch: identifier.nullable().optional(),
        expires: z.iso.datetime().openapi({ description: `At most ${MOST_DAYS} days from now` }),
      }),
    ),
  },
  responses: { 201: answer('Issued', z.object({ token, secret: z.string() })), ...refusals },
})

const revoke = createRoute({
  method: 'delete',
  path: '/api/tokens/{id}',
  tags: ['Tokens'],
  summary: 'Ends a token for good',
  request: { params: z.object({ id: identifier }) },
  responses: { 204: { description: 'Revoked' }, ...refusals },
})

export const tokenRoutes = ({ store, journal, snapshot }: Desk) =>
  resource()
    .openapi(list, async (c) => c.json(await tokens(store), 200))
    .openapi(issue, async (c) => {
      const { name, scopes, branch = null, expires } = c.req.valid('json')
      if (branch !== null && !snapshot.branches.some(({ id }) => id === branch))
        throw new Refusal('unknown_branch', { branch })
      const expiresAt = new Date(expires)
      const days = (expiresAt.getTime() - Date.now()) / 86_400_000
      if (!(days > 0 && days <= MOST_DAYS)) throw new Refusal('token_expiry', { days: MOST_DAYS })
      const by = c.get('user').id
      const request = { name, scopes, branch, expiresAt: expiresAt.toISOString() }
      const issued = await journal.change(by, (within, note, at) => issueToken(within, note, request, by, at))
      return c.json(issued, 201)
    })
    .openapi(revoke, async (c) => {
      const { id } = c.req.valid('param')
      const revoked = await journal.change(c.get('user').id, (within, note, at) =>
        revokeToken(within, note, id, at),
      )
      if (!revoked) throw new Refusal('unknown_token', { token: id })
      return c.body(null, 204)
    })
