import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import SQLite from 'better-sqlite3'
import { z } from 'zod'
import {
  type CustomerPage,
  readCustomer,
  readHoldings,
  readParticulars,
  readTransactions,
  type StoredPage,
  storedPageOf,
} from './customer.ts'
import { type Particulars, UNKNOWN } from './particulars.ts'
import { type People, peopleIn } from './people.ts'
import { type FoundTransactions, findTransactions, type TransactionQuery } from './transactions.ts'
import { sha256 } from './verify.ts'

/** The pages of all customers, derived from a snapshot's files, and what they are found by. */
export const PAGES_FILE = 'pages.sqlite'
/** Says of which snapshot the pages are, and how they were when they were made. */
export const PAGES_SEAL_FILE = 'pages.json'
export const PAGES_FORMAT = 3

const sealSchema = z.strictObject({
  format: z.literal(PAGES_FORMAT),
  snapshot: z.string(),
  sha256: z.string(),
})

export type PagesSeal = z.infer<typeof sealSchema>

/** Reads customers' pages, each in one piece. */
export interface Pages {
  /** A customer's page, with so many contacts and transactions at most; null for an unknown number. */
  read(id: string, most?: number): CustomerPage | null
  particulars(id: string): Particulars
  transactions(id: string, query: TransactionQuery): Promise<FoundTransactions>
  readonly people: People
  close(): void
}

/**
 * Pages in blocks of customers, by the first number; transactions of busy customers in parts, the latest first; and
 * the members of households. What is compressed is text: a line a customer, or JSON.
 */
export const PAGES_TABLES = `
  CREATE TABLE blocks (first TEXT PRIMARY KEY, ids TEXT NOT NULL, pages BLOB NOT NULL);
  CREATE TABLE parts (customer TEXT, part INTEGER, transactions BLOB NOT NULL, PRIMARY KEY (customer, part));
  CREATE TABLE households (id TEXT PRIMARY KEY, members TEXT NOT NULL)`

const blockRow = z.object({ ids: z.string(), pages: z.instanceof(Buffer) })
const partRow = z.object({ part: z.number(), transactions: z.instanceof(Buffer) })
const householdRow = z.object({ members: z.string() })
const idsSchema = z.array(z.string())

/** Whether the pages beside a snapshot's files are those that were made of it. */
export async function arePagesMade(directory: string, snapshot: string): Promise<boolean> {
  const file = join(directory, PAGES_FILE)
  const seal = join(directory, PAGES_SEAL_FILE)
  if (!existsSync(file) || !existsSync(seal)) return false
  const read = sealSchema.safeParse(parsed(readFileSync(seal, 'utf8')))
  return read.success && read.data.snapshot === snapshot && read.data.sha256 === (await sha256(file))
}

/** Opens pages that are made. */
export function openPages(directory: string): Pages {
  const sqlite = new SQLite(join(directory, PAGES_FILE), { readonly: true })
  const blockWith = sqlite.prepare<[string]>(
    'SELECT ids, pages FROM blocks WHERE first <= ? ORDER BY first DESC LIMIT 1',
  )
  const partFrom = sqlite.prepare<[string, number]>(
    'SELECT part, transactions FROM parts WHERE customer = ? AND part >= ? ORDER BY part LIMIT 1',
  )
  const household = sqlite.prepare<[string]>('SELECT members FROM households WHERE id = ?')
  function* partsOf(id: string): Generator<string> {
    for (let found = partFrom.get(id, 0); found !== undefined; ) {
      const { part, transactions } = partRow.parse(found)
      yield textIn(transactions)
      found = partFrom.get(id, part + 1)
    }
  }
  function stored(id: string): StoredPage | null {
    const found = blockWith.get(id)
    if (found === undefined) return null
    const { ids, pages } = blockRow.parse(found)
    const place = idsSchema.parse(JSON.parse(ids)).indexOf(id)
    const page = textIn(pages).split('\n')[place]
    return page === undefined ? null : storedPageOf(page, () => partsOf(id))
  }
  return {
    read(id, most) {
      const found = stored(id)
      return found && readCustomer(found, most)
    },
    particulars(id) {
      const found = stored(id)
      const particulars = found && readParticulars(found)
      if (!particulars) return UNKNOWN
      const row = particulars.household === null ? undefined : household.get(particulars.household)
      const members = row === undefined ? [] : idsSchema.parse(JSON.parse(householdRow.parse(row).members))
      return { ...particulars, members }
    },
    async transactions(id, query) {
      const found = stored(id)
      return findTransactions(found ? readTransactions(found) : [], found ? readHoldings(found) : [], query)
    },
    people: peopleIn(sqlite),
    close: () => {
      sqlite.close()
    },
  }
}

const textIn = (compressed: Buffer): string => zstdDecompressSync(compressed).toString('utf8')

/** Removes the pages of all snapshots but one: whoever works on an earlier day does not look at customers' pages. */
export function removePagesBut(snapshots: string, current: string): void {
  for (const hash of readdirSync(snapshots)) {
    if (hash === current) continue
    for (const file of [PAGES_SEAL_FILE, PAGES_FILE]) rmSync(join(snapshots, hash, file), { force: true })
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
