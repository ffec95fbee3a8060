import { LOCALES } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { confirm, subscribe, unsubscribe } from '../digest/subscribe.ts'
import { isOfAddress, namedBy, UNSUBSCRIBE_PATH } from '../digest/unsubscribe.ts'
import { lastMailTo, subscriptionOf } from '../store/digests.ts'
import { isoDay, moment, text } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import { endedPage, unsubscribePage } from './unsubscribe-page.ts'

const TAGS = ['Digest']

const digestSchema = z
  .object({
    available: z.boolean().openapi({ description: 'Whether this bank sends mail' }),
    subscription: z
      .object({
        address: z.string(),
        locale: z.enum(LOCALES),
        hour: z.number().int().openapi({ description: 'From which hour of the day on, by the bank’s clock' }),
        confirmed: z.boolean().openapi({ description: 'Nothing but a code is sent to an address before' }),
      })
      .nullable(),
    lastMail: z
      .object({
        kind: z.enum(['digest', 'code']),
        day: isoDay,
        state: z.enum(['waiting', 'sent', 'given_up']),
        at: moment,
        fault: z.string().openapi({ description: 'What the mail server said against it; empty for nothing' }),
      })
      .nullable(),
  })
  .openapi('DigestSetting')

const read = createRoute({
  method: 'get',
  path: '/api/digest',
  tags: TAGS,
  summary: 'One’s own digest by e-mail: where it goes, and what became of the last mail',
  responses: { 200: answer('The setting', digestSchema), ...refusals },
})

const set = createRoute({
  method: 'put',
  path: '/api/digest',
  tags: TAGS,
  summary: 'Turns one’s own digest on, or changes where, when and in which language it comes',
  description:
    'On each business day one mail with numbers and a link, and no customer’s name. An address that was not shown to be one’s own gets a code first, and nothing else.',
  request: {
    body: body(
      z.strictObject({
        address: text.max(200).pipe(z.email()),
        locale: z.enum(LOCALES),
        hour: z.number().int().min(0).max(23),
      }),
    ),
  },
  responses: { 200: answer('The setting', digestSchema), ...refusals },
})

const confirmation = createRoute({
  method: 'post',
  path: '/api/digest/confirmation',
  tags: TAGS,
  summary: 'Shows by the code that was sent there that an address is one’s own',
  request: { body: body(z.strictObject({ code: text.max(20) })) },
  responses: { 200: answer('The setting', digestSchema), ...refusals },
})

const end = createRoute({
  method: 'delete',
  path: '/api/digest',
  tags: TAGS,
  summary: 'Ends one’s own digest; the address is forgotten',
  responses: { 200: answer('The setting', digestSchema), ...refusals },
})

const token = z.object({ token: text.max(500) })
const page = (description: string) => ({ description, content: { 'text/html': { schema: z.string() } } })

const ask = createRoute({
  method: 'get',
  path: `${UNSUBSCRIBE_PATH}/{token}`,
  tags: TAGS,
  summary: 'A page that asks whoever has a digest whether to end it; programs that follow links end nothing',
  request: { params: token },
  responses: { 200: page('The page'), ...refusals },
})

const oneClick = createRoute({
  method: 'post',
  path: `${UNSUBSCRIBE_PATH}/{token}`,
  tags: TAGS,
  summary: 'Ends a digest by the link that every one of them has (RFC 8058), without signing in',
  description: 'Takes a form, as mail programs send it. Doing so again changes nothing.',
  request: { params: token },
  responses: { 200: page('It is ended'), ...refusals },
})

export const digestRoutes = (desk: Desk) =>
  resource()
    .openapi(read, async (c) => c.json(await setting(desk, c.get('user').id), 200))
    .openapi(set, async (c) => {
      const wanted = c.req.valid('json')
      const { settings } = desk.post
      if (!settings) throw new Refusal('no_mail_server')
      const domain = wanted.address.split('@').at(-1)?.toLowerCase() ?? ''
      if (settings.domains.length > 0 && !settings.domains.includes(domain))
        throw new Refusal('digest_domain', { domains: settings.domains.join(', ') })
      const { id } = c.get('user')
      await subscribe(desk, id, wanted)
      return c.json(await setting(desk, id), 200)
    })
    .openapi(confirmation, async (c) => {
      const { id } = c.get('user')
      await confirm(desk, id, c.req.valid('json').code.replaceAll(/\s/g, ''))
      return c.json(await setting(desk, id), 200)
    })
    .openapi(end, async (c) => {
      const { id } = c.get('user')
      await unsubscribe(desk, id)
      return c.json(await setting(desk, id), 200)
    })
    .openapi(ask, async (c) => {
      const found = await ofToken(desk, c.req.valid('param').token)
      return c.html(found ? unsubscribePage(found.locale) : endedPage(), 200)
    })
    .openapi(oneClick, async (c) => {
      const found = await ofToken(desk, c.req.valid('param').token)
      if (found) await unsubscribe(desk, found.user)
      return c.html(endedPage(found?.locale), 200)
    })

/** The subscription that a link is of; null when there is none any more. */
async function ofToken(desk: Desk, token: string) {
  const named = namedBy(desk.journal, token)
  if (!named) throw new Refusal('unknown_subscription')
  const found = await subscriptionOf(desk.store, named.user)
  if (found && !isOfAddress(named, found)) throw new Refusal('unknown_subscription')
  return found ?? null
}

async function setting({ store, post }: Desk, user: string): Promise<z.infer<typeof digestSchema>> {
  const found = await subscriptionOf(store, user)
  const last = await lastMailTo(store, user)
  return {
    available: post.settings !== null,
    subscription: found
      ? {
          address: found.address,
          locale: found.locale,
          hour: found.hour,
          confirmed: found.confirmed_at !== null,
        }
      : null,
    lastMail: last
      ? { kind: last.kind, day: last.day, state: last.state, at: last.at, fault: last.fault }
      : null,
  }
}
