import type { Learned } from '../nodes/propensity.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { type LearningCell, SEGMENTATIONS } from './cell.ts'
import { classBy, likelihoodsOf } from './present.ts'
import { learnedRates } from './rates.ts'

/** A number of a playbook that was learned, or that somebody set in place of one. */
export interface LearnedNumber {
  /** The node that has it; null for that of a strategy, whatever node calls. */
  readonly source: string | null
  /** The figure by which customers are told apart, and the value of it. */
  readonly by: string
  readonly segment: string
  /** What the playbook has, in percent; what was learned is in `learned`. */
  readonly percent: number
  readonly learned: Learned
}

/** All learned numbers of a playbook: those of strategies, then those of its nodes in their order. */
export function learnedIn(playbook: Pick<Playbook, 'nodes'>): LearnedNumber[] {
  const { strategies, sources } = likelihoodsOf(playbook)
  const ofStrategies = (strategies?.strategies ?? []).flatMap(({ id, propensity, learned }) =>
    learned && strategies
      ? [{ source: null, by: strategies.id, segment: id, percent: propensity, learned }]
      : [],
  )
  const ofNodes = sources.flatMap(({ id, propensity }) =>
    Object.entries(propensity?.rates ?? {}).flatMap(([segment, rate]) =>
      propensity && rate?.learned
        ? [{ source: id, by: propensity.by, segment, percent: rate.percent, learned: rate.learned }]
        : [],
    ),
  )
  return [...ofStrategies, ...ofNodes]
}

/**
 * Tells whether a number is what these counts come to. What it says that it was learned from is part of the playbook,
 * and can be written by hand: the evidence of a real count proves nothing of numbers that were put beside it.
 */
export function learnedFrom(
  playbook: Pick<Playbook, 'nodes'>,
  cells: readonly LearningCell[],
): (number: LearnedNumber) => boolean {
  const likelihoods = likelihoodsOf(playbook)
  const ratesBy = new Map(
    SEGMENTATIONS.map((each) => [classBy(likelihoods, each), learnedRates(cells, each)]),
  )
  return ({ source, by, segment, learned }) => {
    const rate = ratesBy.get(by)?.find((each) => each.source === source && each.segment === segment)
    return (
      rate?.isEnough === true &&
      rate.tries === learned.tries &&
      rate.successes === learned.successes &&
      rate.estimate === learned.estimate
    )
  }
}
