import { createRoute, z } from '@hono/zod-openapi'
import { standingsOf } from '../customer/standing.ts'
import { timelineOf } from '../customer/timeline.ts'
import { isTold } from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import { SIDES } from '../experiment/assignment.ts'
import { ORDER_STATES } from '../orders/order.ts'
import { listingsOf } from '../store/listings.ts'
import { sees } from './access.ts'
import { customerFor } from './customer-for.ts'
import {
  amount,
  bilingual,
  bilingualList,
  channel,
  hash,
  identifier,
  isoDay,
  moment,
  outcome,
} from './fields.ts'
import { refusals } from './problem.ts'
import { answer, resource } from './resource.ts'

const version = z.object({ playbook: z.string(), version: z.number().int(), hash }).nullable()

const happened = z.object({ id: z.string(), day: isoDay, at: moment.nullable() })

const entry = z.discriminatedUnion('kind', [
  happened.extend({
    kind: z.literal('contact'),
    channel,
    outcome,
    adviser: z.string(),
    by: z.string().openapi({ description: 'The user who logged it: he can take it back on its day' }),
    note: z.string(),
    told: z
      .object({
        about: z.array(bilingual),
        strategy: bilingual.nullable(),
        talkingPoints: bilingualList,
        version,
      })
      .nullable()
      .openapi({ description: 'What the version of that day had to say; null when he was not reached' }),
  }),
  happened.extend({
    kind: z.literal('listed'),
    since: isoDay,
    action: z.string(),
    about: z.array(bilingual),
    tier: z.string().nullable(),
    listed: z.boolean(),
  }),
  happened.extend({ kind: z.literal('event'), name: bilingual, withdrawn: z.boolean() }),
  happened.extend({
    kind: z.literal('enquiry'),
    name: bilingual.nullable(),
    text: z.string(),
    open: z.boolean(),
  }),
  happened.extend({
    kind: z.literal('order'),
    name: bilingual,
    amount,
    state: z.enum(ORDER_STATES),
  }),
])

const historySchema = z
  .object({
    standings: z.array(
      z.object({
        from: isoDay,
        until: isoDay,
        tier: z.string().nullable(),
        strategy: z.object({ id: z.string(), name: bilingual }).nullable(),
        version,
        experiment: z.string().nullable(),
        side: z.enum(SIDES).nullable(),
      }),
    ),
    unlisted: z
      .array(z.object({ day: isoDay, run: hash }))
      .openapi({ description: 'Days that had no list with him: their runs decide him again when asked' }),
    timeline: z.array(entry),
  })
  .openapi('CustomerHistory')

/** Days without a list that are named; the earlier ones are in the log of runs. */
const MOST_UNLISTED = 60

const read = createRoute({
  method: 'get',
  path: '/api/customers/{id}/history',
  tags: ['Customers'],
  summary: 'What a customer was to the bank, what happened with him, and what he was told',
  description:
    'Tier and strategy are on record for the days on which he was on a list; GET /api/runs/{id}/customers/{customer} decides any other day again.',
  request: { params: z.strictObject({ id: identifier }) },
  responses: { 200: answer('The history', historySchema), ...refusals },
})

export const historyRoutes = (desk: Desk) =>
  resource().openapi(read, async (c) => {
    const { id } = c.req.valid('param')
    const user = c.get('user')
    await customerFor(desk, user, id)
    const { listings, days } = await listingsOf(desk.store, id)
    const listed = new Set(listings.filter(({ last }) => last).map(({ run }) => run.day))
    const history = {
      standings: await standingsOf(desk, listings),
      unlisted: days.filter(({ day }) => !listed.has(day)).slice(0, MOST_UNLISTED),
      timeline: await timelineOf({
        desk,
        customer: id,
        sees: (branch) => sees(user, branch),
        listings: listings.filter(({ action }) => isTold(action)),
      }),
    }
    await desk.journal.look(user.id, {
      action: 'customer.viewed',
      subject: 'customers/history',
      personal: [{ customer: id }],
    })
    return c.json(historySchema.parse(history), 200)
  })
