import { parseDay } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import { actionOf } from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import { isOfToday } from '../desk/of-today.ts'
import { tookPlace } from '../desk/outcomes.ts'
import type { Principal } from '../identity/users.ts'
import { type Contact, contactById, contactsWith, isWithdrawn } from '../store/ledger.ts'
import { contactSchema, shownContact } from './contact.ts'
import { customerFor } from './customer-for.ts'
import { actionKey, channel, identifier, isoDay, outcome, text, timeOfDay } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import { saysAll } from './says-all.ts'

const log = createRoute({
  method: 'post',
  path: '/api/contacts',
  tags: ['Contacts'],
  summary: 'Logs a contact; the list is made again at once',
  description:
    'The id is made by the client, so that a request sent twice adds one contact. A conversation that took place takes the minutes planned for it; an attempt that reached nobody takes none, as the time stays reserved for the customer, and a call-back reserves them for its day.',
  request: {
    body: body(
      z.strictObject({
        id: z.uuid().toLowerCase(),
        customer: identifier,
        action: actionKey.optional().openapi({ description: 'The key of the action it settles' }),
        channel,
        outcome,
        note: text.max(2000).optional(),
        callBackOn: isoDay
          .optional()
          .openapi({ description: 'With the outcome `call_back`, and only then: today or within 92 days' }),
        callBackTime: timeOfDay.optional().openapi({
          description:
            'Not before which time of that day, by the branch’s clock; the order of the list says so to whoever works it',
        }),
      }),
    ),
  },
  responses: {
    200: answer('Logged before; nothing was added', z.object({ contact: contactSchema })),
    201: answer('Logged', z.object({ contact: contactSchema })),
    ...refusals,
  },
})

const withdraw = createRoute({
  method: 'post',
  path: '/api/contacts/{id}/withdrawal',
  tags: ['Contacts'],
  summary: 'Takes a contact back that was logged by mistake',
  description:
    'By whoever logged it, on the same day: afterwards runs rest on it. The log keeps that it was logged and that it was taken back. Doing so again changes nothing.',
  request: { params: z.strictObject({ id: z.uuid().toLowerCase() }) },
  responses: { 200: answer('It was taken back', z.object({ contact: contactSchema })), ...refusals },
})

/** So many days ahead a customer may be promised a call. */
const MOST_DAYS_AHEAD = 92

const list = createRoute({
  method: 'get',
  path: '/api/contacts',
  tags: ['Contacts'],
  summary: 'The contacts logged with a customer, the latest first',
  request: { query: z.strictObject({ customer: identifier }) },
  responses: { 200: answer('The contacts', z.array(contactSchema)), ...refusals },
})

export const contactRoutes = (desk: Desk) =>
  resource()
    .openapi(log, async (c) => {
      const user = c.get('user')
      const {
        id,
        customer,
        action = null,
        channel,
        outcome,
        note = '',
        callBackOn = null,
        callBackTime = null,
      } = c.req.valid('json')
      const { row, branch } = await customerFor(desk, user, customer)
      const dueNow = () => actionOf(desk.today, desk.today.live, row)
      // Sent again, it is what it was: the day that was promised may be over by now, and nothing due any more.
      if (!(await contactById(desk.store, id))) {
        requireCallBackDay(desk, outcome, callBackOn, callBackTime)
        if (action !== null && !(await isOfToday(desk, dueNow(), action)))
          throw new Refusal('action_not_due', { action, customer })
      }
      const promise = { call_back_on: callBackOn, call_back_time: callBackTime }
      const asked = { id, customer, action, channel, outcome, note, ...promise }
      const { contact, added } = await desk.logContact(() => {
        const due = dueNow()
        return {
          ...asked,
          branch,
          adviser: whoseTime(desk, user, row),
          by: user.id,
          minutes: tookPlace(outcome) ? due.minutes : 0,
          day: desk.day,
          at: desk.journal.now().toISOString(),
          call_back_minutes: callBackOn === null ? null : minutesOf(due),
        }
      })
      if (!saysAll(contact, asked)) throw new Refusal('contact_differs', { contact: id })
      if (!added && (await isWithdrawn(desk.store, id)))
        throw new Refusal('contact_withdrawn', { contact: id })
      const shown = shownContact(contact)
      return added ? c.json({ contact: shown }, 201) : c.json({ contact: shown }, 200)
    })
    .openapi(list, async (c) => {
      const { customer } = c.req.valid('query')
      await customerFor(desk, c.get('user'), customer)
      await desk.journal.look(c.get('user').id, {
        action: 'customer.viewed',
        subject: 'contacts',
        personal: [{ customer }],
      })
      return c.json((await contactsWith(desk.store, customer)).map(shownContact), 200)
    })
    .openapi(withdraw, async (c) => {
      const user = c.get('user')
      const { id } = c.req.valid('param')
      const contact = await contactById(desk.store, id)
      if (contact?.by !== user.id) throw new Refusal('unknown_contact', { contact: id })
      await customerFor(desk, user, contact.customer)
      if (contact.day !== desk.day) throw new Refusal('contact_settled', { contact: id, day: contact.day })
      await desk.withdrawContact(user.id, contact)
      return c.json({ contact: shownContact(contact) }, 200)
    })

/** Refuses a call-back without a day, on a day that is gone or far ahead, and a day or time with another outcome. */
function requireCallBackDay(
  { day, today }: Desk,
  outcome: Contact['outcome'],
  on: string | null,
  time: string | null,
): void {
  const ahead = (parseDay(on ?? '') ?? Number.POSITIVE_INFINITY) - today.grounds.day
  const fits = outcome === 'call_back' ? ahead >= 0 && ahead <= MOST_DAYS_AHEAD : on === null && time === null
  if (!fits) throw new Refusal('call_back_day', { today: day, most: MOST_DAYS_AHEAD })
}

/** For a call that nothing else asks for. */
const CALL_MINUTES = 10

/** The minutes to reserve for a call-back: those planned for the conversation that it puts off. */
const minutesOf = ({ minutes }: ReturnType<typeof actionOf>): number => minutes || CALL_MINUTES

/** Whoever talks spends the time: an adviser his own, a manager that of the branch's desk. */
function whoseTime({ today, snapshot }: Desk, user: Principal, row: number): string {
  const { staff } = today
  const own = user.adviser === null ? null : staff.placeOf(user.adviser)
  const place = own ?? staff.deskOf(snapshot.customers.branch[row] ?? -1)
  return staff.members[place]?.id ?? user.id
}
