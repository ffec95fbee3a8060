import { Refusal } from '../files/refusal.ts'
import type { Database } from '../store/tables.ts'

/**
 * Makes sure that a store is that of a bank; one that is nobody's yet becomes its store.
 * @throws Refusal when it is another bank's.
 */
export async function belongsTo(store: Database, bank: string): Promise<void> {
  const owner = await ownerOf(store)
  if (owner === null) await store.insertInto('bank').values({ id: bank }).execute()
  else if (owner !== bank)
    throw new Refusal(
      `The store is that of the bank "${owner}", not of "${bank}": name the other bank with --bank ${owner}, or give this one a store of its own (a database of its own in DATABASE_URL).`,
    )
}

/** The bank whose store it is; null for a store that no server ever worked on. */
export async function ownerOf(store: Database): Promise<string | null> {
  return (await store.selectFrom('bank').select('id').executeTakeFirst())?.id ?? null
}
