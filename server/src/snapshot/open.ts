import { join } from 'node:path'
import {
  type Column,
  columnOver,
  MISSING_INTEGER,
  type PlaceIn,
  placesAmong,
  storageOf,
  typeOfFact,
  type ValueType,
} from '@branch-playbook/engine'
import { z } from 'zod'
import { type Connection, chunksOf, identifier, literal, rowsOf, withDuckDb } from '../duckdb/session.ts'
import { type Branch, readBranches } from './branches.ts'
import type { CustomerPage } from './customer.ts'
import { FACTS, type FactDefinition } from './facts.ts'
import { readyPages } from './make-pages.ts'
import type { Manifest } from './manifest.ts'
import { PackedTexts, type TextColumn } from './packed-texts.ts'
import type { Pages } from './pages.ts'
import type { Particulars } from './particulars.ts'
import { type CustomerSearch, type FoundCustomer, findCustomers } from './search.ts'
import type { FoundTransactions, TransactionQuery } from './transactions.ts'
import { verifiedManifest } from './verify.ts'

const adviserRow = z.object({
  id: z.string(),
  name: z.string(),
  branch: z.string(),
  minutes_per_day: z.number().int(),
})

interface Adviser {
  readonly id: string
  readonly name: string
  /** Branch number. */
  readonly branch: string
  readonly minutesPerDay: number
}

/** Who is who in the columns: customers in the order of their rows, each with the place of branch and adviser. */
interface CustomerIndex {
  readonly count: number
  readonly ids: TextColumn
  /** Places in `branches`. */
  readonly branch: Int32Array
  /** Places in `advisers`; -1 for a customer without one. */
  readonly adviser: Int32Array
  /** The row of a customer, null for an unknown number. */
  rowOf(id: string): number | null
  /** The place of a row's customer in a campaign. */
  readonly placeIn: PlaceIn
}

/** A snapshot in memory, and the customer pages behind it. */
export interface Snapshot {
  readonly manifest: Manifest
  readonly branches: readonly Branch[]
  readonly advisers: readonly Adviser[]
  readonly customers: CustomerIndex
  /** Every fact of the dictionary by name, encoded as the engine's columns. */
  readonly facts: ReadonlyMap<string, Column>
  /**
   * Identity, holdings, the latest contacts and transactions (so many at most, or what a page shows) of a
   * customer; null for an unknown number.
   */
  customer(id: string, most?: number): Promise<CustomerPage | null>
  /** Makes ready what the first customer's page would have to wait for. */
  ready(): Promise<void>
  /** His household and where his consents come from, as far as the feeds tell. */
  particulars(id: string): Promise<Particulars>
  /** Those of a customer's transactions that a search means, page by page. */
  transactions(id: string, query: TransactionQuery): Promise<FoundTransactions>
  /** Customers whose name, number or telephone number contains a text. */
  search(search: CustomerSearch): Promise<FoundCustomer[]>
  close(): void
}

/**
 * Loads a snapshot directory; the files are not held open, only read when a customer page asks.
 * @throws Refusal when a file is not as it was made.
 */
export async function openSnapshot(directory: string): Promise<Snapshot> {
  const manifest = await verifiedManifest(directory)
  const { branches, advisers, customers, facts } = await withDuckDb((connection) =>
    readColumns(connection, directory, manifest),
  )
  let opened: Promise<Pages> | null = null
  const pages = () => {
    opened ??= readyPages(directory, manifest.hash).catch((fault: unknown) => {
      // The next one tries again: there may be room on the disk by then.
      opened = null
      throw fault
    })
    return opened
  }
  return {
    manifest,
    branches,
    advisers,
    customers,
    facts,
    customer: async (id, most) => (await pages()).read(id, most),
    async ready() {
      await pages()
    },
    particulars: async (id) => (await pages()).particulars(id),
    transactions: async (id, query) => (await pages()).transactions(id, query),
    search: async (search) =>
      findCustomers((await pages()).people, { customers, branches, advisers }, search),
    close() {
      opened?.then((read) => read.close()).catch(() => undefined)
    },
  }
}

