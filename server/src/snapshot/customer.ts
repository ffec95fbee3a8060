import { z } from 'zod'
import { type Connection, literal, rowsOf } from '../duckdb/session.ts'

const SHOWN = 50
const FOUND_AT_MOST = 50

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

const foundRow = z.object({
  id: text,
  name: text,
  branch: text,
  adviser: text.nullable(),
  phone: text.nullable(),
})

/** All that a snapshot shows of one customer. Amounts in minor units, days since 1970-01-01. */
export interface CustomerPage extends z.output<typeof identityRow> {
  readonly holdings: readonly z.output<typeof holdingRow>[]
  /** The latest first. */
  readonly contacts: readonly z.output<typeof contactRow>[]
  /** The latest first. */
  readonly transactions: readonly z.output<typeof transactionRow>[]
}

export type FoundCustomer = z.output<typeof foundRow>

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

/** A customer's page as it is stored: the values of his own row, and of those of holdings, contacts, transactions. */
const values = z.array(z.unknown())
const storedPage = z.tuple([values, z.array(values), z.array(values), z.array(values)])

const valuesOf = (columns: Readonly<Record<string, string>>): string =>
  `json_array(${Object.values(columns).join(', ')})::VARCHAR`

/** A query for the pages, as they are stored, of the customers from one number up to and including another. */
export function storedPages(first: string, last: string): string {
  const between = (column: string) => `${column} BETWEEN ${literal(first)} AND ${literal(last)}`
  // In no order: to keep one while rows are put together takes ten times the memory.
  const grouped = (table: string, columns: Readonly<Record<string, string>>) => `
    SELECT customer, '[' || string_agg(${valuesOf(columns)}, ',') || ']' AS page
    FROM ${table} WHERE ${between('customer')} GROUP BY customer`
  return `
    WITH held AS (${grouped('holdings', HOLDINGS)}), talked AS (${grouped('contacts', CONTACTS)}),
      moved AS (${grouped('transactions', TRANSACTIONS)}),
      known AS (SELECT id, ${valuesOf(IDENTITY)} AS page FROM customers WHERE ${between('id')})
    SELECT known.id, '[' || known.page || ',' || coalesce(held.page, '[]') || ',' || coalesce(talked.page, '[]')
      || ',' || coalesce(moved.page, '[]') || ']' AS page
    FROM known LEFT JOIN held ON held.customer = known.id LEFT JOIN talked ON talked.customer = known.id
      LEFT JOIN moved ON moved.customer = known.id`
}

/** A stored page, with so many contacts and transactions at most. */
export function readCustomer(stored: string, most = SHOWN): CustomerPage {
  const [identity, holdings, contacts, transactions] = storedPage.parse(JSON.parse(stored))
  const rowsOfTable = <Schema extends z.ZodObject>(
    schema: Schema,
    columns: Columns<Schema>,
    rows: readonly unknown[][],
  ) => rows.map((row) => schema.parse(named(columns, row)))
  return {
    ...identityRow.parse(named(IDENTITY, identity)),
    holdings: rowsOfTable(holdingRow, HOLDINGS, holdings).toSorted(byGroup),
    contacts: rowsOfTable(contactRow, CONTACTS, contacts).toSorted(latestFirst).slice(0, most),
    transactions: rowsOfTable(transactionRow, TRANSACTIONS, transactions)
      .toSorted(latestFirst)
      .slice(0, most),
  }
}

const named = (columns: object, row: readonly unknown[]): Record<string, unknown> =>
  Object.fromEntries(Object.keys(columns).map((name, at) => [name, row[at]]))

interface Dated {
  readonly id: string
  readonly day: number
}

const latestFirst = (left: Dated, right: Dated): number => right.day - left.day || order(left.id, right.id)

const byGroup = (left: z.output<typeof holdingRow>, right: z.output<typeof holdingRow>): number =>
  order(left.group, right.group) || order(left.id, right.id)

const order = (left: string, right: string): number => (left < right ? -1 : Number(left > right))

/** Finds customers by a part of their name, number or telephone number, upper and lower case alike. */
export function searchCustomers(
  connection: Connection,
  wanted: string,
  branch: string | null,
): Promise<FoundCustomer[]> {
  return rowsOf(
    connection,
    foundRow,
    `SELECT id, name, branch, adviser, phone FROM customers
     WHERE (contains(lower(name), lower($wanted)) OR contains(lower(id), lower($wanted))
         OR contains(phone, $wanted)) AND (CAST($branch AS VARCHAR) IS NULL OR branch = $branch)
     ORDER BY id LIMIT ${FOUND_AT_MOST}`,
    { wanted, branch },
  )
}
