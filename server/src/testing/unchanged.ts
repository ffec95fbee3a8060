import { sql } from 'kysely'
import { expect } from 'vitest'
import type { SmallBank } from './small-bank.ts'

/** Every row of every table of a bank's store. */
async function rowsOf(bank: SmallBank): Promise<Record<string, string[]>> {
  const { store } = bank.open.desk
  const rows: Record<string, string[]> = {}
  for (const { name } of await store.introspection.getTables()) {
    const found = await sql`select * from ${sql.table(name)}`.execute(store)
    rows[name] = found.rows.map((row) => JSON.stringify(row)).toSorted()
  }
  return rows
}

/** Does something, and sees to it that not a single row of the store is another afterwards. */
export async function changingNothing<Result>(bank: SmallBank, work: () => Promise<Result>): Promise<Result> {
  const before = await rowsOf(bank)
  const result = await work()
  expect(await rowsOf(bank)).toEqual(before)
  return result
}
