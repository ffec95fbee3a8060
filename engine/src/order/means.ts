/** What an order may go beyond: what the customer has at once, or all that he has. */
export const BEYOND = ['demand', 'all'] as const
export type Beyond = (typeof BEYOND)[number]

/** What a customer could pay an order from, in the minor unit. */
export interface Means {
  /** On his demand accounts: there at once. */
  readonly demand: number
  /** All that he has with the bank; what he owes it is none of it. */
  readonly all: number
}

/**
 * What an amount in the minor unit goes beyond: all that there is, what is there at once, or (null) neither. It
 * forbids nothing: money may come from elsewhere.
 */
export function beyond(amount: number, { demand, all }: Means): Beyond | null {
  if (amount > all) return 'all'
  return amount > demand ? 'demand' : null
}
