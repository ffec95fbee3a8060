import { z } from 'zod'
import { type Connection, rowsOf } from '../duckdb/session.ts'

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

/** Reads a customer's page, with so many contacts and transactions at most; null for an unknown number. */
export async function readCustomer(
  connection: Connection,
  id: string,
  most = SHOWN,
): Promise<CustomerPage | null> {
  const [identity] = await rowsOf(
    connection,
    identityRow,
    `SELECT id, name, branch, adviser, ${dayNumber('birth_date')} AS "birthDate", phone,
       do_not_contact AS "doNotContact", consent_phone AS "consentPhone", consent_sms AS "consentSms",
       consent_wechat AS "consentWechat", risk_class AS "riskClass", ${dayNumber('risk_assessed')} AS "riskAssessed",
       tier, ${dayNumber('customer_since')} AS "customerSince"
     FROM customers WHERE id = $id`,
    { id },
  )
  if (!identity) return null
  const holdings = await rowsOf(
    connection,
    holdingRow,
    `SELECT id, product, product_name AS "productName", product_name_en AS "productNameEn", "group",
       rate_sensitive AS "rateSensitive", risk_level AS "riskLevel", CAST(balance AS DOUBLE) AS balance,
       ${dayNumber('opened')} AS opened, ${dayNumber('matures')} AS matures
     FROM holdings WHERE customer = $id ORDER BY "group", id`,
    { id },
  )
  const contacts = await rowsOf(
    connection,
    contactRow,
    `SELECT id, ${dayNumber('day')} AS day, channel, outcome, adviser, adviser_name AS "adviserName", note
     FROM contacts WHERE customer = $id ORDER BY contacts.day DESC, id LIMIT ${most}`,
    { id },
  )
  const transactions = await rowsOf(
    connection,
    transactionRow,
    `SELECT id, ${dayNumber('day')} AS day, CAST(amount AS DOUBLE) AS amount, kind, made_by AS "madeBy", holding
     FROM transactions WHERE customer = $id ORDER BY transactions.day DESC, id LIMIT ${most}`,
    { id },
  )
  return { ...identity, holdings, contacts, transactions }
}

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
