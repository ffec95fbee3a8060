import { setImmediate } from 'node:timers/promises'
import type { CustomerPage, Transaction } from './customer.ts'
import { byBytes, lowerCased } from './letters.ts'

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

interface FoundTransaction extends Transaction {
  /** Names of the holding's product; null where it is not known. */
  readonly product: string | null
  readonly productEn: string | null
}

/** Some transactions of a customer, the latest first. Amounts in minor units, days since 1970-01-01. */
export interface FoundTransactions {
  readonly transactions: readonly FoundTransaction[]
  readonly more: boolean
  /** Of all that are wanted, whatever the page. */
  readonly totals: { readonly count: number; readonly credit: number; readonly debit: number }
}

/**
 * Finds transactions of a customer.
 * @param parts All of them, the latest first; between one part and the next others have their turn.
 */
export async function findTransactions(
  parts: Iterable<readonly Transaction[]>,
  holdings: CustomerPage['holdings'],
  query: TransactionQuery,
): Promise<FoundTransactions> {
  const isWanted = wantedBy(query, holdings)
  const found: Transaction[] = []
  const totals = { count: 0, credit: 0, debit: 0 }
  let isFirst = true
  for (const part of parts) {
    if (!isFirst) await setImmediate()
    isFirst = false
    for (const transaction of part) {
      if (!isWanted(transaction)) continue
      totals.count += 1
      if (transaction.amount > 0) totals.credit += transaction.amount
      else totals.debit += transaction.amount
      if (found.length <= query.limit && isAfter(transaction, query.after)) found.push(transaction)
    }
  }
  const transactions = found.slice(0, query.limit).map((transaction) => {
    const held = holdings.find(({ id }) => id === transaction.holding)
    return { ...transaction, product: held?.productName ?? null, productEn: held?.productNameEn ?? null }
  })
  return { transactions, more: found.length > query.limit, totals }
}

const isAfter = ({ day, id }: Transaction, after: TransactionQuery['after']): boolean =>
  after === undefined || day < after.day || (day === after.day && byBytes(id, after.id) > 0)

type Test = (transaction: Transaction) => boolean

function wantedBy(query: TransactionQuery, holdings: CustomerPage['holdings']): Test {
  const { search = '', direction } = query
  const goesThere: Test = ({ amount }) =>
    direction === undefined || (direction === 'in' ? amount > 0 : amount < 0)
  if (search.trim() === '') return goesThere
  const isMeant = meantBy(search.trim(), query, holdings)
  return (transaction) => goesThere(transaction) && isMeant(transaction)
}

function meantBy(
  wanted: string,
  { kinds = [], scale }: TransactionQuery,
  holdings: CustomerPage['holdings'],
): Test {
  const small = lowerCased(wanted)
  const digits = digitsOf(wanted)
  const products = new Set(
    holdings
      .filter(
        ({ productName, productNameEn }) =>
          productName.includes(wanted) || lowerCased(productNameEn ?? '').includes(small),
      )
      .map(({ id }) => id),
  )
  return ({ id, holding, kind, amount }) =>
    kinds.includes(kind) ||
    lowerCased(id).includes(small) ||
    (holding !== null && (products.has(holding) || lowerCased(holding).includes(small))) ||
    (digits !== '' && String(Math.trunc(Math.abs(amount) / scale)).startsWith(digits))
}

/** The whole digits of an amount as people write it, such as 5,000 or ¥5000; empty for what is none. */
const digitsOf = (text: string): string =>
  /^[¥￥$€]?\d[\d,，]*$/.test(text) ? text.replaceAll(/\D/g, '') : ''
