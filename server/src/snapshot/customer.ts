import { z } from 'zod'
import { literal } from '../duckdb/session.ts'
import { byBytes } from './letters.ts'
import { type Particulars, particularsRow } from './particulars.ts'

const SHOWN = 50

const day = z.number().int()
const text = z.string()
const money = z.number()

const identityRow = z.object({
  id: text,
  name: text,
  branch: text,
  adviser: text.nullable(),
  birthDate: day.nullable(),
  phone: text.nullable(),
  doNotContact: z.boolean().nullable(),
  consentPhone: z.boolean().nullable(),
  consentSms: z.boolean().nullable(),
  consentWechat: z.boolean().nullable(),
  riskClass: text.nullable(),
  riskAssessed: day.nullable(),
  tier: text.nullable(),
  customerSince: day.nullable(),
})

const holdingRow = z.object({
  id: text,
  product: text,
  productName: text,
  productNameEn: text.nullable(),
  group: text,
  rateSensitive: z.boolean(),
  riskLevel: text.nullable(),
  balance: money,
  opened: day,
  matures: day.nullable(),
})

const contactRow = z.object({
  id: text,
  day,
  channel: text,
  outcome: text,
  adviser: text.nullable(),
  adviserName: text.nullable(),
  note: text.nullable(),
})

const transactionRow = z.object({
  id: text,
  day,
  amount: money,
  kind: text,
  madeBy: z.enum(['customer', 'bank']),
  holding: text.nullable(),
})

/** All that a snapshot shows of one customer. Amounts in minor units, days since 1970-01-01. */
export interface CustomerPage extends z.output<typeof identityRow> {
  readonly holdings: readonly z.output<typeof holdingRow>[]
  /** The latest first. */
  readonly contacts: readonly z.output<typeof contactRow>[]
  /** The latest first. */
  readonly transactions: readonly Transaction[]
}

export type Transaction = z.output<typeof transactionRow>

const dayNumber = (column: string): string => `CAST(${column} - DATE '1970-01-01' AS INTEGER)`

/** SQL over the snapshot's tables for each value of a row. */
type Columns<Schema extends z.ZodObject> = Readonly<Record<keyof z.output<Schema>, string>>

const IDENTITY: Columns<typeof identityRow> = {
  id: 'id',
  name: 'name',
  branch: 'branch',
  adviser: 'adviser',
  birthDate: dayNumber('birth_date'),
  phone: 'phone',
  doNotContact: 'do_not_contact',
  consentPhone: 'consent_phone',
  consentSms: 'consent_sms',
  consentWechat: 'consent_wechat',
  riskClass: 'risk_class',
  riskAssessed: dayNumber('risk_assessed'),
  tier: 'tier',
  customerSince: dayNumber('customer_since'),
}

const HOLDINGS: Columns<typeof holdingRow> = {
  id: 'id',
  product: 'product',
  productName: 'product_name',
  productNameEn: 'product_name_en',
  group: '"group"',
  rateSensitive: 'rate_sensitive',
  riskLevel: 'risk_level',
  balance: 'balance',
  opened: dayNumber('opened'),
  matures: dayNumber('matures'),
}

const CONTACTS: Columns<typeof contactRow> = {
  id: 'id',
  day: dayNumber('day'),
  channel: 'channel',
  outcome: 'outcome',
  adviser: 'adviser',
  adviserName: 'adviser_name',
  note: 'note',
}

const TRANSACTIONS: Columns<typeof transactionRow> = {
  id: 'id',
  day: dayNumber('day'),
  amount: 'amount',
  kind: 'kind',
  madeBy: 'made_by',
  holding: 'holding',
}

const PARTICULARS: Columns<typeof particularsRow> = {
  household: 'household',
  consentsRecorded: dayNumber('consents_recorded'),
  consentsSource: 'consents_source',
}

const valuesOf = (columns: Readonly<Record<string, string>>): string =>
  `json_array(${Object.values(columns).join(', ')})::VARCHAR`

const between = (column: string, first: string, last: string) =>
  `${column} BETWEEN ${literal(first)} AND ${literal(last)}`

/**
 * A query for the pages, as they are stored, of the customers from one number up to and including another. In those
 * of the customers of the table `busy` are no transactions.
 */
