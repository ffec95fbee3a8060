import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { contentHash, type Day } from '@branch-playbook/engine'
import { type Connection, literal, withDuckDb } from '../duckdb/session.ts'
import { lossesOf } from '../feeds/losses.ts'
import { readFeeds } from '../feeds/read.ts'
import { type FeedReport, UnusableFeeds } from '../feeds/report.ts'
import { inDraft } from '../files/draft.ts'
import { DORMANT_AFTER, PAY_CHANGE } from './account-news.ts'
import { extractFacts } from './extract.ts'
import { LARGE_INFLOW } from './facts.ts'
import { MANIFEST_FILE, type Manifest } from './manifest.ts'
import { sha256 } from './verify.ts'

/** Transactions kept for the customer's page; the facts are made from all of them. */
export const RECENT_DAYS = 90

/** What the database that makes a snapshot may hold in memory; what is more waits on the disk of the snapshots. */
const MEMORY = '3GB'

export interface SnapshotOrder {
  /** Holds the feed files, `customers.csv` and so on. */
  readonly feedsDirectory: string
  readonly asOf: Day
  /** Snapshots are made in this directory, each under its hash. */
  readonly into: string
  /** ISO 4217 code of the amounts. */
  readonly currency: string
  /** The least credit that is a large inflow, in the minor unit; 50,000.00 unless given. */
  readonly largeInflow?: number
  /** Days without a posting of his own after which an account is dormant; 90 unless given. */
  readonly dormantAfter?: number
  /** By how many per cent pay has to differ from what it was to have changed; 20 unless given. */
  readonly payChange?: number
  /** Whether feeds may lose more than half of their rows. */
  readonly acceptLosses?: boolean
  /** What the importer took for granted; it becomes part of the content. */
  readonly assumptions?: readonly string[]
}

export interface MadeSnapshot {
  readonly directory: string
  readonly manifest: Manifest
  readonly report: FeedReport
}

/** The Parquet files of a snapshot; ordered and of fixed columns, so that the same feeds make the same bytes. */
const TABLES: Record<string, string> = {
  facts: 'SELECT * FROM facts ORDER BY customer',
  branches: 'SELECT * EXCLUDE record FROM branches ORDER BY id',
  advisers: 'SELECT * EXCLUDE record FROM advisers ORDER BY id',
  customers: `
    SELECT * EXCLUDE (record, household, consents_recorded, consents_source) FROM customers ORDER BY id`,
  // Beside the customers, as snapshots from before there were such columns lack them.
  households: `
    SELECT household, id AS customer FROM customers WHERE household IS NOT NULL ORDER BY household, id`,
  particulars: `
    SELECT id AS customer, household, consents_recorded, consents_source FROM customers
    WHERE coalesce(household, consents_source, CAST(consents_recorded AS VARCHAR)) IS NOT NULL ORDER BY id`,
  holdings: `
    SELECT holdings.id, customer, product, products.name AS product_name, products.name_en AS product_name_en,
      "group", rate_sensitive, risk_level, balance, opened, matures
    FROM holdings JOIN products ON products.id = holdings.product, snapshot_day
    WHERE opened <= as_of ORDER BY customer, "group", holdings.id`,
  contacts: `
    SELECT contacts.* EXCLUDE record, advisers.name AS adviser_name
    FROM contacts LEFT JOIN advisers ON advisers.id = contacts.adviser, snapshot_day
    WHERE day <= as_of ORDER BY customer, day DESC, contacts.id`,
  transactions: `
    SELECT transactions.* EXCLUDE record FROM transactions, snapshot_day
    WHERE day <= as_of AND day > as_of - ${RECENT_DAYS} ORDER BY customer, day DESC, id`,
}

/** What the bank announced by a feed: only of a bank that does so. */
const NEWS = { events: 'SELECT * EXCLUDE record FROM events ORDER BY id' }

/**
 * Makes an immutable snapshot of a bank's feeds as of a day: `<into>/<hash>/` with Parquet files and a
 * manifest. The same feeds make the same hash; a snapshot that exists is left as it is.
 * @throws UnusableFeeds when a file or a column is missing, or too many rows are bad; nothing is written then.
 */
export function makeSnapshot(order: SnapshotOrder): Promise<MadeSnapshot> {
  return inDraft(order.into, (draft) =>
    withDuckDb(async (connection) => {
      await connection.run(`SET memory_limit = '${MEMORY}'`)
      await connection.run(`SET temp_directory = ${literal(join(draft, 'beyond-memory'))}`)
      const report = await readFeeds(connection, order.feedsDirectory)
      if (report.unusable.length > 0) throw new UnusableFeeds(report)
      const losses = lossesOf(report, { accepted: order.acceptLosses === true })
      if (losses.length > 0) throw new UnusableFeeds(report, losses)
      await extractFacts(connection, order.asOf, newsFrom(order))
      const made = join(draft, 'snapshot')
      mkdirSync(made)
      const manifest = await write(connection, made, order, report)
      const directory = join(order.into, manifest.hash)
      if (!existsSync(directory)) renameSync(made, directory)
      return { directory, manifest, report }
    }),
  )
}

const newsFrom = ({ largeInflow, dormantAfter, payChange }: SnapshotOrder) => ({
  largeInflow: largeInflow ?? LARGE_INFLOW,
  dormantAfter: dormantAfter ?? DORMANT_AFTER,
  payChange: payChange ?? PAY_CHANGE,
})

async function write(
  connection: Connection,
  directory: string,
  order: SnapshotOrder,
  report: FeedReport,
): Promise<Manifest> {
  // One thread cuts the row groups at the same places every time.
  await connection.run('SET threads = 1')
  const files: Record<string, string> = {}
  const told = report.files.some(({ file }) => file === 'events.csv')
  for (const [table, query] of Object.entries(told ? { ...TABLES, ...NEWS } : TABLES)) {
    const file = `${table}.parquet`
    const path = join(directory, file)
    await connection.run(`COPY (${query}) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`)
    files[file] = await sha256(path)
  }
  const keptIn = (file: string) => report.files.find((candidate) => candidate.file === file)?.kept ?? 0
  const content = {
    format: 3 as const,
    asOf: order.asOf,
    currency: order.currency,
    ...newsFrom(order),
    customers: keptIn('customers.csv'),
    branches: keptIn('branches.csv'),
    advisers: keptIn('advisers.csv'),
    madeFrom: report.files.map(({ file, rows, kept }) => ({ file, rows, kept })),
    assumptions: [...(order.assumptions ?? [])],
    files,
  }
  const manifest: Manifest = { ...content, hash: contentHash(content) }
  writeFileSync(join(directory, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}
