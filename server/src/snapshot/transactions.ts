import { z } from 'zod'
import { type Connection, rowsOf } from '../duckdb/session.ts'

const transactionRow = z.object({
  id: z.string(),
  day: z.number().int(),
  amount: z.number(),
  kind: z.string(),
  madeBy: z.enum(['customer', 'bank']),
  holding: z.string().nullable(),
  product: z.string().nullable(),
  productEn: z.string().nullable(),
})

const totalsRow = z.object({ count: z.number(), credit: z.number(), debit: z.number() })

/** Which of a customer's transactions are wanted. What is left out lets everything through. */
export interface TransactionQuery {
  /** Part of a posting's or holding's number or of a product's name, or the first digits of an amount. */
  readonly search?: string | undefined
  /** Kinds that the search means too, by what people call them. */
  readonly kinds?: readonly string[] | undefined
  readonly direction?: 'in' | 'out' | undefined
  /** Begins after this transaction, in the order of the answer. */
  readonly after?: { readonly day: number; readonly id: string } | undefined
  readonly limit: number
  /** How many of the minor unit make one of the currency. */
  readonly scale: number
}

/** Some transactions of a customer, the latest first. Amounts in minor units, days since 1970-01-01. */
export interface FoundTransactions {
  readonly transactions: readonly z.output<typeof transactionRow>[]
  readonly more: boolean
  /** Of all that are wanted, whatever the page. */
  readonly totals: z.output<typeof totalsRow>
}

/** What a search may mean: `$search` is text, `$amount` its digits or empty, `$kinds` a list with commas. */
const SEARCHED = `($search = '' OR contains(lower(transactions.id), lower($search))
    OR contains(lower(coalesce(holding, '')), lower($search))
    OR contains(coalesce(product_name, ''), $search)
    OR contains(lower(coalesce(product_name_en, '')), lower($search))
    OR list_contains(string_split($kinds, ','), kind)
    OR ($amount <> '' AND starts_with(CAST(abs(amount) // CAST($scale AS BIGINT) AS VARCHAR), $amount)))`
const WAYS = { in: 'amount > 0', out: 'amount < 0', both: 'true' } as const

/** Finds transactions among those that the snapshot keeps in detail. */
export async function findTransactions(
  connection: Connection,
  customer: string,
  { search = '', kinds = [], direction, after, limit, scale }: TransactionQuery,
): Promise<FoundTransactions> {
  const wanted = search.trim()
  const given = {
    customer,
    search: wanted,
    kinds: kinds.join(','),
    amount: digitsOf(wanted),
    scale: String(scale),
  }
  const matching = `
    SELECT transactions.id, CAST(day - DATE '1970-01-01' AS INTEGER) AS day, CAST(amount AS DOUBLE) AS amount,
      kind, made_by AS "madeBy", holding, product_name AS product, product_name_en AS "productEn"
    FROM (SELECT * FROM transactions WHERE customer = $customer) AS transactions
      LEFT JOIN (SELECT id, product_name, product_name_en FROM holdings WHERE customer = $customer) AS held
        ON held.id = holding
    WHERE ${SEARCHED} AND ${WAYS[direction ?? 'both']}`
  const [totals = { count: 0, credit: 0, debit: 0 }] = await rowsOf(
    connection,
    totalsRow,
    `SELECT CAST(count(*) AS DOUBLE) AS count,
       CAST(coalesce(sum(amount) FILTER (amount > 0), 0) AS DOUBLE) AS credit,
       CAST(coalesce(sum(amount) FILTER (amount < 0), 0) AS DOUBLE) AS debit FROM (${matching})`,
    given,
  )
  const rows = await rowsOf(
    connection,
    transactionRow,
    `SELECT * FROM (${matching})
     WHERE $after = '' OR day < CAST($day AS INTEGER) OR (day = CAST($day AS INTEGER) AND id > $after)
     ORDER BY day DESC, id LIMIT ${limit + 1}`,
    { ...given, after: after?.id ?? '', day: String(after?.day ?? 0) },
  )
  return { transactions: rows.slice(0, limit), more: rows.length > limit, totals }
}

/** The whole digits of an amount as people write it, such as 5,000 or ¥5000; empty for what is none. */
const digitsOf = (text: string): string =>
  /^[¥￥$€]?\d[\d,，]*$/.test(text) ? text.replaceAll(/\D/g, '') : ''