export function storedPages(first: string, last: string): string {
  // In no order: to keep one while rows are put together takes ten times the memory.
  const grouped = (table: string, columns: Readonly<Record<string, string>>) => `
    SELECT customer, '[' || string_agg(${valuesOf(columns)}, ',') || ']' AS page
    FROM ${table} WHERE ${between('customer', first, last)} GROUP BY customer`
  return `
    WITH held AS (${grouped('holdings', HOLDINGS)}), talked AS (${grouped('contacts', CONTACTS)}),
      moved AS (${grouped('(FROM transactions ANTI JOIN busy USING (customer))', TRANSACTIONS)}),
      known AS (SELECT id, ${valuesOf(IDENTITY)} AS page FROM customers WHERE ${between('id', first, last)}),
      told AS (
        SELECT customer, ${valuesOf(PARTICULARS)} AS page FROM particulars
        WHERE ${between('customer', first, last)})
    SELECT known.id, '[' || known.page || ',' || coalesce(held.page, '[]') || ',' || coalesce(talked.page, '[]')
      || ',' || CASE WHEN busy.customer IS NULL THEN coalesce(moved.page, '[]') ELSE 'null' END
      || ',' || coalesce(told.page, 'null') || ']' AS page
    FROM known LEFT JOIN held ON held.customer = known.id LEFT JOIN talked ON talked.customer = known.id
      LEFT JOIN moved ON moved.customer = known.id LEFT JOIN busy ON busy.customer = known.id
      LEFT JOIN told ON told.customer = known.id`
}

/** A query for the transactions, as they are stored, of busy customers: his number and the values, the latest first. */
export const busyTransactions = (first: string, last: string): string => `
  SELECT customer, ${valuesOf(TRANSACTIONS)} FROM transactions SEMI JOIN busy USING (customer)
  WHERE ${between('customer', first, last)} ORDER BY customer, "day" DESC, id`

const values = z.array(z.unknown())
const rows = z.array(values)
/**
 * A page as it is stored: the values of his own row, and of those of holdings, contacts and transactions; null for
 * transactions that are stored apart, and for particulars of which nothing is known.
 */
const storedPage = z.tuple([values, rows, rows, rows.nullable(), values.nullable()])

type Values = readonly unknown[]

/** A page as it was found. */
export interface StoredPage {
  readonly identity: Values
  readonly holdings: readonly Values[]
  readonly contacts: readonly Values[]
  readonly transactions: readonly Values[] | null
  readonly particulars: Values | null
  /** Reads his transactions where they are stored apart, the latest first. */
  apart(): Iterable<string>
}

/** A page by the text that is stored of it: parsed once, whatever is read of it then. */
export function storedPageOf(page: string, apart: StoredPage['apart']): StoredPage {
  const [identity, holdings, contacts, transactions, particulars] = storedPage.parse(JSON.parse(page))
  return { identity, holdings, contacts, transactions, particulars, apart }
}

/** A customer by his stored page, with so many contacts and transactions at most. */
export function readCustomer(stored: StoredPage, most = SHOWN): CustomerPage {
  return {
    ...identityRow.parse(named(IDENTITY, stored.identity)),
    holdings: readHoldings(stored),
    contacts: rowsOf(contactRow, CONTACTS, stored.contacts).toSorted(latestFirst).slice(0, most),
    transactions: latestOf(readTransactions(stored), most),
  }
}

/** What he holds, by group. */
export const readHoldings = ({ holdings }: StoredPage): CustomerPage['holdings'] =>
  rowsOf(holdingRow, HOLDINGS, holdings).toSorted(byGroup)

/** His transactions, the latest first, in parts. */
export function* readTransactions({ transactions, apart }: StoredPage): Generator<readonly Transaction[]> {
  const read = (part: readonly Values[]) => rowsOf(transactionRow, TRANSACTIONS, part)
  if (transactions !== null) yield read(transactions).toSorted(latestFirst)
  else for (const part of apart()) yield read(rows.parse(JSON.parse(part)))
}

/** His household, and where his consents come from; null when the feeds tell nothing. */
export const readParticulars = ({ particulars }: StoredPage): Omit<Particulars, 'members'> | null =>
  particulars && particularsRow.parse(named(PARTICULARS, particulars))

function latestOf(parts: Iterable<readonly Transaction[]>, most: number): Transaction[] {
  const latest: Transaction[] = []
  for (const part of parts) {
    latest.push(...part.slice(0, most - latest.length))
    if (latest.length >= most) break
  }
  return latest
}

const rowsOf = <Schema extends z.ZodObject>(
  schema: Schema,
  columns: Columns<Schema>,
  rows: readonly Values[],
) => rows.map((row) => schema.parse(named(columns, row)))

const named = (columns: object, row: Values): Record<string, unknown> =>
  Object.fromEntries(Object.keys(columns).map((name, at) => [name, row[at]]))

interface Dated {
  readonly id: string
  readonly day: number
}

const latestFirst = (left: Dated, right: Dated): number => right.day - left.day || byBytes(left.id, right.id)

const byGroup = (left: z.output<typeof holdingRow>, right: z.output<typeof holdingRow>): number =>
  byBytes(left.group, right.group) || byBytes(left.id, right.id)
