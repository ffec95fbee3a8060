import { setImmediate } from 'node:timers/promises'
import { addExposures, type CampaignExposure, removeExposures } from './campaigns.ts'
import { nextNumber } from './next-number.ts'
import { inPieces, ROWS_A_PIECE } from './pieces.ts'
import { lastDecided, type StoredAction, type StoredRun, unfinishedRuns } from './runs.ts'
import type { Cause } from './tables/runs.ts'
import type { Database } from './tables.ts'

/** A run as it is stored. */
export interface MadeRun {
  readonly run: StoredRun
  readonly actions: readonly StoredAction[]
  readonly exposures: readonly CampaignExposure[]
}

/**
 * Stores a run before it comes into force, with its actions and whom campaigns call or hold out for the first time:
 * piece by piece, each by itself, so that nobody waits for the whole. Until `decideOn` it is unfinished, and nobody sees
 * anything of it. One that was in force before is stored already.
 *
 * Call it outside a transaction. When it is broken off, what there is is removed by whoever stores the next run, or
 * opens the store.
 */
export async function storeBeforehand(store: Database, { run, actions, exposures }: MadeRun): Promise<void> {
  await removeUnfinished(store)
  const known = await store.selectFrom('runs').select('id').where('id', '=', run.id).executeTakeFirst()
  if (known) return
  await store.transaction().execute(async (transaction) => {
    await transaction.insertInto('runs').values(run).execute()
    await transaction.insertInto('unfinished_runs').values({ run: run.id }).execute()
  })
  for (const rows of inPieces(actions, ROWS_A_PIECE)) {
    await store.insertInto('actions').values(rows).execute()
    // SQLite answers at once: without a pause nobody would be served before all is stored.
    await setImmediate()
  }
  for (const rows of inPieces(exposures, ROWS_A_PIECE)) {
    await addExposures(store, rows)
    await setImmediate()
  }
}

/**
 * Lets a run that is stored come into force. One that is in force already stays so, and nothing is added. Call it
 * inside a transaction.
 * @returns whether it was not in force before.
 */
export async function decideOn(
  store: Database,
  { id, day, outcome }: StoredRun,
  cause: Cause,
  at: string,
): Promise<boolean> {
  const last = await lastDecided(store, day)
  if (last?.run === id) return false
  const { numDeletedRows } = await store
    .deleteFrom('unfinished_runs')
    .where('run', '=', id)
    .executeTakeFirst()
  if (numDeletedRows > 0) await requireWhole(store, id, outcome)
  const number = await nextNumber(store, 'decided')
  await store.insertInto('decided').values({ number, day, run: id, cause, at }).execute()
  return true
}

/** Refuses a run that somebody began to remove. */
async function requireWhole(store: Database, id: string, outcome: string): Promise<void> {
  const run = await store.selectFrom('runs').select('outcome').where('id', '=', id).executeTakeFirst()
  if (run?.outcome !== outcome) throw new Error(`The run ${id} is not stored as it was made`)
}

/** Removes, piece by piece, what is stored of unfinished runs. Call it outside a transaction. */
export async function removeUnfinished(store: Database): Promise<void> {
  const left = await unfinishedRuns(store)
    .where('run', 'not in', store.selectFrom('decided').select('run'))
    .execute()
  for (const { run: id } of left) {
    // Whoever else might be about to let it come into force does not know it any more.
    await store.updateTable('runs').set({ outcome: '' }).where('id', '=', id).execute()
    for (;;) {
      const some = await store
        .selectFrom('actions')
        .select('customer')
        .where('run', '=', id)
        .orderBy('customer')
        .limit(ROWS_A_PIECE)
        .execute()
      if (some.length === 0) break
      const customers = some.map(({ customer }) => customer)
      await removeExposures(store, id, customers)
      await store.deleteFrom('actions').where('run', '=', id).where('customer', 'in', customers).execute()
      await setImmediate()
    }
    await removeExposures(store, id)
    await store.transaction().execute(async (transaction) => {
      await transaction.deleteFrom('unfinished_runs').where('run', '=', id).execute()
      await transaction.deleteFrom('runs').where('id', '=', id).execute()
    })
  }
}
