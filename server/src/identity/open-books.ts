import { join } from 'node:path'
import { Journal } from '../audit/journal.ts'
import { openSeal } from '../audit/seal.ts'
import type { PlacedBank } from '../bank/bank.ts'
import { claimStore, inStoreWords, openStore } from '../database/open.ts'
import { belongsTo } from '../database/owner.ts'
import { storePlace } from '../database/place.ts'
import type { Books } from './sign-ins.ts'

/**
 * Works on the users and the log of a bank without its customers, as its only process.
 * @throws AlreadyClaimed while a server has it open: what the server holds in memory would be behind.
 */
export async function withBooks<Result>(
  { bank, directory }: PlacedBank,
  work: (books: Books) => Promise<Result>,
): Promise<Result> {
  const place = storePlace(directory)
  const claimed = await claimStore(place, () => process.exit(1))
  try {
    const store = await openStore(place)
    try {
      return await inStoreWords(place, async () => {
        await belongsTo(store, bank.id)
        return work({ store, journal: new Journal(store, openSeal(join(directory, 'audit.key'))) })
      })
    } finally {
      await store.destroy()
    }
  } finally {
    await claimed.release()
  }
}
