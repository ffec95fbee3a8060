import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import {
  type Asker,
  customerAsks,
  kindMeant,
  kindNamed,
  kindsFor,
  proposalFor,
  type Received,
  strangerAsks,
} from '../enquiries/answer.ts'
import { isOfKind, receivedAt, whoAsked } from '../enquiries/correct.ts'
import { byUrgency } from '../enquiries/course.ts'
import { decisionOf } from '../enquiries/decision.ts'
import { receive } from '../enquiries/receive.ts'
import type { Principal } from '../identity/users.ts'
import { enquiriesIn, enquiriesOf, type StoredEnquiry } from '../store/enquiries.ts'
import { erasedCustomers } from '../store/erasures.ts'
import { ENQUIRY_CHANNELS } from '../store/tables/branches.ts'
import { sees } from './access.ts'
import { branchFor, requireMember } from './branch-for.ts'
import { customerFor } from './customer-for.ts'
import {
  decisionShown,
  enquirySchema,
  kindName,
  proposalSchema,
  queuesIn,
  queuesToday,
  routeShown,
  shownEnquiries,
} from './enquiry.ts'
import { enquiryFor } from './enquiry-for.ts'
import { bilingual, bilingualList, identifier, text, words } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'
import { saysAll } from './says-all.ts'

const TAGS = ['Enquiries']

const customerAsked = z.strictObject({ customer: identifier })
const strangerAsked = z.strictObject({
  branch: identifier,
  person: words.trim().min(1).max(100),
  phone: text.trim().max(40).optional(),
})
const enquiryMade = z.strictObject({ enquiry: identifier })

const enquirerQuery = z.strictObject({
  customer: identifier.optional(),
  branch: identifier.optional(),
  enquiry: identifier.optional(),
})

const kinds = createRoute({
  method: 'get',
  path: '/api/enquiries/kinds',
  tags: TAGS,
  summary:
    'The kinds of enquiry that are answered for a customer, for a stranger in a branch, or for whoever made an enquiry',
  request: { query: enquirerQuery },
  responses: {
    200: answer(
      'The kinds, in the order of the playbook',
      z.object({
        kinds: z.array(
          z.object({
            node: z.string(),
            id: z.string(),
            name: bilingual,
            words: bilingualList.openapi({ description: 'What customers say when they mean it' }),
          }),
        ),
        queues: z
          .array(z.object({ id: z.string(), name: bilingual }))
          .openapi({ description: 'Handlers outside the branch to whom an enquiry may be handed on' }),
      }),
    ),
    ...refusals,
  },
})

const propose = createRoute({
  method: 'post',
  path: '/api/enquiries/proposals',
  tags: TAGS,
  summary: 'What the playbook would answer to an enquiry; nothing is recorded of it but the look',
  description:
    'Of an enquiry that there is: what it would answer if that were of another kind. Its deadline counts from when it was received.',
  request: {
    body: body(
      z.strictObject({
        from: z.union([customerAsked, z.strictObject({ branch: identifier }), enquiryMade]),
        kind: kindName.nullable().openapi({ description: 'Null for anything else' }),
      }),
    ),
  },
  responses: { 200: answer('The answer', proposalSchema), ...refusals },
})

const record = createRoute({
  method: 'post',
  path: '/api/enquiries',
  tags: TAGS,
  summary: 'Records an enquiry; it is answered by the playbook and goes to whom it belongs',
  description:
    'The id is made by the client, so that a request sent twice adds one enquiry. Without a kind the text is matched to the kinds; what means none of them beyond doubt is anything else, and goes to the branch’s desk.',
  request: {
    body: body(
      z.strictObject({
        id: z.uuid().toLowerCase(),
        from: z.union([customerAsked, strangerAsked]),
        channel: z.enum(ENQUIRY_CHANNELS),
        kind: kindName.nullable().optional().openapi({ description: 'Null for anything else' }),
        text: text.trim().max(2000).optional().openapi({ description: 'In the customer’s words' }),
      }),
    ),
  },
  responses: {
    200: answer('Recorded before; nothing was added', enquirySchema),
    201: answer('Recorded', enquirySchema),
    ...refusals,
  },
})

const inBranch = createRoute({
  method: 'get',
  path: '/api/branches/{id}/enquiries',
  tags: TAGS,
  summary: 'The open enquiries of a branch, the most pressing first; or those that are closed',
  description:
    'Of one adviser those that belong to him. Of the branch’s desk those of the desk, of the manager and of the queues, and every one that is late.',
  request: {
    params: z.strictObject({ id: identifier }),
    query: z.strictObject({
      adviser: identifier.optional(),
      state: z.enum(['open', 'closed']).optional(),
    }),
  },
  responses: { 200: answer('The enquiries', z.array(enquirySchema)), ...refusals },
})

const ofCustomer = createRoute({
  method: 'get',
  path: '/api/enquiries',
  tags: TAGS,
  summary: 'All that a customer ever asked, the latest first',
  request: { query: z.strictObject({ customer: identifier }) },
  responses: { 200: answer('The enquiries', z.array(enquirySchema)), ...refusals },
})

