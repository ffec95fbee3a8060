import { type LearningCell, type Segmentation, type Tally, tallyOf } from './cell.ts'
import { type Interval, wilson } from './interval.ts'

/** A segment of so many contacts counts for half by itself and for half by what is known without it. */
export const PRIOR_WEIGHT = 25

/** From so many contacts on a segment has a number of its own proposed. */
export const ENOUGH = 30

/**
 * The m-estimate of a rate: `(successes + m * prior) / (tries + m)`. Few contacts are drawn towards the prior, many
 * speak for themselves. B. Cestnik, "Estimating probabilities: a crucial task in machine learning", ECAI 1990,
 * 147-149; the mean of a beta distribution with the weight `m`.
 */
export const mEstimate = ({ tries, successes }: Tally, prior: number, weight = PRIOR_WEIGHT): number =>
  (successes + weight * prior) / (tries + weight)

/** How likely a contact is a success by what was seen. */
export type Predictor = (cell: Pick<LearningCell, 'source' | 'tier' | 'strategy'>) => number

/** The rate of the whole bank, whose prior is one success in two. */
const bankRate = (cells: readonly LearningCell[]): number => mEstimate(tallyOf(cells), 1 / 2, 1)

/**
 * A segment of a node is drawn towards the node's own rate, and that towards the rate of the whole bank. What was never
 * seen is as likely as what it belongs to.
 */
export function predictorOf(cells: readonly LearningCell[], by: Segmentation): Predictor {
  const bank = bankRate(cells)
  const ofNode = new Map(
    grouped(cells, ({ source }) => source).map(([source, own]) => [source, mEstimate(tallyOf(own), bank)]),
  )
  const nodeRate = (source: string) => ofNode.get(source) ?? bank
  const ofSegment = new Map(
    grouped(cells, (cell) => keyOf(cell.source, cell[by])).map(([key, own]) => [
      key,
      mEstimate(tallyOf(own), nodeRate(own[0]?.source ?? '')),
    ]),
  )
  return (cell) => ofSegment.get(keyOf(cell.source, cell[by])) ?? nodeRate(cell.source)
}

/** What was learned of a segment. */
export interface LearnedRate extends Tally {
  /** The node that called for the contacts; null for all of them, of a strategy. */
  readonly source: string | null
  readonly segment: string
  /** As it was seen, with its interval. */
  readonly seen: number
  readonly interval: Interval
  /** In percent as playbooks write it, to a tenth, from 1 to 100. */
  readonly estimate: number
  /** Whether there are enough contacts to propose it. */
  readonly isEnough: boolean
}

/**
 * What is learned of every segment of every node, and of every strategy whatever node called. Contacts of nobody's
 * segment count for the node and the bank only.
 */
export function learnedRates(cells: readonly LearningCell[], by: Segmentation): LearnedRate[] {
  const predict = predictorOf(cells, by)
  const bank = bankRate(cells)
  const strategies = grouped(cells, ({ strategy }) => strategy ?? '').map(([segment, own]) =>
    rateOf(null, segment, own, mEstimate(tallyOf(own), bank)),
  )
  const segments = grouped(cells, (cell) => keyOf(cell.source, cell[by])).map(([, own]) => {
    const [first] = own
    return first ? rateOf(first.source, first[by] ?? '', own, predict(first)) : null
  })
  return [...strategies, ...segments].filter((each) => each !== null).filter(({ segment }) => segment !== '')
}

function rateOf(
  source: string | null,
  segment: string,
  cells: readonly LearningCell[],
  estimate: number,
): LearnedRate | null {
  const { tries, successes } = tallyOf(cells)
  const interval = wilson({ count: successes, of: tries })
  if (!interval) return null
  return {
    source,
    segment,
    tries,
    successes,
    seen: successes / tries,
    interval,
    estimate: inPercent(estimate),
    isEnough: tries >= ENOUGH,
  }
}

/** As playbooks write it: to a tenth of a percent, from 1 to 100. */
const inPercent = (rate: number): number => Math.min(100, Math.max(1, Math.round(rate * 1000) / 10))

const keyOf = (source: string, segment: string | null): string => JSON.stringify([source, segment])

/** In the order of the keys, so that the same counts always give the same. */
const grouped = <Entry>(entries: readonly Entry[], key: (entry: Entry) => string): [string, Entry[]][] =>
  [...Map.groupBy(entries, key)].toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
