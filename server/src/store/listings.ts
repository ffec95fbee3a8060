import { askInPieces } from './pieces.ts'
import type { StoredAction, StoredRun } from './runs.ts'
import type { Database } from './tables.ts'

/** So many runs are looked through, the latest first: a year and more of nights and what came between them. */
const MOST_RUNS = 1_000

/** What a run put on a list for a customer. */
export interface PastListing {
  readonly action: StoredAction
  readonly run: Pick<StoredRun, 'id' | 'day' | 'rules' | 'playbook' | 'version' | 'playbook_hash'>
  /** When the run came into force; the same run may do so again. */
  readonly at: string
  /** Whether no later run of that day came into force. */
  readonly last: boolean
}

export interface PastListings {
  readonly listings: readonly PastListing[]
  /** Every day looked through with its last run, the latest first, whether or not he was on a list. */
  readonly days: readonly { readonly day: string; readonly run: string }[]
}

/** The lists on which a customer was, whatever came into force last first. Runs are asked for by their key, whatever their number. */
export async function listingsOf(store: Database, customer: string): Promise<PastListings> {
  const decided = await store
    .selectFrom('decided')
    .select(['day', 'run', 'at'])
    .orderBy('number', 'desc')
    .limit(MOST_RUNS)
    .execute()
  const lastOf = new Map<string, string>()
  for (const { day, run } of decided) if (!lastOf.has(day)) lastOf.set(day, run)
  const runs = [...new Set(decided.map(({ run }) => run))]
  const listed = await askInPieces(runs, (some) =>
    store
      .selectFrom('actions')
      .selectAll()
      .where('run', 'in', some)
      .where('customer', '=', customer)
      .execute(),
  )
  const actions = new Map(listed.map((action) => [action.run, action]))
  const had = await askInPieces([...actions.keys()], (some) =>
    store
      .selectFrom('runs')
      .select(['id', 'day', 'rules', 'playbook', 'version', 'playbook_hash'])
      .where('id', 'in', some)
      .execute(),
  )
  const found = new Map(had.map((run) => [run.id, run]))
  const seen = new Set<string>()
  return {
    listings: decided.flatMap(({ day, run: id, at }): PastListing[] => {
      const [action, run] = [actions.get(id), found.get(id)]
      const last = !seen.has(day)
      seen.add(day)
      return action && run ? [{ action, run, at, last }] : []
    }),
    days: [...lastOf].map(([day, run]) => ({ day, run })).toSorted((left, right) => byDay(right, left)),
  }
}

const byDay = (left: { readonly day: string }, right: { readonly day: string }): number =>
  left.day < right.day ? -1 : Number(left.day > right.day)
