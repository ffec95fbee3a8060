import { arbitrationParts, type Bilingual, checkRun, LISTINGS, type Problem } from '@branch-playbook/engine'
import { BLOCKED } from '../desk/counts.ts'
import { type Prepared, type PreparedPlaybook, preparedOnce } from '../desk/prepared-playbook.ts'
import { rowsOf, Today } from '../desk/today.ts'
import { LISTED, type Outlook, outlookOf, type Terms, termsOf } from '../effect/outlook.ts'
import type { VersionText } from '../effect/question.ts'
import { inBranches, numbersIn } from '../overlays/in-branches.ts'
import { dayOf, type Redecided } from '../replay/opened.ts'
import type { Contact } from '../store/ledger.ts'
import type { DayTask, DecidedDay, Load, MoreContacts, SideOfDay, Standing, Stood } from './decided-day.ts'

/** What came of a day: decided, or why it cannot be. */
export type Decision =
  | Redecided<DecidedDay>
  | { readonly ok: false; readonly fault: 'does_not_run'; readonly detail: string }

/** The contacts before the next day; a process has one backtest only. */
const before: Contact[] = []

/** Takes contacts that came before the days still to be decided. */
export function learn(contacts: MoreContacts): void {
  before.push(...contacts)
}

/** Whether a version can decide days of this bank, and who it is. */
export async function inspect({
  draft,
  currency,
}: {
  draft: VersionText
  currency: string
}): Promise<
  | { readonly ok: true; readonly hash: string; readonly playbook: string }
  | { readonly ok: false; readonly problems: readonly Pick<Problem, 'path' | 'what' | 'mend'>[] }
> {
  const made: Prepared = await preparedOnce(draft, currency)
  if (!made.ok) return made
  return { ok: true, hash: made.prepared.hash, playbook: made.prepared.id }
}

/** Decides a past day by the rules that were in force last, and by the version in question for everybody, each branch with its own numbers. */
export async function decideDay({ draft, watched, ...task }: DayTask): Promise<Decision> {
  const opened = await dayOf({ ...task, before })
  if (!opened.ok) return opened
  const then = opened.value
  const made = await preparedOnce(draft, task.currency)
  if (!made.ok) return doesNotRun(made.problems)
  const version = made.prepared
  const { grounds } = then
  const { workingDays } = version
  const unready = checkRun(version.plan, { asOf: task.day, workingDays, events: task.events })
  if (unready.length > 0) return doesNotRun(unready)
  const { branches, customers } = grounds.snapshot
  const numbers = numbersIn(task.rules)
  const { versions: own, placeIn } = await inBranches(version, draft, numbers, branches, task.currency)
  const drafted = new Today({
    ...grounds,
    rules: {
      arms: own,
      armOf: Uint16Array.from(customers.branch, (branch) => placeIn[branch] ?? 0),
      sideOf: null,
      experimentOf: null,
      record: { versions: [], experiments: [] },
    },
  })
  const terms = termsOf(version, [...grounds.rules.arms, ...own])
  const outlooks = { then: outlookOf(then, terms), draft: outlookOf(drafted, terms) }
  const versions = [version, ...grounds.rules.arms]
  return {
    ok: true,
    value: {
      day: task.day,
      members: drafted.staff.members.map(({ id, name, branch }) => ({
        id,
        name,
        branch: grounds.snapshot.branches[branch]?.id ?? '',
      })),
      ...namesOf(terms, versions),
      sides: { then: sideOf(outlooks.then, watched), draft: sideOf(outlooks.draft, watched) },
    },
  }
}

const doesNotRun = (problems: readonly Pick<Problem, 'what'>[]): Decision => ({
  ok: false,
  fault: 'does_not_run',
  detail: problems.map(({ what }) => what).join(' '),
})

/** Strategies and reasons with the names that the first version knows for them. */
function namesOf({ tiers, strategies, reasons }: Terms, versions: readonly PreparedPlaybook[]) {
  const named = (id: string, nameIn: (version: PreparedPlaybook) => Bilingual | undefined) => ({
    id,
    name: versions.map(nameIn).find((each) => each !== undefined) ?? { 'zh-CN': id, en: id },
  })
  return {
    tiers,
    strategies: strategies.map((id) => named(id, (version) => version.strategyOf(id)?.name)),
    reasons: reasons.map((id) => named(id, (version) => version.nodeOf(id)?.name)),
  }
}

function sideOf(outlook: Outlook, watched: readonly string[]): SideOfDay {
  const { today, decided, tier, strategy, reason, listing } = outlook
  const { members, memberOf } = today.staff
  const { customers } = today.grounds.snapshot
  const loads = members.map(({ minutes: capacity }, member): Load => {
    const { cut, overQuota } = rowsOf(decided, member)
    const { minutesListed, minutesDue } = decided.lists
    return { capacity, minutes: minutesListed[member] ?? 0, due: minutesDue[member] ?? 0, cut, overQuota }
  })
  const rows = members.flatMap((_member, place) => {
    const { rows, listed } = rowsOf(decided, place)
    return [...rows.subarray(0, listed)]
  })
  const minutes = decided.decisions.columns.get(arbitrationParts(decided.ranking.arbitration).minutes)
  const codes = (column: Uint8Array) => Uint8Array.from(rows, (row) => column[row] ?? 0)
  const stood = (customer: string): Stood => {
    const row = customers.rowOf(customer)
    if (row === null) return NOWHERE
    return {
      standing: standingOf(listing.codes[row] ?? 0, outlook.action.codes[row] ?? 0),
      member: memberOf[row] ?? -1,
      tier: tier.codes[row] ?? 0,
      strategy: strategy.codes[row] ?? 0,
      reason: listing.codes[row] === LISTED ? (reason.codes[row] ?? 0) : 0,
    }
  }
  return {
    customers: rows.map((row) => customers.ids.at(row) ?? ''),
    member: Int32Array.from(rows, (row) => memberOf[row] ?? -1),
    tier: codes(tier.codes),
    strategy: codes(strategy.codes),
    reason: codes(reason.codes),
    minutes: Int32Array.from(rows, (row) => minutes?.[row] ?? 0),
    loads,
    watched: watched.map(stood),
  }
}

const NOWHERE: Stood = { standing: 'unknown', member: -1, tier: 0, strategy: 0, reason: 0 }

const standingOf = (listing: number, action: number): Standing =>
  LISTINGS[listing - 1] ?? (action === BLOCKED ? 'blocked' : 'not_due')
