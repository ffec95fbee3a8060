import { formatDay } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import { looksAt } from '../audit/looks.ts'
import type { Desk } from '../desk/desk.ts'
import { exposuresOf } from '../store/campaigns.ts'
import { enquiriesOf } from '../store/enquiries.ts'
import { erasedAt } from '../store/erasures.ts'
import { handoversOf } from '../store/handovers.ts'
import { ordersOf } from '../store/orders.ts'
import { listedActionsOf } from '../store/runs.ts'
import type { Database } from '../store/tables.ts'
import { contactSchema, shownContact } from './contact.ts'
import { customerPage, pageSchema } from './customer-page.ts'
import { enquirySchema, shownEnquiries } from './enquiry.ts'
import { identifier, isoDay, moment, words } from './fields.ts'
import { orderSchema, ordersShown } from './order.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'

const TAGS = ['Personal data']
/** More than any customer has contacts or transactions. */
const ALL = 1_000_000

const dataSchema = z
  .object({
    customer: z.string(),
    erased: moment.nullable().openapi({ description: 'When the personal data were erased' }),
    page: pageSchema.nullable().openapi({
      description: 'What the bank’s snapshot holds, and what is decided today, with its reasons',
    }),
    particulars: z
      .object({
        household: z.string().nullable(),
        consentsRecorded: isoDay.nullable(),
        consentsSource: z.string().nullable(),
      })
      .nullable(),
    contacts: z.array(
      contactSchema
        .extend({ withdrawn: moment.nullable().openapi({ description: 'When it was taken back' }) })
        .openapi('ContactHeld'),
    ),
    enquiries: z.array(enquirySchema),
    orders: z.array(orderSchema),
    handovers: z
      .array(
        z.object({
          id: z.string(),
          from: z.string(),
          to: z.string(),
          day: isoDay,
          at: moment,
          withdrawn: moment.nullable(),
        }),
      )
      .openapi({
        description: 'From which adviser the customer was handed over to which, from which day on',
      }),
    lists: z
      .array(
        z.object({
          day: isoDay,
          run: z.string(),
          key: z.string(),
          branch: z.string(),
          adviser: z.string(),
          position: z.number().int(),
          listing: z.string(),
          action: z.string(),
          sources: z.string().openapi({ description: 'JSON of the nodes from which the action came' }),
          channel: z.string(),
          minutes: z.number().int(),
          score: z.number().int(),
          tier: z.string().nullable(),
          strategy: z.string().nullable(),
        }),
      )
      .openapi({ description: 'Every list on which the customer was' }),
    campaigns: z
      .array(
        z.object({
          playbook: z.string(),
          campaign: z.string(),
          side: z.enum(['listed', 'held_out']),
          branch: z.string(),
          day: isoDay,
          run: z.string(),
        }),
      )
      .openapi({ description: 'The campaigns that called the customer, or held him out, since when' }),
    looks: z
      .array(
        z.object({
          number: z.number().int(),
          at: moment,
          by: z.string(),
          action: z.string(),
          subject: z.string(),
          text: z.string(),
        }),
      )
      .openapi({ description: 'Who looked at the customer, and what else was written down about him' }),
  })
  .openapi('PersonalData')

const params = z.strictObject({ id: identifier })

const read = createRoute({
  method: 'get',
  path: '/api/customers/{id}/personal-data',
  tags: TAGS,
  summary: 'All that is held of one customer',
  description:
    'For auditors only, who may see customers anyway: whoever erases needs to see nothing of it. Of a customer whose data were erased it is what has to be kept, under the bare number.',
  request: { params },
  responses: { 200: answer('The data', dataSchema), ...refusals },
})

const erase = createRoute({
  method: 'delete',
  path: '/api/customers/{id}/personal-data',
  tags: TAGS,
  summary: 'Erases the personal data of one customer',
  description:
    'Doing so again removes what has come since, and otherwise changes nothing. Contacts without their notes and decisions are kept under the bare number; the log stays verifiable.',
  request: {
    params,
    body: body(z.strictObject({ reason: words.trim().min(1).max(1000) })),
  },
  responses: {
    200: answer(
      'What was erased now',
      z
        .object({
          at: moment.openapi({ description: 'When they were erased first' }),
          parts: z.number().int(),
          entries: z.array(z.tuple([z.number().int(), z.number().int()])).openapi({
            description: 'The entries of the log that lost something: first and last of each run',
          }),
          notes: z.number().int(),
        })
        .openapi('Erased'),
    ),
    ...refusals,
  },
})

export const personalDataRoutes = (desk: Desk) =>
  resource()
    .openapi(read, async (c) => {
      const { id } = c.req.valid('param')
      await requireKnown(desk, id)
      await desk.journal.look(c.get('user').id, {
        action: 'customer.exported',
        subject: 'customers',
        personal: [{ customer: id }],
      })
      const { store } = desk
      const erased = await erasedAt(store, id)
      return c.json(
        {
          customer: id,
          erased,
          page: erased === null ? await wholePage(desk, id) : null,
          particulars: erased === null ? await particularsOf(desk, id) : null,
          contacts: (await allContactsWith(store, id)).map(({ withdrawn, ...each }) => ({
            ...shownContact(each),
            withdrawn,
          })),
          enquiries: await shownEnquiries(desk, await enquiriesOf(store, id)),
          orders: await ordersShown(desk, await ordersOf(store, id)),
          handovers: (await handoversOf(store, id)).map(({ first_day: day, ...each }) => ({ ...each, day })),
          lists: await listedActionsOf(store, id),
          campaigns: (await exposuresOf(store, id)).map(({ customer: _customer, ...each }) => each),
          looks: await looksAt(store, id),
        },
        200,
      )
    })
    .openapi(erase, async (c) => {
      const { id } = c.req.valid('param')
      const { reason } = c.req.valid('json')
      await requireKnown(desk, id)
      const { at, parts, entries, notes } = await desk.erase(c.get('user').id, id, reason)
      return c.json(
        { at, parts, entries: entries.map(([from, to]): [number, number] => [from, to]), notes },
        200,
      )
    })

/** The customer's page with every transaction and contact that the snapshot holds. */
const wholePage = (desk: Desk, id: string) => customerPage(desk, id, ALL)

/** What the feeds tell of him beside his page, without the others of his household. */
async function particularsOf({ snapshot }: Desk, id: string) {
  const { household, consentsRecorded, consentsSource } = await snapshot.particulars(id)
  return {
    household,
    consentsRecorded: consentsRecorded === null ? null : formatDay(consentsRecorded),
    consentsSource,
  }
}

const allContactsWith = (store: Database, customer: string) =>
  store
    .selectFrom('contacts')
    .leftJoin('contact_withdrawals', 'contact_withdrawals.contact', 'contacts.id')
    .selectAll('contacts')
    .select('contact_withdrawals.at as withdrawn')
    .where('customer', '=', customer)
    .orderBy('contacts.at')
    .orderBy('contacts.id')
    .execute()

const KEPT_OF_CUSTOMERS = [
  'contacts',
  'enquiries',
  'orders',
  'actions',
  'handover_customers',
  'audit_personal',
  'erasures',
] as const

/** Refuses a number of which neither the snapshot nor the store knows anything. */
async function requireKnown({ snapshot, store }: Desk, customer: string): Promise<void> {
  if (snapshot.customers.rowOf(customer) !== null) return
  for (const table of KEPT_OF_CUSTOMERS) {
    const known = await store
      .selectFrom(table)
      .select('customer')
      .where('customer', '=', customer)
      .limit(1)
      .executeTakeFirst()
    if (known) return
  }
  throw new Refusal('unknown_customer', { customer })
}
