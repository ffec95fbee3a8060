/** What is read from pages is what a database finds in the files of the snapshot, asked in the plainest way. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseDay } from '@branch-playbook/engine'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Connection, literal, openDuckDb, rowsOf } from '../duckdb/session.ts'
import { smallBank, writeFeeds } from '../feeds/small-bank.ts'
import { byBytes, lowerCased } from './letters.ts'
import { makeSnapshot } from './make.ts'
import { openSnapshot, type Snapshot } from './open.ts'
import type { TransactionQuery } from './transactions.ts'

const SEED = 5
/** Of few letters, so that much is found; of more bytes and units than one, and such as change their length. */
const LETTERS = [
  '王',
  '伟',
  '欧',
  '阳',
  'a',
  'B',
  'Σ',
  'σ',
  'İ',
  '𠮷',
  'ｶ',
  ' ',
  '%',
  '"',
  '1',
  '3',
  '8',
  '*',
]
const CUSTOMERS = 400
/** Of the first, more than go onto a page and into one part. */
const TRANSACTIONS = [2_300, 501, 500, 60, 1]

const anyText = (least: number, most: number) =>
  fc.string({ unit: fc.constantFrom(...LETTERS), minLength: least, maxLength: most })

/** A value as it is written into a feed. */
const cell = (text: string): string => (text === '' ? '' : `"${text.replaceAll('"', '""')}"`)

const person = fc.record({
  id: anyText(1, 5),
  name: anyText(1, 5),
  phone: anyText(0, 11),
  branch: fc.constantFrom('B1', 'B2'),
  adviser: fc.constantFrom('', 'M1'),
  household: fc.constantFrom('', 'F1', '𠮷', 'Σ'),
  consents_source: fc.constantFrom('', '开户协议'),
})

let snapshot: Snapshot
let connection: Connection
let close = () => {}
let ids: readonly string[] = []

beforeAll(async () => {
  const people = fc
    .sample(
      fc.uniqueArray(person, { selector: ({ id }) => id.trim(), minLength: 200, maxLength: CUSTOMERS }),
      {
        seed: SEED,
        numRuns: 8,
      },
    )
    .toSorted((left, right) => right.length - left.length)[0]
  const customers = (people ?? []).filter(({ id, name }) => id.trim() === id && name.trim() === name)
  ids = customers.map(({ id }) => id)
  const products = [
    { id: 'D', name: '活期Σ', name_en: 'Demand Σ', group: 'demand_deposits', rate_sensitive: 'false' },
    { id: 'T', name: '定期', group: 'term_deposits', rate_sensitive: 'true' },
  ]
  const { directory } = await makeSnapshot({
    feedsDirectory: writeFeeds({
      ...smallBank,
      branches: [
        { id: 'B1', name: '城中支行' },
        { id: 'B2', name: '滨江支行' },
      ],
      customers: customers.map((customer) => ({
        ...Object.fromEntries(Object.entries(customer).map(([column, text]) => [column, cell(text)])),
        consents_recorded: customer.consents_source === '' ? '' : '2026-02-03',
      })),
      products,
      holdings: TRANSACTIONS.flatMap((_, at) =>
        products.map(({ id: product }) => ({
          id: `H${at}${product}`,
          customer: cell(ids[at] ?? ''),
          product,
          balance: '100',
          opened: '2025-01-01',
        })),
      ),
      transactions: TRANSACTIONS.flatMap((count, at) =>
        Array.from({ length: count }, (_, number) => ({
          id: cell(`${LETTERS[number % LETTERS.length]?.trim() || 'P'}${at}-${(number * 7919) % count}`),
          customer: cell(ids[at] ?? ''),
          day: `2026-0${1 + ((number % 7) % 3)}-${10 + (number % 7)}`,
          amount: String((number % 2 === 0 ? -1 : 1) * ((number * 104_729) % 5_000_000)),
          kind: ['fee', 'bill', 'salary'][number % 3] ?? 'fee',
          made_by: number % 4 === 0 ? 'bank' : 'customer',
          holding: ['', `H${at}D`, `H${at}T`][number % 3] ?? '',
        })),
      ),
    }),
    asOf: parseDay('2026-03-31') ?? 0,
    into: mkdtempSync(join(tmpdir(), 'pages-')),
    currency: 'CNY',
  })
  snapshot = await openSnapshot(directory)
  const opened = await openDuckDb()
  connection = opened.connection
  close = opened.close
  for (const table of ['customers', 'holdings', 'transactions', 'particulars', 'households'])
    await connection.run(
      `CREATE VIEW ${table} AS SELECT * FROM read_parquet(${literal(join(directory, `${table}.parquet`))})`,
    )
})
afterAll(() => {
  snapshot.close()
  close()
})

