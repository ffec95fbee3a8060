import { inPieces } from './pieces.ts'
import type { Database, Tables } from './tables.ts'

export type CampaignExposure = Tables['campaign_exposures']

/** So many rows a statement, well below the number of parameters that SQLite takes. */
const ROWS_A_STATEMENT = 500

/** Puts down who was called or held out for the first time; whoever was before stays as he was. */
export async function addExposures(store: Database, exposures: readonly CampaignExposure[]): Promise<void> {
  for (const rows of inPieces(exposures, ROWS_A_STATEMENT))
    await store
      .insertInto('campaign_exposures')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** Everybody whom campaigns called or held out, in one branch or (null) all. */
export const exposuresIn = (store: Database, branch: string | null): Promise<CampaignExposure[]> =>
  store
    .selectFrom('campaign_exposures')
    .selectAll()
    .$if(branch !== null, (query) => query.where('branch', '=', branch ?? ''))
    .execute()

/** The customers whom campaigns called or held out, in one branch or (null) all: a part of other questions. */
export const exposedIn = (store: Database, branch: string | null) =>
  store
    .selectFrom('campaign_exposures')
    .select('customer')
    .$if(branch !== null, (query) => query.where('branch', '=', branch ?? ''))

/** The campaigns that called a customer or held him out. */
export const exposuresOf = (store: Database, customer: string): Promise<CampaignExposure[]> =>
  store
    .selectFrom('campaign_exposures')
    .selectAll()
    .where('customer', '=', customer)
    .orderBy('day')
    .orderBy('playbook')
    .orderBy('campaign')
    .execute()
