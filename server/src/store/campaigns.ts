import { unfinishedRuns } from './runs.ts'
import type { Database, Tables } from './tables.ts'

export type CampaignExposure = Tables['campaign_exposures']

/**
 * Puts down who was called or held out for the first time: at most some hundreds at once. Whoever was before stays as
 * he was, but for what an unfinished run put down of him.
 */
export const addExposures = (store: Database, exposures: readonly CampaignExposure[]) =>
  store
    .insertInto('campaign_exposures')
    .values(exposures)
    .onConflict((conflict) =>
      conflict
        .columns(['playbook', 'campaign', 'customer'])
        .doUpdateSet(({ ref }) => ({
          side: ref('excluded.side'),
          branch: ref('excluded.branch'),
          day: ref('excluded.day'),
          run: ref('excluded.run'),
        }))
        .where('campaign_exposures.run', 'in', unfinishedRuns(store)),
    )
    .execute()

/** Takes back what a run that never came into force put down of everybody, or of some customers. */
export const removeExposures = (store: Database, run: string, customers?: readonly string[]) =>
  store
    .deleteFrom('campaign_exposures')
    .where('run', '=', run)
    .$if(customers !== undefined, (query) => query.where('customer', 'in', customers ?? []))
    .execute()

/** Everybody whom campaigns called or held out, in one branch or (null) all. */
export const exposuresIn = (store: Database, branch: string | null): Promise<CampaignExposure[]> =>
  store
    .selectFrom('campaign_exposures')
    .selectAll()
    .where('run', 'not in', unfinishedRuns(store))
    .$if(branch !== null, (query) => query.where('branch', '=', branch ?? ''))
    .execute()

/** The customers whom campaigns called or held out, in one branch or (null) all: a part of other questions. */
export const exposedIn = (store: Database, branch: string | null) =>
  store
    .selectFrom('campaign_exposures')
    .select('customer')
    .where('run', 'not in', unfinishedRuns(store))
    .$if(branch !== null, (query) => query.where('branch', '=', branch ?? ''))

/** The campaigns that called a customer or held him out. */
export const exposuresOf = (store: Database, customer: string): Promise<CampaignExposure[]> =>
  store
    .selectFrom('campaign_exposures')
    .selectAll()
    .where('customer', '=', customer)
    .where('run', 'not in', unfinishedRuns(store))
    .orderBy('day')
    .orderBy('playbook')
    .orderBy('campaign')
    .execute()