const foundRow = z.object({
  id: z.string(),
  name: z.string(),
  branch: z.string(),
  adviser: z.string().nullable(),
  phone: z.string().nullable(),
})

test('a search finds whoever has the text in his name, number or telephone number, and nobody else', async () => {
  await fc.assert(
    fc.asyncProperty(anyText(0, 6), fc.constantFrom(null, 'B1', 'B2', 'B3'), async (text, branch) => {
      const expected = await rowsOf(
        connection,
        foundRow,
        `SELECT id, name, branch, adviser, phone FROM customers
         WHERE (contains(lower(name), lower($text)) OR contains(lower(id), lower($text)) OR contains(phone, $text))
           AND (CAST($branch AS VARCHAR) IS NULL OR branch = $branch)
         ORDER BY id LIMIT 50`,
        { text, branch },
      )
      expect(await snapshot.search({ text, branch, most: 50 })).toEqual(expected)
      const [first, ...others] = expected
      if (!first) return
      const without = new Set([first.id])
      expect((await snapshot.search({ text, branch, most: 50, without })).slice(0, others.length)).toEqual(
        others,
      )
    }),
    {
      seed: SEED,
      numRuns: 400,
      examples: [
        ['', null],
        ['欧', 'B1'],
        ['王伟', null],
      ],
    },
  )
})

test('whoever is found last among many is found, and small letters are those of the database', async () => {
  for (const { id, name } of await rowsOf(connection, foundRow, 'SELECT * FROM customers'))
    for (const text of [id, name])
      expect((await snapshot.search({ text, branch: null, most: 50 })).length, text).toBeGreaterThan(0)
  // Latin, Greek and Cyrillic; of letters that Unicode got later, the database knows nothing yet.
  const letters = Array.from({ length: 0x600 }, (_, at) => String.fromCodePoint(0x21 + at))
  const [lower] = await rowsOf(connection, z.object({ text: z.string() }), 'SELECT lower($text) AS text', {
    text: letters.join(' '),
  })
  const others = letters.filter((letter, at) => lower?.text.split(' ')[at] !== lowerCased(letter))
  expect(others).toEqual([])
})

const transactionRow = z.object({
  id: z.string(),
  day: z.number(),
  amount: z.number(),
  kind: z.string(),
  madeBy: z.string(),
  holding: z.string().nullable(),
  product: z.string().nullable(),
  productEn: z.string().nullable(),
})

/** All that are wanted, by the database. */
function wantedBy(customer: string, { search = '', kinds = [], direction, scale }: TransactionQuery) {
  const text = search.trim()
  const amount = /^[¥￥$€]?\d[\d,，]*$/.test(text) ? text.replaceAll(/\D/g, '') : ''
  return rowsOf(
    connection,
    transactionRow,
    `SELECT t.id, CAST(day - DATE '1970-01-01' AS INTEGER) AS day, CAST(amount AS DOUBLE) AS amount, kind,
       made_by AS "madeBy", holding, product_name AS product, product_name_en AS "productEn"
     FROM transactions t LEFT JOIN holdings h ON h.id = t.holding
     WHERE t.customer = $customer
       AND ${direction === undefined ? 'true' : direction === 'in' ? 'amount > 0' : 'amount < 0'}
       AND ($text = '' OR contains(lower(t.id), lower($text)) OR contains(lower(coalesce(holding, '')), lower($text))
         OR contains(coalesce(product_name, ''), $text) OR contains(lower(coalesce(product_name_en, '')), lower($text))
         OR list_contains(string_split($kinds, ','), kind)
         OR ($amount <> '' AND starts_with(CAST(abs(amount) // CAST($scale AS BIGINT) AS VARCHAR), $amount)))
     ORDER BY day DESC, t.id`,
    { customer, text, amount, kinds: kinds.join(','), scale: String(scale) },
  )
}

