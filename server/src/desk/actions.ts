import {
  ACTIONS,
  actionKey,
  arbitrationParts,
  type Bilingual,
  CHANNELS,
  type Channel,
  type DecisionView,
  type Listing,
  listingAt,
  occasionsOf,
  type Reason,
  reasonsForContact,
  reasonsOf,
  sentence,
} from '@branch-playbook/engine'
import { type Told, toldOf } from './held-out.ts'
import { LISTED, type Listed } from './listed.ts'
import { overdueStep, type PreparedPlaybook, type TalkingPoints } from './prepared-playbook.ts'
import { type Decided, rowsOf, type Today } from './today.ts'

/** A contact that is due: with whom, why, how, and whether it fits the day. */
export interface Action {
  readonly key: string
  /** The customer's row. */
  readonly row: number
  readonly customer: string
  /** Place on the list, from 1. */
  readonly position: number
  readonly listing: Listing
  readonly action: Listed
  readonly sources: readonly { readonly id: string; readonly name: Bilingual }[]
  readonly channel: Channel
  readonly minutes: number
  readonly score: number
  readonly overdue: boolean
  readonly tier: string | null
  readonly strategy: string | null
  readonly view: DecisionView
  readonly told: Told
}

/** The actions on a member's list, in order. */
export function actionsOf(today: Today, decided: Decided, member: number): Action[] {
  return Array.from(rowsOf(decided, member).rows, (row, at) =>
    listed(actionOf(today, decided, row), placeAt(decided, member, at)),
  )
}

/** What is due with a customer as it stands on a list, whoever's list it is; null when he is on none. */
export function actionOnList(today: Today, decided: Decided, due: DueToday): Action | null {
  const place = placeOnList(today, decided, due.row)
  return place && listed(due, place)
}

type Place = Pick<Action, 'position' | 'listing'>

/** Where the customer of a row stands on a list, whoever's list it is; null when he is on none. */
export function placeOnList({ staff }: Today, decided: Decided, row: number): Place | null {
  const member = staff.memberOf[row] ?? -1
  const at = rowsOf(decided, member).rows.indexOf(row)
  return at < 0 ? null : placeAt(decided, member, at)
}

const placeAt = ({ lists }: Decided, member: number, at: number): Place => ({
  position: at + 1,
  listing: listingAt(lists, member, at),
})

function listed(due: DueToday, place: Place): Action {
  const action = LISTED.find((each) => each === due.action)
  if (!action)
    throw new Error(`The explanation of ${due.customer} is not that of the decision: ${due.action}`)
  return { ...due, action, ...place }
}

/** Whether those who work a list know of an action: of a campaign that holds the customer out they do not. */
export const isTold = ({ listing }: Pick<Action, 'listing'>): boolean => listing !== 'held_out'

type DueToday = ReturnType<typeof actionOf>

/** What is due with the customer of a row, wherever that stands on a list. */
export function actionOf(today: Today, decided: Decided, row: number) {
  const playbook = today.playbookOf(row)
  const customer = today.grounds.snapshot.customers.ids.at(row) ?? ''
  const whole = playbook.explainer.view(decided.state.population, row, today.runOf(row))
  const told = toldOf(today, row, playbook, whole, decided.promised.has(row))
  const { view } = told
  return { ...withPromise(today, decided, row, dueOf(playbook, view, customer)), row, view, told }
}

/** What is due with the customer of a row, if he was promised a call for that day or before: the call. */
export function withPromise(
  { grounds }: Today,
  { promised }: Decided,
  row: number,
  due: Due,
): Omit<Due, 'action'> & { readonly action: Due['action'] | 'call_back' } {
  const callBack = promised.get(row)
  if (!callBack) return due
  const { contact, minutes, on } = callBack
  const key = `${due.customer}|call_back@${contact}`
  return { ...due, key, action: 'call_back', minutes, overdue: on < grounds.day }
}

type Due = ReturnType<typeof dueOf>

/** What is due with a customer by a decision, whichever evaluator made it. */
export function dueOf(
  { plan, arbitration, tierNode }: PreparedPlaybook,
  view: DecisionView,
  customer: string,
) {
  const parts = arbitrationParts(arbitration.id)
  return {
    key: actionKey(plan, view, customer),
    customer,
    action: ACTIONS.find((each) => each === view.value(arbitration.id)) ?? 'none',
    sources: occasionsOf(plan, view).map(({ node: { id, name } }) => ({ id, name })),
    channel: CHANNELS.find((each) => each === view.value(parts.channel)) ?? CHANNELS[0],
    minutes: numberOr(view.value(parts.minutes), 0),
    score: numberOr(view.value(parts.score), 0),
    overdue: arbitration.coverage.some((id) => view.value(overdueStep(id)) === true),
    tier: tierNode === null ? null : textOr(view.value(tierNode), null),
    strategy: textOr(view.value(arbitration.strategy), null),
  }
}

const textOr = <Other>(value: unknown, other: Other): string | Other =>
  typeof value === 'string' ? value : other
const numberOr = (value: unknown, other: number): number => (typeof value === 'number' ? value : other)

/** A strategy by its id, with its name; null for none, and for one that the playbook does not have. */
export function strategyNamed(
  playbook: PreparedPlaybook,
  id: string | null,
): { readonly id: string; readonly name: Bilingual } | null {
  const found = id === null ? undefined : playbook.strategyOf(id)
  return id !== null && found ? { id, name: found.name } : null
}

/** What to say, in the order in which to say it: what happened first, then what the strategy is about. */
export function talkingPointsOf(playbook: PreparedPlaybook, action: Pick<Action, 'sources' | 'strategy'>) {
  const points: (TalkingPoints | undefined)[] = action.sources.map(({ id }) => {
    const node = playbook.nodeOf(id)
    return node?.kind === 'trigger' || node?.kind === 'campaign' ? node.talkingPoints : undefined
  })
  points.push(action.strategy === null ? undefined : playbook.strategyOf(action.strategy)?.talkingPoints)
  return {
    'zh-CN': points.flatMap((each) => each?.['zh-CN'] ?? []),
    en: points.flatMap((each) => each?.en ?? []),
  }
}

/** Why a customer is on the list, in both languages. */
export const reasonsForAction = (playbook: PreparedPlaybook, view: DecisionView) =>
  reasonsForContact(playbook.plan, view).map((reason) => spoken(playbook, reason))

/** Why everything about a customer came out as it did, in both languages, without what is said by some nodes. */
export const allReasons = (
  playbook: PreparedPlaybook,
  view: DecisionView,
  untold: ReadonlySet<string> = new Set(),
) =>
  reasonsOf(playbook.plan, view)
    .filter(({ node }) => !untold.has(node))
    .map((reason) => spoken(playbook, reason))

/** A reason in sentences. */
export interface SpokenReason {
  readonly node: string
  readonly code: string
  readonly text: { readonly 'zh-CN': string; readonly en: string }
}

/** A reason in both languages. */
export const spoken = ({ plan }: PreparedPlaybook, reason: Reason): SpokenReason => ({
  node: reason.node,
  code: reason.code,
  text: {
    'zh-CN': sentence(reason, 'zh-CN', plan.playbook.currency),
    en: sentence(reason, 'en', plan.playbook.currency),
  },
})
