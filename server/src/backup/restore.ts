import { sql } from 'kysely'
import { isMigration, migrate } from '../database/migrate.ts'
import { claimStore, connectStore, inStoreWords } from '../database/open.ts'
import type { StorePlace } from '../database/place.ts'
import { Refusal } from '../files/refusal.ts'
import type { Database } from '../store/tables.ts'
import { type Header, type Row, TABLE_KEYS } from './contents.ts'
import { type Part, partsOf } from './read.ts'
import type { Backup } from './write.ts'

/** So many rows a statement, well below the number of parameters that SQLite takes. */
const ROWS_A_STATEMENT = 200

/**
 * Puts a backup into a store that is empty, of either kind: all of it or nothing.
 * @param bank The bank whose store it is to be.
 * @throws Refusal when the backup is damaged, of another bank or a newer version, or the store is not empty.
 * @throws AlreadyClaimed while a server is at work on the store.
 */
export async function restoreBackup(place: StorePlace, bank: string, file: string): Promise<Backup> {
  const header = await checkedHeader(file, bank)
  const claim = await claimStore(place, (why) => {
    throw why
  })
  try {
    return await inStoreWords(place, async () => {
      const store = await connectStore(place)
      try {
        await checkEmpty(store)
        const rows = await store.transaction().execute((whole) => putInto(whole, file, header))
        return { header, rows }
      } finally {
        await store.destroy()
      }
    })
  } finally {
    await claim.release()
  }
}

/** Reads the backup to its end, so that a damaged one is refused before anything is written. */
async function checkedHeader(file: string, bank: string): Promise<Header> {
  let header: Header | null = null
  for await (const part of partsOf(file)) if (part.is === 'header') header = part.header
  if (header === null) throw new Refusal(`${file}: is no backup.`)
  if (header.bank !== bank)
    throw new Refusal(
      `${file}: is a backup of the bank "${header.bank}", not of "${bank}": name it with --bank ${header.bank}.`,
    )
  if (!isMigration(header.migration))
    throw new Refusal(`${file}: is of a newer version of the product (${header.migration}): take that one.`)
  return header
}

async function checkEmpty(store: Database): Promise<void> {
  const there = (await store.introspection.getTables()).find(({ name }) => TABLE_KEYS.has(name))
  if (there)
    throw new Refusal(
      'The store is not empty, and is left as it is: restore into an empty database, or move store.sqlite and the files of its name away first.',
    )
}

/** Where no table can be made the database says so here; what migrations meet first, in a transaction, hides why. */
async function checkMayMakeTables(store: Database): Promise<void> {
  await store.schema.createTable('restoring').addColumn('number', 'integer').execute()
  await store.schema.dropTable('restoring').execute()
}

async function putInto(store: Database, file: string, { migration }: Header): Promise<number> {
  await checkMayMakeTables(store)
  await migrate(store, migration)
  // What migrations begin with is in the backup as it has become.
  const there = new Set((await store.introspection.getTables()).map(({ name }) => name))
  for (const table of [...TABLE_KEYS.keys()].toReversed())
    if (there.has(table)) await sql`delete from ${sql.table(table)}`.execute(store)
  let rows = 0
  let batch: Extract<Part, { is: 'row' }>[] = []
  const insert = async () => {
    const [first] = batch
    if (first)
      await insertRows(
        store,
        first.table,
        first.columns,
        batch.map(({ row }) => row),
      )
    rows += batch.length
    batch = []
  }
  for await (const part of partsOf(file)) {
    if (part.is !== 'row') continue
    if (batch.length === ROWS_A_STATEMENT || (batch[0] && batch[0].table !== part.table)) await insert()
    batch.push(part)
  }
  await insert()
  return rows
}

async function insertRows(
  store: Database,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const values = sql.join(rows.map((row) => sql`(${sql.join(row)})`))
  await sql`insert into ${sql.table(table)} (${names}) values ${values}`.execute(store)
}