test('the transactions that are found, and their sums, are those of the files, page by page', async () => {
  const query = fc.record({
    search: fc.oneof(
      anyText(0, 2),
      fc.constantFrom('12', '¥1,2', '-1', 'h0d', 'demand σ', '活期Σ', '活期σ', '  '),
    ),
    kinds: fc.subarray(['fee', 'bill']),
    direction: fc.constantFrom(undefined, 'in' as const, 'out' as const),
    limit: fc.integer({ min: 1, max: 200 }),
    scale: fc.constantFrom(1, 100),
  })
  const whose = fc.integer({ min: 0, max: TRANSACTIONS.length })
  await fc.assert(
    fc.asyncProperty(whose, query, fc.double({ min: 0, max: 1, noNaN: true }), async (at, asked, share) => {
      const customer = ids[at] ?? ''
      const expected = await wantedBy(customer, asked)
      const place = Math.floor(share * expected.length)
      const after = expected[place]
      const amounts = expected.map(({ amount }) => amount)
      const totals = {
        count: expected.length,
        credit: amounts.reduce((sum, amount) => sum + Math.max(amount, 0), 0),
        debit: amounts.reduce((sum, amount) => sum + Math.min(amount, 0), 0),
      }
      for (const [start, from] of [
        [0, undefined],
        ...(after ? [[place + 1, after] as const] : []),
      ] as const) {
        expect(await snapshot.transactions(customer, { ...asked, after: from })).toEqual({
          transactions: expected.slice(start, start + asked.limit),
          more: expected.length > start + asked.limit,
          totals,
        })
      }
    }),
    { seed: SEED, numRuns: 150 },
  )
})

test('page after page goes through all transactions, whichever is the last on a page', async () => {
  const customer = ids[2] ?? ''
  const order = { limit: 1, scale: 1 }
  const found: string[] = []
  for (let after: { day: number; id: string } | undefined; ; ) {
    const { transactions, more } = await snapshot.transactions(customer, { ...order, after })
    found.push(...transactions.map(({ id }) => id))
    after = transactions[0]
    if (!more) break
  }
  expect(found).toEqual((await wantedBy(customer, order)).map(({ id }) => id))
})

test('a page has the latest of however many transactions, in the order of the database', async () => {
  for (const [at, count] of TRANSACTIONS.entries()) {
    const expected = await wantedBy(ids[at] ?? '', { limit: 1, scale: 1 })
    expect(expected).toHaveLength(count)
    for (const most of [0, 1, 50, 1_000, 1_001, Number.POSITIVE_INFINITY]) {
      const page = await snapshot.customer(ids[at] ?? '', most)
      expect(page?.transactions.map(({ id }) => id)).toEqual(expected.slice(0, most).map(({ id }) => id))
    }
  }
})

test('particulars and the members of a household are those of the feeds', async () => {
  const row = z.object({
    household: z.string().nullable(),
    recorded: z.string().nullable(),
    source: z.string().nullable(),
    members: z.array(z.string()).nullable(),
  })
  for (const id of ids) {
    const [expected] = await rowsOf(
      connection,
      row,
      `SELECT p.household, CAST(consents_recorded AS VARCHAR) AS recorded, consents_source AS source,
         (SELECT list(customer) FROM households h WHERE h.household = p.household) AS members
       FROM particulars p WHERE customer = $id`,
      { id },
    )
    const { household, consentsRecorded, consentsSource, members } = await snapshot.particulars(id)
    expect(household, id).toBe(expected?.household ?? null)
    expect([consentsRecorded, consentsSource]).toEqual([
      expected?.recorded ? parseDay(expected.recorded) : null,
      expected?.source ?? null,
    ])
    expect(members).toEqual((expected?.members ?? []).toSorted(byBytes))
  }
  expect((await snapshot.particulars('nobody')).members).toEqual([])
})
