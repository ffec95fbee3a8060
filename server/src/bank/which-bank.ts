import { Refusal } from '../files/refusal.ts'
import { currentBank, type PlacedBank } from './bank.ts'

/** Where a command finds its bank, and which it is. */
export interface BankOptions {
  readonly data: string
  readonly bank?: string
}

export const DATA = ['--data <directory>', 'where banks are kept', 'data'] as const
export const BANK = ['--bank <id>', 'which bank, the one made last unless given'] as const

/**
 * The bank that a command is about: the one named, otherwise the one made last.
 * @param mend What to do when there is none.
 * @throws Refusal when there is none, or what should tell is broken.
 */
export function bankOf({ data, bank }: BankOptions, mend = 'make one with bank demo'): PlacedBank {
  const placed = currentBank(data, bank)
  if (placed) return placed
  throw new Refusal(`There is no ${bank ? `bank "${bank}"` : 'bank'} in ${data}: ${mend}.`)
}