export const enquiryRoutes = (desk: Desk) =>
  resource()
    .openapi(kinds, async (c) => {
      const [from, ...others] = enquirersIn(c.req.valid('query'))
      if (from === undefined || others.length > 0) throw new Refusal('enquirer_unclear')
      const { asker } = await askerOf(desk, c.get('user'), from)
      return c.json({ kinds: kindsFor(asker), queues: queuesIn(asker.playbook.plan.playbook.nodes) }, 200)
    })
    .openapi(propose, async (c) => {
      const user = c.get('user')
      const { from, kind } = c.req.valid('json')
      const { asker, customer, received } = await askerOf(desk, user, from)
      const found = kind && kindNamed(asker, kind)
      if (customer !== null)
        await desk.journal.look(user.id, {
          action: 'customer.viewed',
          subject: 'enquiries',
          personal: [{ customer }],
        })
      const proposal = proposalFor(desk.today, asker, found, received)
      const route = routeShown(desk, queuesToday(desk), proposal.route)
      return c.json({ ...decisionShown(proposal), route }, 200)
    })
    .openapi(record, async (c) => {
      const user = c.get('user')
      const { id, from, channel, kind, text = '' } = c.req.valid('json')
      const { asker, branch } = await askerOf(desk, user, from)
      if (!kind && text === '') throw new Refusal('enquiry_says_nothing')
      const meant = kind === undefined ? kindMeant(asker, text) : kind && kindNamed(asker, kind)
      const asked = {
        branch,
        customer: 'customer' in from ? from.customer : null,
        person: 'person' in from ? from.person : '',
        phone: 'person' in from ? (from.phone ?? '') : '',
        channel,
        text,
      }
      const { enquiry, added } = await receive(desk, user, asker, meant, { id, ...asked })
      const [shown] = await shownEnquiries(desk, [enquiry])
      // Its kind may have been corrected since.
      const isMeant = kind === undefined || isOfKind(decisionOf(enquiry).kept.kind, kind)
      if (!shown || !isMeant || !isSame(enquiry, asked)) throw new Refusal('enquiry_differs', { enquiry: id })
      return added ? c.json(shown, 201) : c.json(shown, 200)
    })
    .openapi(inBranch, async (c) => {
      const { id } = c.req.valid('param')
      const { adviser, state = 'open' } = c.req.valid('query')
      const branch = branchFor(desk, c.get('user'), id)
      const member = adviser === undefined ? undefined : requireMember(desk.today.staff, branch, adviser)
      const found = await enquiriesIn(desk.store, id, state === 'open')
      const shown = await shownEnquiries(desk, await withoutErased(desk, found))
      await desk.journal.keepLooking(c.get('user').id, {
        action: 'enquiries.viewed',
        subject: `branches/${id}/enquiries`,
        details: { adviser: adviser ?? null, state },
      })
      const isHis = ({ route, late }: (typeof shown)[number]) =>
        member?.name === null ? late || route.to !== 'adviser' : route.adviser?.id === adviser
      const wanted = member === undefined ? shown : shown.filter(isHis)
      return c.json(state === 'open' ? wanted.toSorted(byUrgency) : wanted, 200)
    })
    .openapi(ofCustomer, async (c) => {
      const { customer } = c.req.valid('query')
      const user = c.get('user')
      await customerFor(desk, user, customer)
      await desk.journal.look(user.id, {
        action: 'customer.viewed',
        subject: 'enquiries',
        personal: [{ customer }],
      })
      // What he asked in a branch that looked after him before stays that branch's.
      const found = (await enquiriesOf(desk.store, customer)).filter(({ branch }) => sees(user, branch))
      return c.json(await shownEnquiries(desk, found), 200)
    })

/** Whether a recorded enquiry is what was asked. Once it is closed the stranger's name is not kept any more. */
const isSame = (enquiry: StoredEnquiry, asked: Partial<StoredEnquiry>): boolean =>
  saysAll(enquiry, enquiry.open === 0 ? { ...asked, person: '', phone: '' } : asked)

/** Who asks: a customer, a stranger in a branch, or whoever made an enquiry. */
type Enquirer = { readonly customer: string } | { readonly branch: string } | { readonly enquiry: string }

interface Enquiring {
  readonly asker: Asker
  readonly branch: string
  readonly customer: string | null
  readonly received: Received
}

const enquirersIn = ({ customer, branch, enquiry }: z.infer<typeof enquirerQuery>): Enquirer[] => [
  ...(customer === undefined ? [] : [{ customer }]),
  ...(branch === undefined ? [] : [{ branch }]),
  ...(enquiry === undefined ? [] : [{ enquiry }]),
]

/** Who asks, in which branch and since when; refused when that is not the user's own. */
async function askerOf(desk: Desk, user: Principal, from: Enquirer): Promise<Enquiring> {
  if ('enquiry' in from) {
    const made = await enquiryFor(desk.store, user, from.enquiry)
    const { branch, customer } = made
    return { asker: whoAsked(desk, made), branch, customer, received: receivedAt(desk, made) }
  }
  const received = { at: desk.journal.now(), day: desk.today.grounds.day }
  if ('customer' in from) {
    const { row, branch } = await customerFor(desk, user, from.customer)
    return { asker: customerAsks(desk.today, row), branch, customer: from.customer, received }
  }
  const place = branchFor(desk, user, from.branch)
  return { asker: strangerAsks(desk.today, place), branch: from.branch, customer: null, received }
}

/** Of a customer whose personal data were erased nothing is shown. */
async function withoutErased<Each extends { readonly customer: string | null }>(
  { store }: Desk,
  all: readonly Each[],
): Promise<Each[]> {
  const erased = await erasedCustomers(store)
  return all.filter(({ customer }) => customer === null || !erased.has(customer))
}
