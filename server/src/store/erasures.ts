import type { Database } from './tables.ts'

/** When the personal data of a customer were erased; null when they were not. */
export async function erasedAt(store: Database, customer: string): Promise<string | null> {
  const row = await store
    .selectFrom('erasures')
    .select('at')
    .where('customer', '=', customer)
    .executeTakeFirst()
  return row?.at ?? null
}

/** All customers whose personal data were erased. */
export async function erasedCustomers(store: Database): Promise<ReadonlySet<string>> {
  const rows = await store.selectFrom('erasures').select('customer').execute()
  return new Set(rows.map(({ customer }) => customer))
}

/** Remembers that a customer's personal data were erased; the first time counts. */
export const addErasure = (store: Database, customer: string, at: string) =>
  store
    .insertInto('erasures')
    .values({ customer, at })
    .onConflict((conflict) => conflict.column('customer').doNothing())
    .execute()
