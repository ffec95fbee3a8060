import { Refusal } from '../files/refusal.ts'
import type { Database } from '../store/tables.ts'
import type { Claim } from './claim.ts'
import { migrate } from './migrate.ts'
import type { StorePlace } from './place.ts'
import { connectPostgres } from './postgres.ts'
import { claimDatabase } from './postgres-claim.ts'
import { postgresInWords } from './postgres-words.ts'
import { connectSqlite, sqliteInWords } from './sqlite.ts'
import { claimDirectory } from './sqlite-claim.ts'

/**
 * Claims a store for this process. The claim ends with the process, however that ends.
 * @param lost is called when the claim is lost while the process goes on: it has to end at once.
 * @throws AlreadyClaimed
 * @throws Refusal
 */
export const claimStore = (place: StorePlace, lost: (why: Error) => void): Promise<Claim> =>
  inStoreWords(place, () =>
    place.is === 'postgres' ? claimDatabase(place.url, lost) : claimDirectory(place.directory),
  )

/**
 * Opens a store, makes it when there is none, and brings it up to date.
 * @param lost is called when it is unknown whether a change was stored: what is in memory may be behind.
 * @param over cuts every connection to a database when it is aborted.
 * @throws Refusal
 */
export const openStore = (
  place: StorePlace,
  lost: (why: Error) => void = () => {},
  over?: AbortSignal,
): Promise<Database> =>
  inStoreWords(place, async () => {
    const store = await connectStore(place, lost, over)
    try {
      await migrate(store)
    } catch (fault) {
      await store.destroy()
      throw fault
    }
    return store
  })

/** Opens a store as it is: it may be empty, or of an older version. */
export async function connectStore(
  place: StorePlace,
  lost: (why: Error) => void = () => {},
  over?: AbortSignal,
): Promise<Database> {
  return place.is === 'postgres' ? connectPostgres(place.url, lost, over) : connectSqlite(place.directory)
}

/** Runs work on a store; what the database finds wrong is said with its place and its mend. */
export async function inStoreWords<Result>(place: StorePlace, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (fault) {
    if (fault instanceof Refusal) throw fault
    const found = fault instanceof Error && fault.cause instanceof Error ? fault.cause : fault
    if (!(found instanceof Error)) throw fault
    const words =
      place.is === 'postgres' ? postgresInWords(found, place.url) : sqliteInWords(found, place.directory)
    throw words === null ? fault : new Refusal(words, { cause: fault })
  }
}
