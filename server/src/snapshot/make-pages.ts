import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, zstdCompressSync } from 'node:zlib'
import { DuckDBBlobValue } from '@duckdb/node-api'
import SQLite from 'better-sqlite3'
import { z } from 'zod'
import { type Connection, chunksOf, literal, rowsOf, withDuckDb } from '../duckdb/session.ts'
import { inDraft } from '../files/draft.ts'
import { busyTransactions, storedPages } from './customer.ts'
import {
  arePagesMade,
  openPages,
  PAGES_FILE,
  PAGES_FORMAT,
  PAGES_SEAL_FILE,
  PAGES_TABLES,
  type Pages,
  type PagesSeal,
} from './pages.ts'
import { writePeople } from './people.ts'
import { sha256 } from './verify.ts'

/** So many customers are compressed together: their pages are alike, and one is read with the others. */
const CUSTOMERS_A_BLOCK = 16
/** So many are put together at a time, which bounds the memory that takes. */
const CUSTOMERS_AT_A_TIME = 16_384
const MEMORY = '768MB'
/** Whoever has more transactions has them apart from his page, of which most are never asked for. */
const MOST_ON_A_PAGE = 500
/** So many of them together. */
const TRANSACTIONS_A_PART = 1_000

const TABLES = ['customers', 'holdings', 'contacts', 'transactions']
/** What snapshots from before there were such feeds lack. */
const LATER_TABLES = {
  particulars: 'customer VARCHAR, household VARCHAR, consents_recorded DATE, consents_source VARCHAR',
  households: 'household VARCHAR, customer VARCHAR',
}

const boundsRow = z.object({ first: z.string(), last: z.string() })
const blockRow = z.tuple([z.string(), z.string(), z.instanceof(DuckDBBlobValue)])
const pairs = z.array(z.tuple([z.string(), z.string()]))

/** In one go: a stream a block takes three times as long. */
const compressed = (bytes: Uint8Array): Buffer =>
  zstdCompressSync(bytes, {
    params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
  })

/**
 * Puts each customer's page together, so that it is read in one piece: derived from the snapshot's files beside
 * them. A reader finds the former pages or the new ones, or knows that they do not belong together.
 * @param snapshot The hash of the snapshot.
 */
const makePages = (directory: string, snapshot: string): Promise<void> =>
  inDraft(directory, async (draft) => {
    const pages = join(draft, PAGES_FILE)
    await withDuckDb(async (connection) => {
      await connection.run(`SET memory_limit = '${MEMORY}'`)
      await connection.run(`SET temp_directory = ${literal(join(draft, 'beyond-memory'))}`)
      await nameTables(connection, directory)
      await write(connection, pages)
    })
    const seal: PagesSeal = { format: PAGES_FORMAT, snapshot, sha256: await sha256(pages) }
    const sealed = join(draft, PAGES_SEAL_FILE)
    writeFileSync(sealed, `${JSON.stringify(seal, null, 2)}\n`)
    renameSync(pages, join(directory, PAGES_FILE))
    renameSync(sealed, join(directory, PAGES_SEAL_FILE))
  })

/** Opens a snapshot's pages; those that are not there, or not as they were made, are made first. */
export async function readyPages(directory: string, snapshot: string): Promise<Pages> {
  if (!(await arePagesMade(directory, snapshot))) await makePages(directory, snapshot)
  return openPages(directory)
}

async function nameTables(connection: Connection, directory: string): Promise<void> {
  const fileOf = (table: string) => join(directory, `${table}.parquet`)
  const nameTable = (table: string) =>
    connection.run(`CREATE VIEW ${table} AS SELECT * FROM read_parquet(${literal(fileOf(table))})`)
  for (const table of TABLES) await nameTable(table)
  for (const [table, columns] of Object.entries(LATER_TABLES)) {
    if (existsSync(fileOf(table))) await nameTable(table)
    else await connection.run(`CREATE TABLE ${table} (${columns})`)
  }
  await connection.run(`CREATE TABLE busy AS
    SELECT customer FROM transactions GROUP BY customer HAVING count(*) > ${MOST_ON_A_PAGE}`)
}

async function write(connection: Connection, file: string): Promise<void> {
  const parts = await rowsOf(
    connection,
    boundsRow,
    `SELECT min(id) AS first, max(id) AS last
     FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) // ${CUSTOMERS_AT_A_TIME} AS part FROM customers)
     GROUP BY part ORDER BY part`,
  )
  const sqlite = new SQLite(file)
  try {
    // What is not whole is never read, and made again: no need to wait for the disk.
    sqlite.pragma('journal_mode = OFF')
    sqlite.pragma('synchronous = OFF')
    sqlite.exec(PAGES_TABLES)
    sqlite.exec('BEGIN')
    const insert = sqlite.prepare<[string, string, Buffer]>('INSERT INTO blocks VALUES (?, ?, ?)')
    for (const { first, last } of parts) {
      for (const [id, ids, { bytes }] of await blocksOf(connection, first, last))
        insert.run(id, ids, compressed(bytes))
      await writeParts(connection, sqlite, first, last)
    }
    await writeHouseholds(connection, sqlite)
    await writePeople(connection, sqlite)
    sqlite.exec('COMMIT')
  } finally {
    sqlite.close()
  }
}

/** Writes the transactions of the busy ones among the customers from one number up to and including another. */
async function writeParts(
  connection: Connection,
  sqlite: SQLite.Database,
  first: string,
  last: string,
): Promise<void> {
  const insert = sqlite.prepare<[string, number, Buffer]>('INSERT INTO parts VALUES (?, ?, ?)')
  let whose = ''
  let part = 0
  let rows: string[] = []
  const writePart = () => {
    if (rows.length > 0) insert.run(whose, part, compressed(Buffer.from(`[${rows.join(',')}]`)))
    rows = []
  }
  for await (const chunk of chunksOf(connection, busyTransactions(first, last))) {
    for (const [customer, row] of pairs.parse(chunk.getRows())) {
      if (customer !== whose || rows.length === TRANSACTIONS_A_PART) {
        writePart()
        part = customer === whose ? part + 1 : 0
        whose = customer
      }
      rows.push(row)
    }
  }
  writePart()
}

async function writeHouseholds(connection: Connection, sqlite: SQLite.Database): Promise<void> {
  const insert = sqlite.prepare<[string, string]>('INSERT INTO households VALUES (?, ?)')
  const households = chunksOf(
    connection,
    `SELECT household, to_json(list(customer ORDER BY customer))::VARCHAR FROM households
     GROUP BY household ORDER BY household`,
  )
  for await (const chunk of households)
    for (const [household, members] of pairs.parse(chunk.getRows())) insert.run(household, members)
}

/** Blocks of customers: the first number, all numbers as JSON, and their pages, a line each. */
async function blocksOf(connection: Connection, first: string, last: string) {
  const read = await connection.runAndReadAll(
    `WITH pages AS (${storedPages(first, last)}),
       placed AS (SELECT *, (row_number() OVER (ORDER BY id) - 1) // ${CUSTOMERS_A_BLOCK} AS block FROM pages)
     SELECT min(id), to_json(list(id ORDER BY id))::VARCHAR, encode(string_agg(page, chr(10) ORDER BY id))
     FROM placed GROUP BY block ORDER BY block`,
  )
  return z.array(blockRow).parse(read.getRows())
}
