import { createRoute, z } from '@hono/zod-openapi'
import { requireUnerased } from '../customer/unerased.ts'
import type { Desk } from '../desk/desk.ts'
import { stateAfter } from '../enquiries/course.ts'
import { type EnquiryRoute, routeOfStored, storedRoute, worksIn } from '../enquiries/route.ts'
import type { Principal } from '../identity/users.ts'
import { addStep, enquiryById, type StoredEnquiry, type StoredStep, stepById } from '../store/enquiries.ts'
import { sees } from './access.ts'
import { enquirySchema, queuesToday, shownEnquiries } from './enquiry.ts'
import { identifier, text, words } from './fields.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'

const every = {
  id: z.uuid().toLowerCase(),
  after: z.number().int().min(1).max(100_000).openapi({
    description: 'How many steps it had when it was read: nobody acts on what is not so any more',
  }),
}
const note = text.trim().max(2000).optional()
const saying = words.trim().min(1).max(2000)

const stepSchema = z.discriminatedUnion('what', [
  z.strictObject({ ...every, what: z.literal('taken') }),
  z.strictObject({ ...every, what: z.literal('answered'), note: saying }),
  z.strictObject({ ...every, what: z.literal('closed'), note: saying }),
  z.strictObject({
    ...every,
    what: z.literal('handed_on'),
    note,
    to: z.discriminatedUnion('to', [
      z.strictObject({ to: z.literal('adviser'), adviser: identifier }),
      z.strictObject({ to: z.literal('desk') }),
      z.strictObject({ to: z.literal('manager') }),
      z.strictObject({ to: z.literal('queue'), handler: identifier }),
    ]),
  }),
])

type AskedStep = z.infer<typeof stepSchema>

const step = createRoute({
  method: 'post',
  path: '/api/enquiries/{id}/steps',
  tags: ['Enquiries'],
  summary:
    'Takes an enquiry, notes what was answered, hands it on, or closes it with a note of what came of it',
  description:
    'The id of the step is made by the client, so that a request sent twice adds one step. Whoever takes an enquiry has it from then on. Its deadline stays whatever is done with it; answered, it is not late any more, until somebody takes it up again.',
  request: { params: z.strictObject({ id: identifier }), body: body(stepSchema) },
  responses: { 200: answer('The enquiry as it stands', enquirySchema), ...refusals },
})

export const enquiryStepRoutes = (desk: Desk) =>
  resource().openapi(step, async (c) => {
    const user = c.get('user')
    const { id } = c.req.valid('param')
    const asked = c.req.valid('json')
    requireOwn(user, await enquiryById(desk.store, id), id)
    const enquiry = await desk.journal.change(user.id, async (store, noted, at) => {
      const before = await enquiryById(store, id)
      if (!before) throw new Refusal('unknown_enquiry', { enquiry: id })
      if (before.customer !== null) await requireUnerased(store, before.customer)
      const next = nextStep(desk.day, user, before, asked, at)
      const known = await stepById(store, asked.id)
      if (known) {
        if (!isSame(known, asked, next)) throw new Refusal('enquiry_step_differs', { step: asked.id })
        return before
      }
      requireReceiver(desk, before, next)
      const last = before.steps.at(-1)
      if (last && stateAfter(last.what) === 'closed')
        throw new Refusal('enquiry_closed', { number: before.number })
      if (before.steps.length !== asked.after) throw new Refusal('enquiry_changed', { number: before.number })
      await addStep(store, next)
      noted({
        action: 'enquiry.handled',
        subject: `enquiries/${id}`,
        details: { number: before.number, branch: before.branch, step: next.what, to: next.goes_to },
        personal: before.customer === null ? [] : [{ customer: before.customer }],
      })
      return (await enquiryById(store, id)) ?? before
    })
    const [shown] = await shownEnquiries(desk, [enquiry])
    if (!shown) throw new Refusal('unknown_enquiry', { enquiry: id })
    return c.json(shown, 200)
  })

/** Another branch's enquiry and one that does not exist look alike. */
function requireOwn(user: Principal, enquiry: StoredEnquiry | undefined, id: string): void {
  if (!enquiry || !sees(user, enquiry.branch)) throw new Refusal('unknown_enquiry', { enquiry: id })
}

function nextStep(
  day: string,
  user: Principal,
  { id: enquiry, steps }: StoredEnquiry,
  asked: AskedStep,
  at: string,
): StoredStep {
  const last = steps.at(-1)
  const before: EnquiryRoute = last ? routeOfStored(last) : { to: 'desk' }
  const route = asked.what === 'handed_on' ? asked.to : asked.what === 'taken' ? ownRoute(user) : before
  return {
    id: asked.id,
    enquiry,
    place: steps.length + 1,
    what: asked.what,
    ...storedRoute(route),
    note: 'note' in asked ? (asked.note ?? '') : '',
    day,
    by: user.id,
    at,
  }
}

/** Whoever takes an enquiry: an adviser for himself, a manager for the manager. */
const ownRoute = (user: Principal): EnquiryRoute =>
  user.adviser === null ? { to: 'manager' } : { to: 'adviser', adviser: user.adviser }

/** Refuses a step after which an enquiry would belong to somebody who is not in its branch, or to no queue. */
function requireReceiver(desk: Desk, { branch }: StoredEnquiry, next: StoredStep): void {
  if (next.what !== 'taken' && next.what !== 'handed_on') return
  const route = routeOfStored(next)
  const place = desk.snapshot.branches.findIndex(({ id }) => id === branch)
  if (route.to === 'adviser' && !worksIn(desk.today.staff, route.adviser, place))
    throw new Refusal('unknown_adviser', { adviser: route.adviser })
  if (route.to === 'queue' && !queuesToday(desk).has(route.handler))
    throw new Refusal('unknown_queue', { queue: route.handler })
}

const isSame = (known: StoredStep, asked: AskedStep, next: StoredStep): boolean =>
  known.enquiry === next.enquiry &&
  known.what === asked.what &&
  known.note === next.note &&
  (asked.what !== 'handed_on' || (known.goes_to === next.goes_to && known.goes_to_id === next.goes_to_id))
