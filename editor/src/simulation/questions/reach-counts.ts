import { type Playbook, parseDay, type Run } from '@branch-playbook/engine'

/** What is left of a campaign's audience after each thing that stands in the way. */
export const REACH_STEPS = [
  /** Whom it is meant for. */
  'audience',
  /** Of them, whom its product suits and who have not been spoken to within it. */
  'suitable',
  /** Of them, who may be contacted. */
  'allowed',
  /** Of them, whom nothing else calls for: whom a duty, an event or another campaign calls for needs no call of it. */
  'own',
  /** Of them, who are not held out. */
  'called',
  /** For how many of them the quotas have places today, were there time for all. */
  'placed',
  /** For how many of them there is a place and time today. */
  'fits',
] as const
type ReachStep = (typeof REACH_STEPS)[number]

/** How many customers are left after each step, and what comes of it if every day is like today. */
export interface ReachCounts extends Readonly<Record<ReachStep, number>> {
  /** In how many working days all would be called; null for never. */
  readonly days: number | null
  /** Whether the campaign is over before that. */
  readonly endsFirst: boolean
}

/** How many are left after each step, in their order. */
export type Tally = number[]

export type Campaign = Extract<Playbook['nodes'][number], { kind: 'campaign' }>

export const noTally = (): Tally => REACH_STEPS.map(() => 0)

const PLACED = REACH_STEPS.indexOf('placed')

/** Several tallies together, with no more places than a quota has; without one with all of theirs. */
export function together(tallies: readonly Tally[], quota = Number.POSITIVE_INFINITY): Tally {
  const sum = REACH_STEPS.map((_, step) => tallies.reduce((all, tally) => all + (tally[step] ?? 0), 0))
  return sum.map((count, step) => (step === PLACED ? Math.min(count, quota) : count))
}

/** Reads tallies as counts of a campaign that is called for from today on, or from its first day on unless it runs. */
export function countsWithin({ from, until }: Campaign, { asOf, workingDays }: Run, running: boolean) {
  const first = running ? asOf : (parseDay(from) ?? asOf)
  const last = parseDay(until) ?? first
  const isOver = (days: number) =>
    days > 0 && (days > last - first + 1 || workingDays.dueAfter(first - 1, days) > last)
  return (tally: Tally): ReachCounts => {
    const [audience = 0, suitable = 0, allowed = 0, own = 0, called = 0, placed = 0, fits = 0] = tally
    const days = called === 0 ? 0 : fits === 0 ? null : Math.ceil(called / fits)
    const endsFirst = days !== null && isOver(days)
    return { audience, suitable, allowed, own, called, placed, fits, days, endsFirst }
  }
}
