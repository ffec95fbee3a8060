import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import SQLite from 'better-sqlite3'
import { z } from 'zod'
import { type CustomerPage, readCustomer } from './customer.ts'
import { sha256 } from './verify.ts'

/** The pages of all customers, derived from a snapshot's files: customers by their numbers, in blocks. */
export const PAGES_FILE = 'pages.sqlite'
/** Says of which snapshot the pages are, and how they were when they were made. */
export const PAGES_SEAL_FILE = 'pages.json'
export const PAGES_FORMAT = 1

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
  close(): void
}

const blockRow = z.object({ ids: z.string(), pages: z.instanceof(Buffer) })
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
  return {
    read(id, most) {
      const found = blockWith.get(id)
      if (found === undefined) return null
      const { ids, pages } = blockRow.parse(found)
      const place = idsSchema.parse(JSON.parse(ids)).indexOf(id)
      const page = zstdDecompressSync(pages).toString('utf8').split('\n')[place]
      return page === undefined ? null : readCustomer(page, most)
    },
    close: () => {
      sqlite.close()
    },
  }
}

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
