import { createRoute, z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { decidedAnew, isOfKind } from '../enquiries/correct.ts'
import { stateAfter } from '../enquiries/course.ts'
import { decisionOf, standing, storedDecision } from '../enquiries/decision.ts'
import { type EnquiryRoute, routeOfStored, storedRoute, worksIn } from '../enquiries/route.ts'
import type { Principal } from '../identity/users.ts'
import {
  addCorrection,
  addStep,
  enquiryById,
  type StoredEnquiry,
  type StoredStep,
  stepById,
} from '../store/enquiries.ts'
import { enquirySchema, kindName, queuesToday, shownEnquiries } from './enquiry.ts'
import { enquiryFor } from './enquiry-for.ts'
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
    what: z.literal('corrected'),
    note,
    kind: kindName.nullable().openapi({ description: 'What it is instead; null for anything else' }),
  }),
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
    'Takes an enquiry, notes what was answered, hands it on, corrects its kind, or closes it with a note of what came of it',
  description:
    'The id of the step is made by the client, so that a request sent twice adds one step. Whoever takes an enquiry has it from then on. Its deadline stays whatever is done with it, but for its kind: until an enquiry is answered that may be corrected, and the rules that hold then decide again, with the deadline counted from when it was received. Answered, it is not late any more, until somebody takes it up again.',
  request: { params: z.strictObject({ id: identifier }), body: body(stepSchema) },
  responses: { 200: answer('The enquiry as it stands', enquirySchema), ...refusals },
})

export const enquiryStepRoutes = (desk: Desk) =>
  resource().openapi(step, async (c) => {
    const user = c.get('user')
    const { id } = c.req.valid('param')
    const asked = c.req.valid('json')
    await enquiryFor(desk.store, user, id)
    const enquiry = await desk.journal.change(user.id, async (store, noted, at) => {
      const before = await enquiryFor(store, user, id)
      const known = await stepById(store, asked.id)
      if (known) {
        if (!isSame(before, known, asked)) throw new Refusal('enquiry_step_differs', { step: asked.id })
        return before
      }
      const { number, branch } = before
      const state = stateAfter(before.steps.at(-1)?.what ?? 'received')
      if (state === 'closed') throw new Refusal('enquiry_closed', { number })
      if (before.steps.length !== asked.after) throw new Refusal('enquiry_changed', { number })
      if (asked.what === 'corrected' && state === 'answered')
        throw new Refusal('enquiry_answered', { number })
      const anew = asked.what === 'corrected' ? decidedAnew(desk, before, asked.kind, asked.note ?? '') : null
      const next = nextStep(desk.day, user, before, asked, anew?.route ?? routeAfter(user, before, asked), at)
      requireReceiver(desk, before, next)
      await addStep(store, next)
      if (anew) await addCorrection(store, { step: next.id, enquiry: id, ...storedDecision(anew) })
      noted({
        action: 'enquiry.handled',
        subject: `enquiries/${id}`,
        details: {
          ...{ number, branch, step: next.what, to: next.goes_to },
          ...(anew && { kind: anew.kept.kind?.id ?? null, was: standing(before).kept.kind?.id ?? null }),
        },
        personal: before.customer === null ? [] : [{ customer: before.customer }],
      })
      return (await enquiryById(store, id)) ?? before
    })
    const [shown] = await shownEnquiries(desk, [enquiry])
    if (!shown) throw new Refusal('unknown_enquiry', { enquiry: id })
    return c.json(shown, 200)
  })

function nextStep(
  day: string,
  user: Principal,
  { id: enquiry, steps }: StoredEnquiry,
  asked: AskedStep,
  route: EnquiryRoute,
  at: string,
): StoredStep {
  return {
    id: asked.id,
    enquiry,
    place: steps.length + 1,
    what: asked.what,
    ...storedRoute(route),
    note: noteOf(asked),
    day,
    by: user.id,
    at,
  }
}

const noteOf = (asked: AskedStep): string => ('note' in asked ? (asked.note ?? '') : '')

/** To whom an enquiry belongs after a step by which the rules do not decide again. */
function routeAfter(user: Principal, { steps }: StoredEnquiry, asked: AskedStep): EnquiryRoute {
  if (asked.what === 'handed_on') return asked.to
  if (asked.what === 'taken') return ownRoute(user)
  const last = steps.at(-1)
  return last ? routeOfStored(last) : { to: 'desk' }
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

/** Whether a step that is there is what is asked. */
function isSame({ id, corrections }: StoredEnquiry, known: StoredStep, asked: AskedStep): boolean {
  if (known.enquiry !== id || known.what !== asked.what || known.note !== noteOf(asked)) return false
  if (asked.what === 'handed_on') {
    const { goes_to, goes_to_id } = storedRoute(asked.to)
    return known.goes_to === goes_to && known.goes_to_id === goes_to_id
  }
  if (asked.what !== 'corrected') return true
  const correction = corrections.find(({ step }) => step === known.id)
  return correction !== undefined && isOfKind(decisionOf(correction).kept.kind, asked.kind)
}
