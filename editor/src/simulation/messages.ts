import type { BankEvent, Calendar } from '@branch-playbook/engine'
import type { Answer, Question } from './question.ts'
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
  /** The bank, and the playbook with which edits are compared; one with errors is not compared with. */
  | { readonly ask: 'open'; readonly bank: Bank; readonly before: unknown }
  /** Decide everyone under this document. A later request makes an unfinished one void. */
  | { readonly ask: 'compare'; readonly revision: number; readonly after: unknown }
  /** What the page wants to know beside, from now on. */
  | { readonly ask: 'watch'; readonly questions: readonly Question[] }
  /** Stop fetching; what is fetched already is kept. */
  | { readonly ask: 'stop' }

/** Both sides of a what-if, and what it took. */
export interface Comparison {
  readonly revision: number
  readonly customers: number
  readonly before: Summary
  readonly after: Summary
  /** For how many customers each class outcome differs. */
  readonly moved: Readonly<Record<string, number>>
  /** Facts of the playbooks that the bank's data does not have: for everybody they are missing. */
  readonly unknownFacts: readonly string[]
  /** Milliseconds from the edit's arrival to its figures, without fetching columns. */
  readonly took: number
  /** How many of the outcomes had to be decided again. */
  readonly decided: number
  readonly outcomes: number
}

/** Answers by the keys of their questions; null to a question about something that is not there. */
export type Answers = readonly (readonly [key: string, answer: Answer | null])[]

export type Report =
  | { readonly report: 'comparison'; readonly comparison: Comparison; readonly answers: Answers }
  /** Answers to questions that were asked after the edit. */
  | { readonly report: 'answers'; readonly answers: Answers }
  /** How many of the columns that are needed have come. */
  | { readonly report: 'progress'; readonly fetched: number; readonly of: number }
  | { readonly report: 'stopped' }
  /** The document has errors, so there is nothing to decide. */
  | { readonly report: 'invalid'; readonly revision: number }
  | { readonly report: 'failed'; readonly reason: string }
