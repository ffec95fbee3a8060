import type { BankEvent } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { eventTypesOf } from '../desk/event-types.ts'
import { rowsOf } from '../desk/today.ts'
import { calledBy } from '../events/called.ts'
import { announce, correct, withdraw } from '../events/revise.ts'
import { announcements, bankEvent, type EventRevision, eventRevisions } from '../store/events.ts'
import { bilingual, identifier, isoDay, moment, text, words } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'

const bothLanguages = z.strictObject({ 'zh-CN': words.min(1).max(200), en: words.min(1).max(200) })
const until = isoDay.openapi({
  description: 'The last day on which it is news, at most as long as the playbook answers to it',
})
const reason = words.min(1).max(2000)

const revisionSchema = z
  .object({
    id: z.string(),
    revision: z.number().int().openapi({ description: 'From 1; the latest one holds' }),
    type: z.string(),
    day: isoDay,
    until: until.nullable(),
    name: bilingual,
    source: z.enum(['entered', 'feed']),
    withdrawn: z.boolean(),
    reason: z.string().openapi({ description: 'Why it was corrected or withdrawn' }),
    by: z.string(),
    at: moment,
  })
  .openapi('Event')

const revised = z.object({
  event: revisionSchema,
  touched: z
    .object({ customers: z.number().int(), listed: z.number().int() })
    .openapi({ description: 'Customers whom the event concerns, and how many of them are listed today' }),
})

const params = z.strictObject({ id: identifier })
/** The number that the revision is to have: one more than that of the revision which was seen. */
const revision = z.number().int().min(2).max(2_147_483_647)

const list = createRoute({
  method: 'get',
  path: '/api/events',
  tags: ['Events'],
  summary: 'What head office announced, as it stands, the latest first; also what was withdrawn',
  responses: { 200: answer('The events', z.array(revisionSchema)), ...refusals },
})

const history = createRoute({
  method: 'get',
  path: '/api/events/{id}/revisions',
  tags: ['Events'],
  summary: 'An event as it was announced, corrected and withdrawn, the first revision first',
  request: { params },
  responses: { 200: answer('The revisions', z.array(revisionSchema)), ...refusals },
})

const announcing = createRoute({
  method: 'post',
  path: '/api/events',
  tags: ['Events'],
  summary: 'Announces an event, such as a rate cut; everybody is decided again at once',
  description:
    'Without an id the event is known by its type and day. To announce it twice adds nothing, nor does another id for what says the same.',
  request: {
    body: body(
      z.strictObject({
        id: words.min(1).max(100).optional(),
        type: text.min(1).max(64),
        day: isoDay.optional().openapi({ description: 'Today when left out' }),
        until: until.optional(),
        name: bothLanguages,
      }),
    ),
  },
  responses: {
    200: answer('Announced before; nothing was added', revised),
    201: answer('Announced', revised),
    ...refusals,
  },
})

const correcting = createRoute({
  method: 'post',
  path: '/api/events/{id}/correction',
  tags: ['Events'],
  summary: 'Says something else of an event; everybody is decided again at once',
  request: {
    params,
    body: body(
      z.strictObject({ revision, day: isoDay, until: until.nullable(), name: bothLanguages, reason }),
    ),
  },
  responses: { 200: answer('As it stands now', revised), ...refusals },
})

const withdrawing = createRoute({
  method: 'post',
  path: '/api/events/{id}/withdrawal',
  tags: ['Events'],
  summary: 'Takes an event back: it is no news any more, and everybody is decided again at once',
  request: { params, body: body(z.strictObject({ revision, reason })) },
  responses: { 200: answer('As it stands now', revised), ...refusals },
})

export const eventRoutes = (desk: Desk) => {
  const asItStands = async (id: string) => {
    const event = (await announcements(desk.store)).find((each) => each.id === id)
    if (!event) throw new Refusal('unknown_event', { event: id })
    const nobody = { customers: 0, listed: 0 }
    return {
      event: shown(event),
      touched: event.withdrawn === 1 ? nobody : touchedBy(desk, bankEvent(event)),
    }
  }
  return resource()
    .openapi(list, async (c) => c.json((await announcements(desk.store)).map(shown), 200))
    .openapi(history, async (c) => {
      const { id } = c.req.valid('param')
      const revisions = (await eventRevisions(desk.store)).filter((each) => each.id === id)
      if (revisions.length === 0) throw new Refusal('unknown_event', { event: id })
      return c.json(revisions.map(shown), 200)
    })
    .openapi(announcing, async (c) => {
      const { type, day = desk.day, until, name, id = `${type}@${day}` } = c.req.valid('json')
      const known = eventTypesOf(desk.today)
      if (!known.includes(type)) throw new Refusal('unknown_event_type', { type, known: known.join(', ') })
      const event: BankEvent = { id, type, day, ...(until !== undefined && { until }), name }
      requireOrder(event)
      const done = await desk.reviseEvents(c.get('user').id, (all) => announce(all, event))
      const answered = await asItStands(done.event)
      return done.added ? c.json(answered, 201) : c.json(answered, 200)
    })
    .openapi(correcting, async (c) => {
      const { id: event } = c.req.valid('param')
      const { revision, reason, until, ...rest } = c.req.valid('json')
      const content = { ...rest, ...(until !== null && { until }) }
      requireOrder(content)
      await desk.reviseEvents(c.get('user').id, (all) => correct(all, { event, revision, reason }, content))
      return c.json(await asItStands(event), 200)
    })
    .openapi(withdrawing, async (c) => {
      const { id: event } = c.req.valid('param')
      const asked = c.req.valid('json')
      await desk.reviseEvents(c.get('user').id, (all) => withdraw(all, { event, ...asked }))
      return c.json(await asItStands(event), 200)
    })
}

const shown = ({ name_zh, name_en, withdrawn, ...revision }: EventRevision) => ({
  ...revision,
  name: { 'zh-CN': name_zh, en: name_en },
  withdrawn: withdrawn === 1,
})

/** An event is not over before it begins. */
function requireOrder({ day, until }: Pick<BankEvent, 'day' | 'until'>): void {
  if (until !== undefined && until < day) throw new Refusal('event_over_before', { day, until })
}

/** Whom the event concerns today: those for whom a trigger would fire if it were the only one in force. */
function touchedBy({ today }: Desk, event: BankEvent): { customers: number; listed: number } {
  const { by } = calledBy(today, today.live.state.population, event)
  const fires = (row: number) => by[row] !== 0
  const listed = today.staff.members.reduce((sum, _member, place) => {
    const list = rowsOf(today.live, place)
    return sum + list.rows.subarray(0, list.listed).filter(fires).length
  }, 0)
  return { customers: by.reduce((sum, code) => sum + Number(code !== 0), 0), listed }
}
