import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../database/open.ts'
import { storePlace } from '../../database/place.ts'
import type { Database } from '../../store/tables.ts'
import { entryAfter, type StoredEntry, type StoredPersonal } from '../entry.ts'
import { BEGINNING, headText } from '../entry-hash.ts'
import { pageAfter, personalBetween } from '../pages.ts'
import { type Head, openSeal } from '../seal.ts'
import { verifyLog } from '../verify.ts'

/** Seconds that a log of so many entries takes, each with something personal. */
export interface LongLogSeconds {
  readonly entries: number
  /** Checked entry by entry, as `POST /api/audit/verification` does. */
  readonly verify: number
  /** Only read, by the same queries. */
  readonly read: number
}

const ROWS_A_STATEMENT = 500
const STATEMENTS_A_TRANSACTION = 20

/**
 * Writes a long log into an empty store and measures how long it takes to check it.
 * @param databaseUrl an empty PostgreSQL database; SQLite in a temporary folder when empty.
 */
export async function measureLongLog(entries: number, databaseUrl: string): Promise<LongLogSeconds> {
  const directory = mkdtempSync(join(tmpdir(), 'long-log-'))
  const store = await openStore(storePlace(directory, databaseUrl))
  try {
    const seal = openSeal(join(directory, 'audit.key'))
    const head = await write(store, entries)
    await store
      .updateTable('audit_head')
      .set({ ...head, signature: seal.sign(headText(head)) })
      .execute()
    const read = await seconds(() => readAll(store))
    const verify = await seconds(async () => {
      const found = await verifyLog(store, seal.publicKey)
      if (!found.ok || found.entries !== entries) throw new Error(`Not sound: ${JSON.stringify(found)}`)
    })
    return { entries, verify, read }
  } finally {
    await store.destroy()
    rmSync(directory, { recursive: true })
  }
}

/** Many entries a transaction: one each would take an hour. */
async function write(store: Database, entries: number): Promise<Head> {
  let head: Head = { number: 0, hash: BEGINNING }
  while (head.number < entries)
    head = await store.transaction().execute(async (transaction) => {
      let last = head
      for (let statement = 0; statement < STATEMENTS_A_TRANSACTION && last.number < entries; statement += 1) {
        const rows = after(last, Math.min(ROWS_A_STATEMENT, entries - last.number))
        await transaction.insertInto('audit_entries').values(rows.entries).execute()
        await transaction.insertInto('audit_personal').values(rows.parts).execute()
        last = rows.head
      }
      return last
    })
  return head
}

function after(head: Head, count: number) {
  const entries: StoredEntry[] = []
  const parts: StoredPersonal[] = []
  let last = head
  for (let made = 0; made < count; made += 1) {
    const customer = `c-${last.number % 100_000}`
    const look = { action: 'customer.viewed', subject: 'customers', personal: [{ customer }] } as const
    const { entry, personal } = entryAfter(last, look, 'adviser-12', '2026-03-11T09:30:00.000Z')
    entries.push(entry)
    parts.push(...personal)
    last = entry
  }
  return { entries, parts, head: { number: last.number, hash: last.hash } }
}

async function readAll(store: Database): Promise<void> {
  let last: number | null = null
  for (;;) {
    const end: number | undefined = (await pageAfter(store, last)).at(-1)?.number
    if (end === undefined) return
    await personalBetween(store, last, end)
    last = end
  }
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
