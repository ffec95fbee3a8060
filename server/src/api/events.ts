import type { BankEvent, Column } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import type { PreparedPlaybook } from '../desk/prepared-playbook.ts'
import { eventTypesOf, rowsOf, type Today } from '../desk/today.ts'
import { announcements, bankEvent } from '../store/ledger.ts'
import { identifier, isoDay, text } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'

const bothLanguages = z.strictObject({ 'zh-CN': text.min(1).max(200), en: text.min(1).max(200) })

const eventAnswer = z
  .object({
    id: z.string(),
    type: z.string(),
    day: isoDay,
    name: z.object({ 'zh-CN': z.string(), en: z.string() }),
  })
  .openapi('Event')

const announced = z.object({
  event: eventAnswer,
  touched: z
    .object({ customers: z.number().int(), listed: z.number().int() })
    .openapi({ description: 'Customers whom the event concerns, and how many of them are listed today' }),
})

const list = createRoute({
  method: 'get',
  path: '/api/events',
  tags: ['Events'],
  summary: 'What head office announced, the latest first',
  responses: { 200: answer('The events', z.array(eventAnswer)), ...refusals },
})

const announce = createRoute({
  method: 'post',
  path: '/api/events',
  tags: ['Events'],
  summary: 'Announces an event, such as a rate cut; everybody is decided again at once',
  description:
    'Without an id the event is known by its type and day, so that announcing it twice adds nothing.',
  request: {
    body: body(
      z.strictObject({
        id: identifier.optional(),
        type: text.min(1).max(64),
        day: isoDay.optional().openapi({ description: 'Today when left out' }),
        name: bothLanguages,
      }),
    ),
  },
  responses: {
    200: answer('Announced before; nothing was added', announced),
    201: answer('Announced', announced),
    ...refusals,
  },
})

export const eventRoutes = (desk: Desk) =>
  resource()
    .openapi(list, async (c) => c.json((await announcements(desk.store)).map(bankEvent), 200))
    .openapi(announce, async (c) => {
      const { type, day = desk.day, name, id = `${type}@${day}` } = c.req.valid('json')
      const known = eventTypesOf(desk.today)
      if (!known.includes(type)) throw new Refusal('unknown_event_type', { type, known: known.join(', ') })
      const event: BankEvent = { id, type, day, name }
      const { stored, added } = await desk.announce(event, c.get('user').id)
      const same =
        stored.type === type &&
        stored.day === day &&
        stored.name.en === name.en &&
        stored.name['zh-CN'] === name['zh-CN']
      if (!same) throw new Refusal('event_differs', { event: id })
      const answered = { event: stored, touched: touchedBy(desk, stored) }
      return added ? c.json(answered, 201) : c.json(answered, 200)
    })

/** Whom the event concerns today: those for whom a trigger would fire if it were the only one in force. */
function touchedBy({ today }: Desk, event: BankEvent): { customers: number; listed: number } {
  const { arms, armOf } = today.grounds.rules
  const columnsOfArm = arms.map((arm) => firingAlone(today, arm, event))
  const TRUE = 2
  const fires = (row: number) =>
    columnsOfArm[armOf[row] ?? 0]?.some((column) => column[row] === TRUE) ?? false
  let customers = 0
  for (let row = 0; row < armOf.length; row += 1) customers += Number(fires(row))
  const listed = today.staff.members.reduce((sum, _member, place) => {
    const list = rowsOf(today.live, place)
    return sum + list.rows.subarray(0, list.listed).filter(fires).length
  }, 0)
  return { customers, listed }
}

/** The outcomes of a version's triggers for that type of event, when nothing else is announced. */
function firingAlone(today: Today, playbook: PreparedPlaybook, event: BankEvent): Column[] {
  const { workingDays } = playbook
  const alone = playbook.decider.decide(today.live.state.population, {
    asOf: today.grounds.day,
    workingDays,
    events: [event],
  })
  return playbook.arbitration.triggers.flatMap((id) => {
    const node = playbook.nodeOf(id)
    const answers =
      node?.kind === 'trigger' && node.occurs.by === 'announcement' && node.occurs.event === event.type
    const column = alone.columns.get(id)
    return answers && column ? [column] : []
  })
}
