import { readBranches } from './activations.ts'
import { nextNumber } from './next-number.ts'
import type { Database, Tables } from './tables.ts'

export type Shares = Tables['experiment_shares']

/** An experiment with all the shares that it ever had, the first first. */
export interface Experiment extends Omit<Tables['experiments'], 'branches'> {
  readonly branches: readonly string[] | null
  readonly shares: readonly Shares[]
}

/** An experiment with its shares on a day, in hundredths of a percent. */
export type RunningExperiment = Omit<Experiment, 'shares'> & Pick<Shares, 'share' | 'holdout'>

/** Every experiment there ever was, by id. */
export async function listExperiments(store: Database): Promise<Experiment[]> {
  const experiments = await store.selectFrom('experiments').selectAll().orderBy('id').execute()
  const shares = await store.selectFrom('experiment_shares').selectAll().orderBy('number').execute()
  const sharesOf = Map.groupBy(shares, ({ experiment }) => experiment)
  return experiments.map(({ branches, ...experiment }) => ({
    ...experiment,
    branches: readBranches(branches),
    shares: sharesOf.get(experiment.id) ?? [],
  }))
}

/** What an experiment is called; undefined when there is none of that id. */
export const experimentName = async (store: Database, id: string): Promise<string | undefined> =>
  (await store.selectFrom('experiments').select('name').where('id', '=', id).executeTakeFirst())?.name

/** The experiments that run on a day, by id. */
export async function runningExperiments(store: Database, day: string): Promise<RunningExperiment[]> {
  return (await listExperiments(store)).flatMap(({ shares, ...experiment }) => {
    const { share, holdout } = sharesAt(shares, day) ?? { share: 0, holdout: 0 }
    return share + holdout > 0 ? [{ ...experiment, share, holdout }] : []
  })
}

/** Of the shares of one experiment those that hold on a day; null before it begins. */
function sharesAt(shares: readonly Shares[], day: string): Shares | null {
  return (
    shares
      .filter(({ valid_from }) => valid_from <= day)
      .toSorted(byBeginning)
      .at(-1) ?? null
  )
}

function byBeginning(left: Shares, right: Shares): number {
  if (left.valid_from === right.valid_from) return left.number - right.number
  return left.valid_from < right.valid_from ? -1 : 1
}

export async function addExperiment(
  store: Database,
  { branches, ...experiment }: Omit<Experiment, 'shares'>,
): Promise<void> {
  const where = branches === null ? null : JSON.stringify(branches)
  await store
    .insertInto('experiments')
    .values({ ...experiment, branches: where })
    .execute()
}

/** Gives an experiment other shares from a day on. Call it inside a transaction. */
export async function addShares(store: Database, shares: Omit<Shares, 'number'>): Promise<void> {
  const number = await nextNumber(store, 'experiment_shares')
  await store
    .insertInto('experiment_shares')
    .values({ ...shares, number })
    .execute()
}
