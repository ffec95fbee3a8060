import { parseDay } from '@branch-playbook/engine'
import { z } from '@hono/zod-openapi'
import { isTold, strategyNamed } from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import { decidingIn, type RulesRecord, recordOfRun } from '../desk/rules-record.ts'
import type { BranchAgain, PastAction } from '../replay/decide.ts'
import { eventsOfRun, unlessUnreadable } from '../replay/past-day.ts'
import { branchAgain } from '../replay/run-again.ts'
import { contactsBetween } from '../store/ledger.ts'
import { actionsOf, runOfDay, type StoredAction, type StoredRun } from '../store/runs.ts'
import type { BranchList } from './actions.ts'
import { adviserOf } from './adviser.ts'
import { doneContact } from './contact.ts'
import { bilingual } from './fields.ts'
import { Refusal } from './problem.ts'

/** The list of a branch in the last run stored for a day, for one adviser or (null) all. */
export async function storedList(
  desk: Desk,
  branch: string,
  day: string,
  adviser: string | null,
): Promise<BranchList> {
  const run = await runOfDay(desk.store, day)
  if (!run) throw new Refusal('no_run_for_day', { day, today: desk.day })
  return listOfRun(desk, run, branch, adviser)
}

/**
 * The list of a branch as a run stored it. What is not stored, such as reasons, comes of deciding the day again;
 * it is left out where that cannot be done, or where it comes out otherwise.
 */
export async function listOfRun(
  desk: Desk,
  run: StoredRun,
  branch: string,
  adviser: string | null,
): Promise<BranchList> {
  const again = await branchAgain(desk, run, branch)
  const told = new Map(again?.actions.map((action) => [action.customer, action]))
  const stored = await actionsOf(desk.store, run.id, branch)
  const actions = stored.map((action): PastAction => {
    const same = told.get(action.customer)
    return same?.key === action.key ? { ...same, ...action } : { ...action, ...untold(desk, action) }
  })
  const playbook = { id: run.playbook, version: run.version, hash: run.playbook_hash }
  return pastList(
    desk,
    run,
    branch,
    { run: run.id, playbook, actions, ...rest(desk, again, stored) },
    unlessUnreadable(() => recordOfRun(run)),
    adviser,
  )
}

const untold = ({ today }: Desk, { strategy, playbook_hash }: StoredAction) => {
  const { arms } = today.grounds.rules
  const playbook = arms.find(({ hash }) => hash === playbook_hash) ?? today.leading
  return {
    strategyName: strategyNamed(playbook, strategy)?.name ?? null,
    reasons: [],
    talkingPoints: { 'zh-CN': [], en: [] },
  }
}

/** The staff of the day; of a day that cannot be decided again those who have a list, as they are now. */
function rest(
  { today }: Desk,
  again: BranchAgain | null,
  actions: readonly StoredAction[],
): Pick<BranchAgain, 'staff' | 'blocked'> {
  if (again) return again
  const staff = [...new Set(actions.map(({ adviser }) => adviser))].map((id) => {
    const own = actions.filter(({ adviser }) => adviser === id)
    const minutes = (of: readonly StoredAction[]) => of.reduce((sum, each) => sum + each.minutes, 0)
    // One who has left keeps his number for a name.
    const member = today.staff.members[today.staff.placeOf(id) ?? -1]
    return {
      ...(member ?? { id, name: id, branch: -1, minutes: 0, away: false, left: false }),
      minutesListed: minutes(own.filter(({ listing }) => listing === 'listed')),
      minutesDue: minutes(own.filter(({ listing }) => listing === 'listed' || listing === 'cut')),
    }
  })
  return { staff, blocked: 0 }
}

const sourcesSchema = z.array(z.object({ id: z.string(), name: bilingual }))

/** A past day's list of a branch by some rules (null when they cannot be read), for one adviser or (null) all, with the contacts that were made on the day. */
export async function pastList(
  desk: Desk,
  past: StoredRun,
  branch: string,
  { run, playbook: leading, staff, actions, blocked }: BranchAgain,
  rules: RulesRecord | null,
  adviser: string | null,
): Promise<BranchList> {
  const { day, snapshot } = past
  const deciding = rules && decidingIn(rules, branch)
  const wanted = (id: string) => adviser === null || id === adviser
  const date = parseDay(day) ?? 0
  const contacts = (await contactsBetween(desk.store, date, date)).filter(({ adviser: of }) => wanted(of))
  const members = new Map(staff.map((member) => [member.id, member]))
  return {
    date: day,
    nextDays: [],
    run: {
      id: run,
      playbook: deciding?.playbook ?? leading,
      challengers: [...(deciding?.challengers ?? [])],
      snapshot,
      events: [...(eventsOfRun(past) ?? [])],
    },
    advisers: [...members.values()]
      .filter(({ id }) => wanted(id))
      .map((member) => ({
        ...adviserOf(member),
        minutesListed: member.minutesListed,
        minutesDue: member.minutesDue,
        minutesSpent: contacts
          .filter((each) => each.adviser === member.id)
          .reduce((sum, each) => sum + each.minutes, 0),
      })),
    actions: actions
      .filter((action) => isTold(action) && wanted(action.adviser))
      .map((action) => shown(desk, action, members.get(action.adviser))),
    done: contacts.filter((each) => each.branch === branch).map((contact) => doneContact(desk, contact)),
    blocked,
  }
}

function shown(
  { snapshot, identities }: Desk,
  action: PastAction,
  member: BranchAgain['staff'][number] | undefined,
): BranchList['actions'][number] {
  const row = snapshot.customers.rowOf(action.customer)
  const identity = row === null ? undefined : identities.at(row)
  const { key, customer, position, listing, channel, minutes, score, tier, strategy, strategyName } = action
  return {
    key,
    customer: { id: customer, name: identity?.name ?? customer, phone: identity?.phone ?? null },
    adviser: member ? adviserOf(member) : null,
    insteadOf: null,
    position,
    listing,
    action: action.action,
    callBack: null,
    sources: unlessUnreadable(() => sourcesSchema.parse(JSON.parse(action.sources))) ?? [],
    channel,
    minutes,
    score,
    overdue: action.overdue === 1,
    tier,
    strategy: strategy !== null && strategyName ? { id: strategy, name: strategyName } : null,
    talkingPoints: {
      'zh-CN': [...action.talkingPoints['zh-CN']],
      en: [...action.talkingPoints.en],
    },
    reasons: [...action.reasons],
    attempts: 0,
  }
}