async function readColumns(connection: Connection, directory: string, manifest: Manifest) {
  for (const table of ['facts', 'branches', 'advisers']) {
    const path = literal(join(directory, `${table}.parquet`))
    await connection.run(`CREATE VIEW ${table} AS SELECT * FROM read_parquet(${path})`)
  }
  const advisers = await rowsOf(connection, adviserRow, 'SELECT * FROM advisers ORDER BY id')
  return {
    branches: await readBranches(connection, join(directory, 'branches.parquet')),
    advisers: advisers.map(
      ({ id, name, branch, minutes_per_day }): Adviser => ({
        id,
        name,
        branch,
        minutesPerDay: minutes_per_day,
      }),
    ),
    customers: await readIndex(connection, manifest.customers),
    facts: await readFacts(connection, manifest),
  }
}

async function readIndex(connection: Connection, count: number): Promise<CustomerIndex> {
  const ids = new PackedTexts(count)
  const branch = new Int32Array(count)
  const adviser = new Int32Array(count)
  const chunks = chunksOf(
    connection,
    `WITH b AS (SELECT id, CAST(row_number() OVER (ORDER BY id) - 1 AS INTEGER) AS place FROM branches),
      a AS (SELECT id, CAST(row_number() OVER (ORDER BY id) - 1 AS INTEGER) AS place FROM advisers)
    SELECT customer, b.place, coalesce(a.place, -1)
    FROM facts JOIN b ON b.id = facts.branch LEFT JOIN a ON a.id = facts.adviser ORDER BY customer`,
  )
  for await (const chunk of chunks) {
    const start = ids.length
    chunk.visitColumnValues(0, (value) => ids.add(String(value)))
    chunk.visitColumnValues(1, (value, row) => {
      branch[start + row] = Number(value)
    })
    chunk.visitColumnValues(2, (value, row) => {
      adviser[start + row] = Number(value)
    })
  }
  return {
    count: ids.length,
    ids,
    branch,
    adviser,
    rowOf: (id) => ids.sortedRowOf(id),
    placeIn: placesAmong(ids),
  }
}

/** The facts that snapshots of its format do not have: missing for everybody. */
export const unknownFacts = (manifest: Manifest): string[] =>
  FACTS.filter((fact) => !knows(manifest, fact)).map(({ name }) => name)

const knows = ({ format }: Manifest, { since }: FactDefinition): boolean =>
  since === undefined || since <= format

/** SQL for a fact as the engine's columns encode it. */
function encoded(fact: FactDefinition, known: boolean): string {
  const value = known ? identifier(fact.name) : 'NULL'
  switch (fact.type) {
    case 'money':
    case 'percent':
      return `coalesce(CAST(${value} AS DOUBLE), CAST('NaN' AS DOUBLE))`
    case 'days':
    case 'count':
      return `coalesce(${value}, ${MISSING_INTEGER})`
    case 'date':
      return `coalesce(CAST(${value} - DATE '1970-01-01' AS INTEGER), ${MISSING_INTEGER})`
    case 'flag':
      return `CAST(coalesce(CAST(${value} AS INTEGER) + 1, 0) AS UTINYINT)`
    case 'class':
      return `CAST(coalesce(list_position([${fact.values.map(literal).join(', ')}], ${value}), 0) AS UTINYINT)`
  }
}

/** A column that threads may read without a copy. */
function sharedColumn(type: ValueType, count: number): Column {
  const storage = storageOf(type)
  return columnOver(storage, new SharedArrayBuffer(count * CELL_BYTES[storage]))
}

const CELL_BYTES = { double: 8, integer: 4, code: 1 } as const

async function readFacts(connection: Connection, manifest: Manifest): Promise<Map<string, Column>> {
  const columns = FACTS.map((fact) => sharedColumn(typeOfFact(fact), manifest.customers))
  const chunks = chunksOf(
    connection,
    `SELECT ${FACTS.map((fact) => encoded(fact, knows(manifest, fact))).join(', ')} FROM facts ORDER BY customer`,
  )
  let start = 0
  for await (const chunk of chunks) {
    for (const [at, column] of columns.entries()) {
      const vector = chunk.getColumnVector(at)
      for (let row = 0; row < vector.itemCount; row += 1) column[start + row] = Number(vector.getItem(row))
    }
    start += chunk.rowCount
  }
  return new Map(FACTS.map((fact, at) => [fact.name, columns[at] ?? new Uint8Array(0)]))
}
