import { LISTED_ACTIONS } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import { actionOf } from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import type { Principal } from '../identity/users.ts'
import { contactById, contactsWith } from '../store/ledger.ts'
import { wasOnList } from '../store/runs.ts'
import { contactSchema } from './contact.ts'
import { customerFor } from './customer-for.ts'
import { channel, identifier, outcome, text } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'

const log = createRoute({
  method: 'post',
  path: '/api/contacts',
  tags: ['Contacts'],
  summary: 'Logs a contact; the list is made again at once',
  description:
    'The id is made by the client, so that a request sent twice adds one contact. A contact that reached the customer takes the minutes planned for it; an attempt that reached nobody takes none, as the time stays reserved for the customer.',
  request: {
    body: body(
      z.strictObject({
        id: z.uuid().toLowerCase(),
        customer: identifier,
        action: text.max(500).optional().openapi({ description: 'The key of the action it settles' }),
        channel,
        outcome,
        note: text.max(2000).optional(),
      }),
    ),
  },
  responses: {
    200: answer('Logged before; nothing was added', z.object({ contact: contactSchema })),
    201: answer('Logged', z.object({ contact: contactSchema })),
    ...refusals,
  },
})

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
      const { id, customer, action = null, channel, outcome, note = '' } = c.req.valid('json')
      const { row, branch } = await customerFor(desk, user, customer)
      const due = actionOf(desk.today, desk.today.live, row)
      if (action !== null && !(await isOfToday(desk, due, action)) && !(await contactById(desk.store, id)))
        throw new Refusal('action_not_due', { action, customer })
      const asked = { id, customer, action, channel, outcome, note }
      const { contact, added } = await desk.logContact({
        ...asked,
        branch,
        adviser: whoseTime(desk, user, row),
        by: user.id,
        minutes: outcome === 'not_reached' ? 0 : due.minutes,
        day: desk.day,
        at: desk.journal.now().toISOString(),
      })
      const same = Object.entries(asked).every(([name, value]) => Reflect.get(contact, name) === value)
      if (!same) throw new Refusal('contact_differs', { contact: id })
      return added ? c.json({ contact }, 201) : c.json({ contact }, 200)
    })
    .openapi(list, async (c) => {
      const { customer } = c.req.valid('query')
      await customerFor(desk, c.get('user'), customer)
      await desk.journal.look(c.get('user').id, {
        action: 'customer.viewed',
        subject: 'contacts',
        personal: [{ customer }],
      })
      return c.json(await contactsWith(desk.store, customer), 200)
    })

/**
 * Whether an action is or was on today's list of its customer. Whoever logs a contact may have read a list that
 * an event has changed since.
 */
async function isOfToday(
  { store, day, today }: Desk,
  due: Pick<ReturnType<typeof actionOf>, 'key' | 'action' | 'customer'>,
  action: string,
): Promise<boolean> {
  const listed = LISTED_ACTIONS.some((each) => each === due.action)
  if (listed && due.key === action) return true
  const settled = today.contacts.some((each) => each.customer === due.customer && each.action === action)
  return settled || wasOnList(store, day, due.customer, action)
}

/** Whoever talks spends the time: an adviser his own, a manager that of the branch's desk. */
function whoseTime({ today, snapshot }: Desk, user: Principal, row: number): string {
  const { staff } = today
  const own = user.adviser === null ? null : staff.placeOf(user.adviser)
  const place = own ?? staff.deskOf(snapshot.customers.branch[row] ?? -1)
  return staff.members[place]?.id ?? user.id
}
