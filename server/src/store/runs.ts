import { type Day, formatDay } from '@branch-playbook/engine'
import type { Cause } from './tables/runs.ts'
import type { Database, Tables } from './tables.ts'

export type StoredRun = Tables['runs']
export type StoredAction = Tables['actions']

/** The runs that are not whole, or not in force yet: for everybody else what is stored of them is not there. */
export const unfinishedRuns = (store: Database) => store.selectFrom('unfinished_runs').select('run')

/** What came into force last for a day. */
export const lastDecided = (store: Database, day: string) =>
  store.selectFrom('decided').selectAll().where('day', '=', day).orderBy('number', 'desc').executeTakeFirst()

/** The run that was last in force for a day; null when nothing was run for it. */
export async function runOfDay(store: Database, day: string): Promise<StoredRun | null> {
  const last = await lastDecided(store, day)
  return last ? findRun(store, last.run) : null
}

export async function findRun(store: Database, id: string): Promise<StoredRun | null> {
  const found = await store
    .selectFrom('runs')
    .selectAll()
    .where('id', '=', id)
    .where('id', 'not in', unfinishedRuns(store))
    .executeTakeFirst()
  return found ?? null
}

/** The days for which there was a run, the latest first. */
export async function runDays(store: Database): Promise<string[]> {
  const found = await store.selectFrom('decided').select('day').distinct().orderBy('day', 'desc').execute()
  return found.map(({ day }) => day)
}

/**
 * For every day that had lists the run that was in force last for it, the earliest day first; perhaps only from one day
 * up to and including another.
 */
export async function lastRunOfDays(
  store: Database,
  period?: readonly [from: Day, to: Day],
): Promise<StoredRun[]> {
  const [from, to] = period?.map(formatDay) ?? []
  const rows = await store
    .selectFrom('decided')
    .innerJoin('runs', 'runs.id', 'decided.run')
    .selectAll('runs')
    .$if(from !== undefined, (query) => query.where('decided.day', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('decided.day', '<=', to ?? ''))
    .orderBy('decided.number')
    .execute()
  const last = new Map(rows.map((run) => [run.day, run]))
  return [...last.values()].toSorted((left, right) => (left.day < right.day ? -1 : 1))
}

/** The days nearest to a day for which there was a run: the last one before it and the first one after it. */
export async function nearestDays(store: Database, day: string): Promise<string[]> {
  const { before } = await store
    .selectFrom('decided')
    .select(({ fn }) => fn.max('day').as('before'))
    .where('day', '<', day)
    .executeTakeFirstOrThrow()
  const { after } = await store
    .selectFrom('decided')
    .select(({ fn }) => fn.min('day').as('after'))
    .where('day', '>', day)
    .executeTakeFirstOrThrow()
  return [before, after].filter((each) => each !== null)
}

/** Which of the runs are wanted. */
export interface RunQuery {
  /** Only those that came into force before the one of that number. */
  readonly before?: number | undefined
  readonly day?: string | undefined
  readonly cause?: Cause | undefined
  readonly limit: number
}

/** The runs in the order in which they came into force, the latest first. */
export const listRuns = (store: Database, { before, day, cause, limit }: RunQuery) =>
  store
    .selectFrom('decided')
    .innerJoin('runs', 'runs.id', 'decided.run')
    .selectAll('runs')
    .select(['decided.cause', 'decided.at', 'decided.number'])
    .$if(before !== undefined, (query) => query.where('decided.number', '<', before ?? 0))
    .$if(day !== undefined, (query) => query.where('decided.day', '=', day ?? ''))
    .$if(cause !== undefined, (query) => query.where('decided.cause', '=', cause ?? 'night'))
    .orderBy('decided.number', 'desc')
    .limit(limit)
    .execute()

/** The actions of a run in one branch, by adviser and position. */
export const actionsOf = (store: Database, run: string, branch: string): Promise<StoredAction[]> =>
  store
    .selectFrom('actions')
    .selectAll()
    .where('run', '=', run)
    .where('branch', '=', branch)
    .orderBy('adviser')
    .orderBy('position')
    .execute()

/** The branches in which a run has somebody on a list, by id. */
export async function listedBranches(store: Database, run: string): Promise<string[]> {
  const found = await store
    .selectFrom('actions')
    .select('branch')
    .distinct()
    .where('run', '=', run)
    .orderBy('branch')
    .execute()
  return found.map(({ branch }) => branch)
}

/** The customers whom a run calls for the sake of a campaign, or would call and holds out. */
export async function calledForCampaigns(store: Database, run: string): Promise<string[]> {
  const called = await store
    .selectFrom('actions')
    .select('customer')
    .where('run', '=', run)
    .where('action', '=', 'campaign')
    .where('listing', 'in', ['listed', 'held_out'])
    .execute()
  return called.map(({ customer }) => customer)
}

/** Every list on which a customer was, the latest day first. */
export const listedActionsOf = (store: Database, customer: string) =>
  store
    .selectFrom('actions')
    .innerJoin('runs', 'runs.id', 'actions.run')
    .select([
      'runs.day',
      'actions.run',
      'actions.key',
      'actions.branch',
      'actions.adviser',
      'actions.position',
      'actions.listing',
      'actions.action',
      'actions.sources',
      'actions.channel',
      'actions.minutes',
      'actions.score',
      'actions.tier',
      'actions.strategy',
    ])
    .where('actions.customer', '=', customer)
    .where('actions.run', 'not in', unfinishedRuns(store))
    .orderBy('runs.day', 'desc')
    .orderBy('actions.run')
    .execute()

/** Whether a run of the day put that action with the customer on a list. */
export async function wasOnList(
  store: Database,
  day: string,
  customer: string,
  key: string,
): Promise<boolean> {
  const found = await store
    .selectFrom('runs')
    .innerJoin('actions', 'actions.run', 'runs.id')
    .select('actions.key')
    .where('runs.day', '=', day)
    .where('runs.id', 'not in', unfinishedRuns(store))
    .where('actions.customer', '=', customer)
    .where('actions.key', '=', key)
    .where('actions.listing', '!=', 'held_out')
    .executeTakeFirst()
  return found !== undefined
}

const ACTIONS_A_PAGE = 2_000

/** All actions of a run, page by page, by customer. */
export async function* storedActions(store: Database, run: string): AsyncGenerator<StoredAction[]> {
  let after = ''
  for (;;) {
    const page = await store
      .selectFrom('actions')
      .selectAll()
      .where('run', '=', run)
      .where('customer', '>', after)
      .orderBy('customer')
      .limit(ACTIONS_A_PAGE)
      .execute()
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (!last || page.length < ACTIONS_A_PAGE) return
    after = last.customer
  }
}

/** What a run put on a list for a customer; null when nothing. */
export async function storedActionOf(
  store: Database,
  run: string,
  customer: string,
): Promise<StoredAction | null> {
  const found = await store
    .selectFrom('actions')
    .selectAll()
    .where('run', '=', run)
    .where('customer', '=', customer)
    .executeTakeFirst()
  return found ?? null
}
