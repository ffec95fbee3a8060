import { readBranches } from './activations.ts'
import type { Database, Tables } from './tables.ts'

/** An experiment with its shares on a day. */
export interface Experiment extends Omit<Tables['experiments'], 'branches'> {
  readonly branches: readonly string[] | null
  /** In hundredths of a percent; both 0 once it has ended. */
  readonly share: number
  readonly holdout: number
}

type Shares = Tables['experiment_shares']

/** The experiments that run on a day, by id. */
export async function runningExperiments(store: Database, day: string): Promise<Experiment[]> {
  const experiments = await store
    .selectFrom('experiments')
    .selectAll()
    .where('valid_from', '<=', day)
    .orderBy('id')
    .execute()
  const shares = await store.selectFrom('experiment_shares').selectAll().execute()
  return experiments.flatMap(({ branches, ...experiment }) => {
    const held = sharesAt(
      shares.filter((each) => each.experiment === experiment.id),
      day,
    )
    if (!held || !runs(held)) return []
    const { share, holdout } = held
    return [{ ...experiment, branches: readBranches(branches), share, holdout }]
  })
}

/** The shares of one experiment that hold on a day: those set last for the latest day up to it. */
function sharesAt(shares: readonly Shares[], day: string): Shares | null {
  const [latest] = shares
    .filter(({ valid_from }) => valid_from <= day)
    .toSorted(
      (left, right) =>
        (left.valid_from < right.valid_from ? 1 : left.valid_from > right.valid_from ? -1 : 0) ||
        right.number - left.number,
    )
  return latest ?? null
}

const runs = ({ share, holdout }: Pick<Shares, 'share' | 'holdout'>): boolean => share + holdout > 0
