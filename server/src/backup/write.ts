import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, renameSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { sql } from 'kysely'
import type { z } from 'zod'
import { NEWEST_MIGRATION, newestIn } from '../database/migrate.ts'
import { connectStore, inStoreWords } from '../database/open.ts'
import { ownerOf } from '../database/owner.ts'
import type { StorePlace } from '../database/place.ts'
import { storeFileIn } from '../database/sqlite.ts'
import { inDraft } from '../files/draft.ts'
import { Refusal } from '../files/refusal.ts'
import type { Database } from '../store/tables.ts'
import { type Header, type lastLine, type Row, rowLine, TABLE_KEYS } from './contents.ts'

/** So many rows are in memory at a time. */
const ROWS_AT_A_TIME = 200

export interface Backup {
  readonly header: Header
  readonly rows: number
}

/**
 * Writes all that is in a store into one file, as of one moment, while servers go on working on it. The file is
 * gzip of JSON Lines; it takes the place of an earlier one once it is whole.
 * @throws Refusal when there is no store, or its tables are those of another version.
 */
export const writeBackup = (place: StorePlace, out: string, now = new Date()): Promise<Backup> =>
  inStoreWords(place, async () => {
    if (place.is === 'sqlite' && !existsSync(storeFileIn(place.directory)))
      throw new Refusal(`${storeFileIn(place.directory)}: there is no store yet: start the server once.`)
    const store = await connectStore(place)
    try {
      // PostgreSQL shows one moment to a repeatable read; SQLite does so to every transaction.
      return await store
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((moment) => writeWholeBackup(moment, out, now))
    } finally {
      await store.destroy()
    }
  })

async function writeWholeBackup(store: Database, out: string, now: Date): Promise<Backup> {
  const header = await headerOf(store, now)
  const tail = { rows: 0, sha256: '' }
  await inDraft(dirname(resolve(out)), async (draft) => {
    const written = join(draft, 'backup')
    const lines = Readable.from(linesOf(store, header, tail))
    await pipeline(lines, createGzip(), createWriteStream(written, { flush: true, mode: 0o600 }))
    renameSync(written, out)
  })
  return { header, rows: tail.rows }
}

async function headerOf(store: Database, now: Date): Promise<Header> {
  const migration = await newestIn(store)
  if (migration !== NEWEST_MIGRATION)
    throw new Refusal(
      migration === null
        ? 'The store is empty: there is nothing to back up.'
        : `The store is of another version of the product (${migration}, not ${NEWEST_MIGRATION}): back it up with that version, or start this one once.`,
    )
  const bank = await ownerOf(store)
  if (bank === null) throw new Refusal('No server has worked on the store yet: there is nothing to back up.')
  return { format: 'branch-playbook-backup', version: 1, bank, at: now.toISOString(), migration }
}

async function* linesOf(
  store: Database,
  header: Header,
  tail: z.infer<typeof lastLine>,
): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const hashed = (lines: readonly unknown[]): string => {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
    hash.update(text)
    return text
  }
  yield hashed([header])
  for (const [table, keys] of TABLE_KEYS) {
    let begun = false
    for await (const page of pagesOf(store, table, keys)) {
      if (!begun) yield hashed([{ table, columns: page.columns }])
      begun = true
      tail.rows += page.rows.length
      yield hashed(page.rows)
    }
  }
  tail.sha256 = hash.digest('hex')
  yield `${JSON.stringify(tail)}\n`
}

/** The rows of a table by their key, page by page. */
async function* pagesOf(
  store: Database,
  table: string,
  keys: readonly string[],
): AsyncGenerator<{ readonly columns: readonly string[]; readonly rows: readonly Row[] }> {
  const key = sql.join(keys.map((column) => sql.ref(column)))
  const from = sql`select * from ${sql.table(table)}`
  let after = sql``
  for (;;) {
    const { rows: found } = await sql<
      Record<string, unknown>
    >`${from} ${after} order by ${key} limit ${sql.lit(ROWS_AT_A_TIME)}`.execute(store)
    const last = found.at(-1)
    if (last === undefined) return
    yield { columns: Object.keys(last), rows: found.map((row) => rowLine.parse(Object.values(row))) }
    after = sql`where (${key}) > (${sql.join(keys.map((column) => last[column]))})`
  }
}
