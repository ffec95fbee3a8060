import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { PlacedBank } from '../bank/bank.ts'
import { type BankOptions, bankOf } from '../bank/which-bank.ts'
import { newestIn } from '../database/migrate.ts'
import { connectStore, inStoreWords } from '../database/open.ts'
import { ownerOf } from '../database/owner.ts'
import { storePlace } from '../database/place.ts'
import { storeFileIn } from '../database/sqlite.ts'
import { Refusal } from '../files/refusal.ts'
import type { Database } from '../store/tables.ts'
import { Journal } from './journal.ts'
import { presentSeal } from './seal.ts'

/** The log of a bank whose server may be at work meanwhile. */
export interface OpenLog {
  readonly placed: PlacedBank
  readonly store: Database
  readonly journal: Journal
}

/**
 * Runs work on the log of a bank (of the one made last unless named), for commands.
 * @throws Refusal when there is no such bank, or no server was ever at work on it.
 */
export async function withLog<Result>(
  options: BankOptions,
  work: (log: OpenLog) => Promise<Result>,
): Promise<Result> {
  const placed = bankOf(options)
  const { directory } = placed
  const seal = presentSeal(join(directory, 'audit.key'))
  const place = storePlace(directory)
  if (place.is === 'sqlite' && !existsSync(storeFileIn(directory)))
    throw new Refusal(`${storeFileIn(directory)}: is missing; put it back from a backup.`)
  return inStoreWords(place, async () => {
    const store = await connectStore(place)
    try {
      if ((await newestIn(store)) === null)
        throw new Refusal('The store is empty: no server was ever at work on it. Is it the right one?')
      const owner = await ownerOf(store)
      if (owner !== placed.bank.id)
        throw new Refusal(`The store is that of the bank "${owner}", not of "${placed.bank.id}".`)
      return await work({ placed, store, journal: new Journal(store, seal) })
    } finally {
      await store.destroy()
    }
  })
}
