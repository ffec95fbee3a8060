import type { PlaybookNode } from '@branch-playbook/engine'
import { z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { isLate, stateAfter } from '../enquiries/course.ts'
import { type Decision, decisionOf, standing } from '../enquiries/decision.ts'
import { type EnquiryRoute, routeOfStored, routeToday } from '../enquiries/route.ts'
import type { StoredEnquiry } from '../store/enquiries.ts'
import { ENQUIRY_CHANNELS, ENQUIRY_STEPS } from '../store/tables/branches.ts'
import { adviserOf, adviserSchema } from './adviser.ts'
import { bilingual, identifier, isoDay, moment, playbookVersion, reason } from './fields.ts'

/** A kind of enquiry, as it is asked for. */
export const kindName = z.strictObject({ node: identifier, id: identifier })

const named = z.object({ id: z.string(), name: bilingual })

type Queues = ReadonlyMap<string, z.infer<typeof named>>

/** To whom an enquiry belongs. */
const routeSchema = z
  .object({
    to: z.enum(['adviser', 'desk', 'manager', 'queue']),
    adviser: adviserSchema.pick({ id: true, name: true, nameEn: true }).nullable(),
    queue: named.nullable().openapi({ description: 'A handler outside the branch, with a queue in it' }),
  })
  .openapi('EnquiryRoute')

const dueSchema = z
  .object({ at: moment.nullable(), day: isoDay.nullable() })
  .openapi({ description: 'By when it is answered: a moment, or the end of a day' })

/** What the playbook decides of an enquiry. */
const decisionSchema = z
  .object({
    playbook: playbookVersion.openapi({ description: 'The version that answers' }),
    kind: z.object({ node: z.string(), id: z.string(), name: bilingual }).nullable(),
    handler: named.nullable(),
    answer: bilingual.nullable().openapi({ description: 'What the customer is told' }),
    offers: z
      .array(z.object({ id: z.string(), name: bilingual, risk: z.string() }))
      .openapi({ description: 'What may be offered afterwards; all of it is suitable on the day' }),
    reasons: z.array(reason),
    due: dueSchema,
  })
  .openapi('EnquiryDecision')

/** What the playbook makes of an enquiry. */
export const proposalSchema = decisionSchema.extend({ route: routeSchema }).openapi('EnquiryProposal')

const who = z.object({ id: z.string(), name: z.string() })

/** An enquiry as it stands. */
export const enquirySchema = proposalSchema
  .extend({
    id: z.string(),
    number: z.number().int().openapi({ description: 'The number that the customer is given' }),
    branch: z.string(),
    customer: z.object({ id: z.string(), name: z.string(), phone: z.string().nullable() }).nullable(),
    person: z.object({ name: z.string(), phone: z.string() }).nullable().openapi({
      description: 'Somebody whom the bank does not know; his name and number until it is closed',
    }),
    channel: z.enum(ENQUIRY_CHANNELS),
    text: z.string(),
    day: isoDay,
    at: moment,
    state: z.enum(['open', 'taken', 'answered', 'closed']),
    late: z.boolean().openapi({ description: 'Not answered by its deadline: the manager sees to it too' }),
    steps: z.array(
      z.object({
        id: z.string(),
        what: z.enum(ENQUIRY_STEPS),
        route: routeSchema,
        note: z.string(),
        corrects: decisionSchema.nullable().openapi({
          description:
            'What the playbook had decided until then, where the step corrects the kind; what it decides since stands at the next such step or at the enquiry itself',
        }),
        by: who,
        day: isoDay,
        at: moment,
      }),
    ),
  })
  .openapi('Enquiry')

export type ShownEnquiry = z.infer<typeof enquirySchema>

/** Enquiries as people see them, with the names of everybody who did something. */
export async function shownEnquiries(desk: Desk, stored: readonly StoredEnquiry[]): Promise<ShownEnquiry[]> {
  const names = await namesOf(desk, [...new Set(stored.flatMap(({ steps }) => steps.map(({ by }) => by)))])
  const clock = { now: desk.journal.now().toISOString(), day: desk.day }
  const queues = queuesToday(desk)
  const shown = (route: EnquiryRoute) => routeShown(desk, queues, route)
  const rowOf = (customer: string | null) =>
    customer === null ? null : desk.snapshot.customers.rowOf(customer)
  return stored.map((enquiry) => {
    const { customer, person, phone, steps, corrections } = enquiry
    const { id, number, branch, channel, text, day, at } = enquiry
    const stands = standing(enquiry)
    const before = new Map(
      corrections.map(({ step }, at) => [step, decisionOf(corrections[at - 1] ?? enquiry)]),
    )
    const correctedBy = (step: string) => {
      const decision = before.get(step)
      return decision ? decisionShown(decision) : null
    }
    const { due } = stands
    const last = steps.at(-1)
    const state = stateAfter(last?.what ?? 'received')
    const place = desk.snapshot.branches.findIndex((each) => each.id === branch)
    return {
      ...decisionShown(stands),
      ...{ id, number, branch, channel, text, day, at, state },
      customer: customer === null ? null : customerShown(desk, customer),
      person: customer === null ? { name: person, phone } : null,
      late: isLate(state, due, clock),
      route: shown(
        last ? routeToday(desk.today.staff, routeOfStored(last), place, rowOf(customer)) : { to: 'desk' },
      ),
      steps: steps.map((step) => ({
        id: step.id,
        what: step.what,
        route: shown(routeOfStored(step)),
        note: step.note,
        corrects: correctedBy(step.id),
        by: { id: step.by, name: names.get(step.by) ?? step.by },
        day: step.day,
        at: step.at,
      })),
    }
  })
}

export const decisionShown = ({ playbook, kept, due }: Decision) => ({ playbook, ...kept, due })

function customerShown({ snapshot, identities }: Desk, id: string) {
  const identity = identities.at(snapshot.customers.rowOf(id) ?? -1)
  return { id, name: identity?.name ?? id, phone: identity?.phone ?? null }
}

/** The queues of the versions in force, by their handlers' ids; one that several have is called as most know it. */
export function queuesToday({ today }: Desk): Queues {
  const queues = today.grounds.rules.arms.flatMap(({ plan }) => queuesIn(plan.playbook.nodes))
  return new Map(queues.toReversed().map((queue) => [queue.id, queue]))
}

/** A route with the names of whom it names; somebody who is not there any more goes by his id. */
export function routeShown(
  { today }: Desk,
  queues: Queues,
  route: EnquiryRoute,
): z.infer<typeof routeSchema> {
  if (route.to === 'adviser') {
    const member = today.staff.members[today.staff.placeOf(route.adviser) ?? -1]
    const gone = { id: route.adviser, name: route.adviser, nameEn: null }
    const { id, name, nameEn } = member ? adviserOf(member) : gone
    return { to: route.to, adviser: { id, name, nameEn }, queue: null }
  }
  if (route.to !== 'queue') return { to: route.to, adviser: null, queue: null }
  const bare = { id: route.handler, name: { 'zh-CN': route.handler, en: route.handler } }
  return { to: route.to, adviser: null, queue: queues.get(route.handler) ?? bare }
}

/** The handlers outside the branch, each with a queue of its own. */
export const queuesIn = (nodes: readonly PlaybookNode[]) =>
  nodes.flatMap((node) =>
    node.kind === 'inbound'
      ? node.handlers.filter(({ person }) => person === undefined).map(({ id, name }) => ({ id, name }))
      : [],
  )

async function namesOf({ store }: Desk, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const users = await store.selectFrom('users').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(users.map(({ id, name }) => [id, name]))
}
