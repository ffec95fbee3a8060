import type { CustomerPage } from '../api/customers.ts'

/** What a customer could pay an order from, in the minor unit. */
export interface Means {
  /** On his demand accounts: there at once. */
  readonly demand: number
  /** All that he has with the bank; what he owes it is none of it. */
  readonly all: number
}

const OWED: ReadonlySet<string> = new Set(['loans', 'cards'])

/** What a customer has, by his holdings. */
export function meansOf(
  holdings: readonly Pick<CustomerPage['holdings'][number], 'group' | 'balance'>[],
): Means {
  const sum = (counts: (group: string) => boolean) =>
    holdings.reduce((total, { group, balance }) => (counts(group) ? total + balance : total), 0)
  return { demand: sum((group) => group === 'demand_deposits'), all: sum((group) => !OWED.has(group)) }
}

/** What an amount goes beyond: what is there at once, all that there is, or (null) neither. */
export function beyond(amount: number, { demand, all }: Means): keyof Means | null {
  if (amount > all) return 'all'
  return amount > demand ? 'demand' : null
}
