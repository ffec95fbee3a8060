import type { BankEvent, Calendar } from '@branch-playbook/engine'
import type { Summary } from './summary.ts'

/** What the worker needs to know to fetch the population and to run playbooks on it. */
export interface Bank {
  /** The snapshot's hash. */
  readonly snapshot: string
  /** The business day of the lists, YYYY-MM-DD. */
  readonly day: string
  readonly calendar: Calendar
  readonly events: readonly BankEvent[]
}

export type Request =
  /** The bank, and the playbook with which edits are compared. */
  | { readonly ask: 'open'; readonly bank: Bank; readonly before: unknown }
  /** Decide everyone under this document. A later request makes an unfinished one void. */
  | { readonly ask: 'compare'; readonly revision: number; readonly after: unknown }

/** Both sides of a what-if, and what it took. */
export interface Comparison {
  readonly revision: number
  readonly customers: number
  readonly before: Summary
  readonly after: Summary
  /** For how many customers each class outcome differs. */
  readonly moved: Readonly<Record<string, number>>
  /** Milliseconds from the edit's arrival to its figures, without fetching columns. */
  readonly took: number
  /** How many of the outcomes had to be decided again. */
  readonly decided: number
  readonly outcomes: number
}

export type Answer =
  | { readonly answer: 'comparison'; readonly comparison: Comparison }
  /** The document has errors, so there is nothing to decide. */
  | { readonly answer: 'invalid'; readonly revision: number }
  | { readonly answer: 'failed'; readonly reason: string }
