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
  const held = new Map(holdings.map((holding) => [holding.id, holding]))
  const isWanted = wantedBy(query)
  const found: FoundTransaction[] = []
  const totals = { count: 0, credit: 0, debit: 0 }
  for (const part of parts) {
    for (const each of part) {
      const holding = held.get(each.holding ?? '')
      const transaction = {
        ...each,
        product: holding?.productName ?? null,
        productEn: holding?.productNameEn ?? null,
      }
      if (!isWanted(transaction)) continue
      totals.count += 1
      if (each.amount > 0) totals.credit += each.amount
      else totals.debit += each.amount
      if (found.length <= query.limit && isAfter(each, query.after)) found.push(transaction)
    }
    await new Promise(setImmediate)
  }
  return { transactions: found.slice(0, query.limit), more: found.length > query.limit, totals }
}

const isAfter = ({ day, id }: Transaction, after: TransactionQuery['after']): boolean =>
  after === undefined || day < after.day || (day === after.day && byBytes(id, after.id) > 0)

function wantedBy({ search = '', kinds = [], direction, scale }: TransactionQuery) {
  const wanted = search.trim()
  const small = lowerCased(wanted)
  const digits = digitsOf(wanted)
  const isMeant = ({ id, holding, product, productEn, kind, amount }: FoundTransaction) =>
    lowerCased(id).includes(small) ||
    lowerCased(holding ?? '').includes(small) ||
    (product ?? '').includes(wanted) ||
    lowerCased(productEn ?? '').includes(small) ||
    kinds.includes(kind) ||
    (digits !== '' && String(Math.trunc(Math.abs(amount) / scale)).startsWith(digits))
  return (transaction: FoundTransaction): boolean =>
    (direction === undefined || (direction === 'in' ? transaction.amount > 0 : transaction.amount < 0)) &&
    (wanted === '' || isMeant(transaction))
}

/** The whole digits of an amount as people write it, such as 5,000 or ¥5000; empty for what is none. */
const digitsOf = (text: string): string =>
  /^[¥￥$€]?\d[\d,，]*$/.test(text) ? text.replaceAll(/\D/g, '') : ''
