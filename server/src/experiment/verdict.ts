import { type Interval, type Share, wilson } from '@branch-playbook/engine'
import { betweenClusters, newcombe, ofClusters, rateOf, total } from './intervals.ts'
import type { Outcome } from './outcomes.ts'

export const VERDICTS = ['challenger_better', 'champion_better', 'not_told_apart', 'too_few'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Below so many customers on a side nothing is said; the same for branches where they are the units. */
const LEAST_CUSTOMERS = 30
const LEAST_BRANCHES = 5

/**
 * How many customers of a side have an outcome. Where whole branches were assigned, by branch: customers of one
 * branch resemble each other, and an interval for independent customers would be too narrow.
 */
export type Counted =
  | { readonly unit: 'customer'; readonly all: Share }
  | { readonly unit: 'branch'; readonly branches: readonly Share[] }

export interface Estimate {
  readonly value: number | null
  readonly interval: Interval | null
}

export const allOf = (counted: Counted): Share =>
  counted.unit === 'customer' ? counted.all : total(counted.branches)

/** The rate of a side with its interval; null for a side of nobody. */
export function estimated(counted: Counted): Estimate {
  const all = allOf(counted)
  if (all.of === 0) return { value: null, interval: null }
  return {
    value: rateOf(all),
    interval: counted.unit === 'customer' ? wilson(counted.all) : ofClusters(counted.branches),
  }
}

/** The difference of two sides' rates, the challenger's less the other's, and what can be said of it. */
export function compared(
  challenger: Counted,
  other: Counted,
  better: Outcome['better'],
): Estimate & { readonly verdict: Verdict } {
  const [first, second] = [allOf(challenger), allOf(other)]
  if (first.of === 0 || second.of === 0) return { value: null, interval: null, verdict: 'too_few' }
  const value = rateOf(first) - rateOf(second)
  const interval =
    challenger.unit === 'branch' && other.unit === 'branch'
      ? betweenClusters(challenger.branches, other.branches)
      : newcombe(first, second)
  if (!interval || !isEnough(challenger) || !isEnough(other)) return { value, interval, verdict: 'too_few' }
  if (interval.low <= 0 && interval.high >= 0) return { value, interval, verdict: 'not_told_apart' }
  const isMore = interval.low > 0
  return {
    value,
    interval,
    verdict: isMore === (better === 'more') ? 'challenger_better' : 'champion_better',
  }
}

const isEnough = (counted: Counted): boolean =>
  counted.unit === 'customer'
    ? counted.all.of >= LEAST_CUSTOMERS
    : counted.branches.length >= LEAST_BRANCHES && total(counted.branches).of >= LEAST_CUSTOMERS
