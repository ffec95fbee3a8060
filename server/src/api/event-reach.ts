import { type BankEvent, LISTINGS } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { eventTypesOf } from '../desk/event-types.ts'
import type { MemberReach, Reach } from '../events/reach.ts'
import { reachFor } from '../events/reaches.ts'
import { erasedCustomers } from '../store/erasures.ts'
import { adviserOf, adviserSchema } from './adviser.ts'
import { amount, bilingual, channel, identifier, isoDay, text } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'

/** As many as one entry of the log names. */
const MOST_CUSTOMERS = 100

const count = z.number().int()

const planned = {
  /** Without an id, as an event of its own; with that of an event, in place of it. */
  id: identifier.optional(),
  type: text.min(1).max(64),
  day: isoDay.optional().openapi({ description: 'Today when left out; a later day is looked at as today' }),
  until: isoDay.nullable().optional(),
}

const counts = z.object({
  customers: count.openapi({ description: 'Whom the event calls for' }),
  listed: count,
  cut: count.openapi({ description: 'Due, but over the minutes of the day' }),
  displaced: count.openapi({ description: 'Others who would be on a list today without the event' }),
  minutes: count.openapi({ description: 'For those who would be listed' }),
})

const reachSchema = counts
  .extend({
    blocked: count.openapi({ description: 'Those of the customers who must not be contacted' }),
    products: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        nameEn: z.string().nullable(),
        group: z.string(),
        customers: count,
        balance: amount,
      }),
    ),
    triggers: z.array(
      z.object({
        id: z.string(),
        name: bilingual,
        channel,
        minutes: count,
        customers: count,
        talkingPoints: z.object({ 'zh-CN': z.array(z.string()), en: z.array(z.string()) }),
      }),
    ),
    branches: z.array(
      counts.extend({
        id: z.string(),
        name: z.string(),
        nameEn: z.string().nullable(),
        minutesLeft: count,
        advisers: z.array(
          counts.extend({
            adviser: adviserSchema,
            minutesDue: count.openapi({ description: 'For all that would be due' }),
            minutesLeft: count.openapi({ description: 'What is left of the day' }),
          }),
        ),
      }),
    ),
  })
  .openapi('EventReach')

const reach = createRoute({
  method: 'post',
  path: '/api/events/reach',
  tags: ['Events'],
  summary: 'Whom an event would reach, were it announced now; nothing is announced',
  request: { body: body(z.strictObject(planned)) },
  responses: { 200: answer('The reach, the branch with the most customers first', reachSchema), ...refusals },
})

const customers = createRoute({
  method: 'post',
  path: '/api/events/reach/customers',
  tags: ['Events'],
  summary:
    'The customers of one adviser, or of a branch’s desk, whom an event would reach; the look is logged',
  request: {
    body: body(
      z.strictObject({ ...planned, adviser: identifier, from: count.min(0).max(10_000_000).default(0) }),
    ),
  },
  responses: {
    200: answer(
      `The customers as they would stand on the list, then those who are on none; ${MOST_CUSTOMERS} at most`,
      z.object({
        customers: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            trigger: z.string(),
            listing: z.enum(LISTINGS).nullable().openapi({ description: 'Null for one who is on no list' }),
          }),
        ),
        total: count,
      }),
    ),
    ...refusals,
  },
})

export const eventReachRoutes = (desk: Desk) =>
  resource()
    .openapi(reach, async (c) =>
      c.json(shown(desk, await reachFor(desk, eventOf(desk, c.req.valid('json')))), 200),
    )
    .openapi(customers, async (c) => {
      const { adviser, from, ...asked } = c.req.valid('json')
      const member = desk.today.staff.placeOf(adviser)
      if (member === null) throw new Refusal('unknown_adviser', { adviser })
      const { rows, starts, trigger, listing, triggers } = await reachFor(desk, eventOf(desk, asked))
      const [first, end] = [starts[member] ?? 0, starts[member + 1] ?? 0]
      const erased = await erasedCustomers(desk.store)
      const found = Array.from(
        rows.subarray(first + from, Math.min(end, first + from + MOST_CUSTOMERS)),
        (row, at) => {
          const place = first + from + at
          return {
            id: desk.snapshot.customers.ids.at(row) ?? '',
            name: desk.identities.at(row)?.name ?? '',
            trigger: triggers[(trigger[place] ?? 0) - 1]?.id ?? '',
            listing: LISTINGS[(listing[place] ?? 0) - 1] ?? null,
          }
        },
      ).filter(({ id }) => !erased.has(id))
      await desk.journal.look(c.get('user').id, {
        action: 'customers.searched',
        subject: `events/reach/${adviser}`,
        details: { adviser, type: asked.type, from },
        personal: found.map(({ id }) => ({ customer: id })),
      })
      return c.json({ customers: found, total: end - first }, 200)
    })

/** The event as it is thought of: of its own when it has no id. */
function eventOf(
  { today, day: now }: Desk,
  { id = 'planned', type, day = now, until = null }: z.output<z.ZodObject<typeof planned>>,
): BankEvent {
  const known = eventTypesOf(today)
  if (!known.includes(type)) throw new Refusal('unknown_event_type', { type, known: known.join(', ') })
  if (until !== null && until < day) throw new Refusal('event_over_before', { day, until })
  return { id, type, day, ...(until !== null && { until }), name: { 'zh-CN': type, en: type } }
}

function shown({ today, snapshot }: Desk, { members, triggers, products, blocked }: Reach) {
  const { staff } = today
  const branches = snapshot.branches.map(({ id, name, nameEn }, place) => {
    const advisers = staff.members.flatMap((member, at) => {
      const own = members[at]
      return member.branch === place && own && own.customers > 0
        ? [{ adviser: adviserOf(member), ...own }]
        : []
    })
    return { id, name, nameEn, ...summed(advisers), minutesLeft: total(advisers, 'minutesLeft'), advisers }
  })
  return {
    ...summed(members),
    blocked,
    products: [...products],
    triggers: triggers.map(({ holdings: _holdings, talkingPoints, ...trigger }) => ({
      ...trigger,
      talkingPoints: { 'zh-CN': [...talkingPoints['zh-CN']], en: [...talkingPoints.en] },
    })),
    branches: branches
      .filter(({ customers }) => customers > 0)
      .toSorted((left, right) => right.customers - left.customers),
  }
}

const total = (members: readonly MemberReach[], of: keyof MemberReach): number =>
  members.reduce((sum, each) => sum + each[of], 0)

const summed = (members: readonly MemberReach[]) => ({
  customers: total(members, 'customers'),
  listed: total(members, 'listed'),
  cut: total(members, 'cut'),
  displaced: total(members, 'displaced'),
  minutes: total(members, 'minutes'),
})
