import {
  type Bilingual,
  chainSentences,
  customerAt,
  decisionView,
  reasonChain,
  referenceEvaluator,
} from '@branch-playbook/engine'
import {
  actionsOf,
  allReasons,
  dueOf,
  placeOnList,
  reasonsForAction,
  type SpokenReason,
  strategyNamed,
  talkingPointsOf,
  withPromise,
} from '../desk/actions.ts'
import { toldOf } from '../desk/held-out.ts'
import { type Due, isListed } from '../desk/listed.ts'
import { madeRun } from '../desk/made-run.ts'
import type { PreparedPlaybook, TalkingPoints } from '../desk/prepared-playbook.ts'
import { actionRecord, runIdOf } from '../desk/record.ts'
import { exposureOf } from '../desk/rules.ts'
import { type ShownFact, shownFacts } from '../desk/shown-facts.ts'
import type { StaffMember } from '../desk/staff.ts'
import type { StoredAction, StoredRun } from '../store/runs.ts'
import { inPages } from './action-pages.ts'
import { dayOf, type Redecided } from './opened.ts'
import type { PastDay } from './past-day.ts'

/** A run, decided again. */
export interface RunAgain {
  readonly run: StoredRun
  /** Its actions, see `action-pages.ts`. */
  readonly pages: readonly Uint8Array[]
}

/** Decides a whole run again, under the identity that it has. */
export async function decideRun({ past, run }: { past: PastDay; run: string }): Promise<Redecided<RunAgain>> {
  const opened = await dayOf(past)
  if (!opened.ok) return opened
  const made = await madeRun(opened.value, run)
  return { ok: true, value: { run: made.run, pages: inPages(made.actions) } }
}

/** An action of a past day, with why it came about and what there was to say. */
export interface PastAction extends Omit<StoredAction, 'run'> {
  readonly strategyName: Bilingual | null
  readonly reasons: readonly SpokenReason[]
  readonly talkingPoints: TalkingPoints
}

/** A branch's day, decided again. */
export interface BranchAgain {
  /** The identity of a run of that day by those rules. */
  readonly run: string
  /** The version that decides the most customers of the bank. */
  readonly playbook: { readonly id: string; readonly version: number; readonly hash: string }
  readonly staff: readonly (StaffMember & { readonly minutesListed: number; readonly minutesDue: number })[]
  /** By member of the staff and position. */
  readonly actions: readonly PastAction[]
  readonly blocked: number
}

/** Decides the lists of one branch of a day again; null when the bank had no such branch then. */
export async function decideBranch({
  past,
  branch,
}: {
  past: PastDay
  branch: string
}): Promise<Redecided<BranchAgain | null>> {
  const opened = await dayOf(past)
  if (!opened.ok) return opened
  const today = opened.value
  const place = today.grounds.snapshot.branches.findIndex(({ id }) => id === branch)
  if (place < 0) return { ok: true, value: null }
  const decided = today.morning()
  const members = today.staff.members.flatMap((member, at) =>
    member.branch === place ? [{ member, at }] : [],
  )
  return {
    ok: true,
    value: {
      run: runIdOf(today),
      playbook: identityOf(today.leading),
      staff: members.map(({ member, at }) => ({
        ...member,
        minutesListed: decided.lists.minutesListed[at] ?? 0,
        minutesDue: decided.lists.minutesDue[at] ?? 0,
      })),
      actions: members.flatMap(({ member, at }) =>
        actionsOf(today, decided, at).map((action) => {
          const playbook = today.playbookOf(action.row)
          return {
            ...actionRecord(today, member, action),
            strategyName: strategyNamed(playbook, action.strategy)?.name ?? null,
            reasons: reasonsForAction(playbook, action.view),
            talkingPoints: talkingPointsOf(playbook, action),
          }
        }),
      ),
      blocked: today.counts()[place]?.blocked ?? 0,
    },
  }
}

/** One customer of a past day, decided again by the reference evaluator. */
export interface LineAgain {
  readonly branch: string
  readonly adviser: StaffMember
  /** What would be stored of him; null when nothing was due. */
  readonly action: Omit<StoredAction, 'run'> | null
  readonly outcome: Due
  readonly tier: string | null
  readonly strategy: { readonly id: string; readonly name: Bilingual } | null
  readonly playbook: { readonly id: string; readonly version: number; readonly hash: string }
  readonly experiment: string | null
  readonly side: string | null
  readonly facts: readonly ShownFact[]
  readonly reasons: readonly SpokenReason[]
  readonly chain: readonly { readonly depth: number; readonly text: Bilingual }[]
}

/**
 * Decides one customer of a past day again, by the evaluator that is independent of the one that made the lists;
 * only his place on his adviser's list is that of the lists. Null when the bank did not know him then.
 */
export async function decideLine({
  past,
  customer,
}: {
  past: PastDay
  customer: string
}): Promise<Redecided<LineAgain | null>> {
  const opened = await dayOf(past)
  if (!opened.ok) return opened
  const today = opened.value
  const { snapshot, rules } = today.grounds
  const row = snapshot.customers.rowOf(customer)
  const place = row === null ? null : (today.staff.memberOf[row] ?? null)
  const adviser = today.staff.members[place ?? -1]
  if (row === null || place === null || !adviser) return { ok: true, value: null }
  const playbook = today.playbookOf(row)
  const { plan, arbitration } = playbook
  const run = today.runOf(row)
  const decided = today.morning()
  const { values } = await referenceEvaluator(plan).decide(
    customerAt(plan, decided.state.population, row),
    run,
  )
  const isPromised = decided.promised.has(row)
  const told = toldOf(today, row, playbook, decisionView(plan, run, values), isPromised)
  const { view } = told
  const due = withPromise(today, decided, row, dueOf(playbook, view, customer))
  const { action } = due
  // Who is held out of the campaign that leads is on no list unless he would have been called.
  const onList = placeOnList(today, decided, row)
  const chain = reasonChain(plan, view, arbitration.id)
  const zh = chain ? chainSentences(plan, chain, 'zh-CN') : []
  const en = chain ? chainSentences(plan, chain, 'en') : []
  return {
    ok: true,
    value: {
      branch: snapshot.branches[snapshot.customers.branch[row] ?? -1]?.id ?? '',
      adviser,
      action:
        onList && isListed(action)
          ? actionRecord(today, adviser, { ...due, ...onList, action, row, view, told })
          : null,
      outcome: action,
      tier: due.tier,
      strategy: strategyNamed(playbook, due.strategy),
      playbook: identityOf(playbook),
      ...exposureOf(rules, row),
      facts: shownFacts(playbook, view),
      reasons: allReasons(playbook, view),
      chain: zh.map(({ depth, text }, at) => ({ depth, text: { 'zh-CN': text, en: en[at]?.text ?? text } })),
    },
  }
}

const identityOf = ({ id, version, hash }: PreparedPlaybook) => ({ id, version, hash })
