import type { Experiment } from '../store/experiments.ts'
import { WHOLE } from './assignment.ts'

export const EXPERIMENT_STATES = ['scheduled', 'running', 'ended'] as const
export type ExperimentState = (typeof EXPERIMENT_STATES)[number]

/** The two shares of an experiment, in hundredths of a percent. */
export interface TwoShares {
  readonly share: number
  readonly holdout: number
}

/** Both shares are 0 once an experiment has ended; it never begins again. */
export const ENDED: TwoShares = { share: 0, holdout: 0 }

/** The shares set last, which hold now or from the day on which the experiment begins. */
export const sharesOf = ({ shares }: Pick<Experiment, 'shares'>): TwoShares => shares.at(-1) ?? ENDED

export function stateOf(experiment: Experiment, day: string): ExperimentState {
  if (hasEnded(experiment)) return 'ended'
  return experiment.valid_from > day ? 'scheduled' : 'running'
}

export const hasEnded = (experiment: Pick<Experiment, 'shares'>): boolean => {
  const { share, holdout } = sharesOf(experiment)
  return share + holdout === 0
}

/** The first day on which an experiment that has ended did not run any more. */
export const endOf = (experiment: Experiment): string | null =>
  hasEnded(experiment) ? (experiment.shares.at(-1)?.valid_from ?? null) : null

/** Whether two experiments, neither of them ended, would concern one branch. */
export const overlap = (left: readonly string[] | null, right: readonly string[] | null): boolean =>
  left === null || right === null || left.some((branch) => right.includes(branch))

/**
 * Whether shares leave the holdout frozen: nobody leaves it, and nobody joins it who ever had the challenger.
 */
export const keepsHoldout = ({ shares }: Pick<Experiment, 'shares'>, { holdout }: TwoShares): boolean =>
  shares.every((each) => each.holdout <= holdout && each.share + holdout <= WHOLE)
