import {
  answerEnquiry,
  answerStranger,
  type Day,
  type EnquiryAnswer,
  type EnquiryKind,
  enquiryKinds,
  enquiryMeant,
  formatDay,
  type WorkingDays,
} from '@branch-playbook/engine'
import { Refusal } from '../api/problem.ts'
import { type SpokenReason, spoken } from '../desk/actions.ts'
import type { PreparedPlaybook } from '../desk/prepared-playbook.ts'
import type { Today } from '../desk/today.ts'
import type { Decision } from './decision.ts'
import { dueAt } from './due-at.ts'
import type { Due } from './kept-answer.ts'
import type { EnquiryRoute } from './route.ts'

/** What becomes of an enquiry. */
export interface Proposal extends Decision {
  readonly route: EnquiryRoute
}

/** When an enquiry is received: from then on counts the time in which it is answered. */
export interface Received {
  readonly at: Date
  readonly day: Day
}

/** Anything else than the playbook's kinds has no deadline of the playbook: it is answered the next working day. */
const OTHER_WORKING_DAYS = 1

/** Somebody who asks: a customer by his row, or (null) a stranger. */
export interface Asker {
  readonly playbook: PreparedPlaybook
  readonly row: number | null
}

/** A customer is answered by the version that decides him. */
export const customerAsks = (today: Today, row: number): Asker => ({ playbook: today.playbookOf(row), row })

/** A stranger is answered by the version that decides the most customers of the branch. */
export const strangerAsks = (today: Today, branch: number): Asker => ({
  playbook: today.leadingIn[branch] ?? today.leading,
  row: null,
})

/** The kinds of enquiry that are answered. */
export const kindsFor = ({ playbook }: Asker): EnquiryKind[] => enquiryKinds(playbook.plan.playbook.nodes)

/** The kind that a text means beyond doubt; null when it may be another, or anything. */
export const kindMeant = (asker: Asker, text: string): EnquiryKind | null =>
  enquiryMeant(kindsFor(asker), text)

/**
 * A kind by its name.
 * @throws Refusal when the playbook does not have it.
 */
export function kindNamed(asker: Asker, named: Pick<EnquiryKind, 'node' | 'id'>): EnquiryKind {
  const kind = kindsFor(asker).find(({ node, id }) => node === named.node && id === named.id)
  if (!kind) throw new Refusal('unknown_enquiry_kind', { kind: named.id })
  return kind
}

/** What becomes of an enquiry of a kind, or (null) of any other, that is received at a moment of this day or before. */
export function proposalFor(
  today: Today,
  asker: Asker,
  kind: EnquiryKind | null,
  received: Received,
): Proposal {
  const { playbook, row } = asker
  const { id, version, hash } = playbook
  const identity = { id, version, hash }
  const answer = kind && answerOf(today, asker, kind)
  if (!kind || !answer) {
    const day = playbook.workingDays.dueAfter(received.day, OTHER_WORKING_DAYS)
    return {
      playbook: identity,
      kept: { kind: null, handler: null, answer: null, offers: [], reasons: [] },
      due: { at: null, day: formatDay(day) },
      route: { to: 'desk' },
    }
  }
  const { handler, offers, reasons, deadline } = answer
  return {
    playbook: identity,
    kept: {
      kind: { node: kind.node, id: kind.id, name: kind.name },
      handler: { id: handler.id, name: handler.name },
      answer: answer.answer,
      offers: offers.map(({ id, name, risk }) => ({ id, name, risk })),
      reasons: reasons.map((reason): SpokenReason => spoken(playbook, reason)),
    },
    due: dueOf(deadline, received, playbook.workingDays),
    route: routeOf(today, row, handler),
  }
}

function answerOf(today: Today, { playbook, row }: Asker, { node, id }: EnquiryKind): EnquiryAnswer | null {
  const { plan, explainer, workingDays } = playbook
  const { day, events } = today.grounds
  return row === null
    ? answerStranger(plan, { asOf: day, workingDays, events }, node, id)
    : answerEnquiry(plan, explainer.view(today.live.state.population, row, today.runOf(row)), node, id)
}

function dueOf(deadline: EnquiryAnswer['deadline'], { at, day }: Received, days: WorkingDays): Due {
  if (deadline.by === 'working_days') return { at: null, day: formatDay(days.dueAfter(day, deadline.days)) }
  return { at: dueAt(days, at, deadline.minutes).toISOString(), day: null }
}

/** To whom a handler's enquiries go. Whoever has no adviser of his own branch is looked after by its desk. */
function routeOf(today: Today, row: number | null, { id, person }: EnquiryAnswer['handler']): EnquiryRoute {
  if (person === null) return { to: 'queue', handler: id }
  if (person !== 'adviser') return { to: person }
  const member = row === null ? undefined : today.staff.members[today.staff.memberOf[row] ?? -1]
  return member && member.name !== null ? { to: 'adviser', adviser: member.id } : { to: 'desk' }
}
