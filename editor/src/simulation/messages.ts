import type { BankEvent, Calendar } from '@branch-playbook/engine'
import type { Answer, Question } from './question.ts'
import type { Summary, Turnover } from './summary.ts'

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
  | { readonly ask: 'open'; readonly bank: Bank }
  /** The playbook with which edits are compared; one with errors is not, but the first without. */
  | { readonly ask: 'compare with'; readonly before: unknown }
  /** Decide everyone under this document. A later request makes an unfinished one void. */
  | { readonly ask: 'compare'; readonly revision: number; readonly after: unknown }
  /** What the page wants to know beside, from now on. */
  | { readonly ask: 'watch'; readonly questions: readonly Question[] }
  /** A question that is answered once. */
  | { readonly ask: 'once'; readonly id: number; readonly question: Question }
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
  /** Who comes on the lists and goes from them, by branch; empty when one of the playbooks makes none. */
  readonly turnover: Readonly<Record<string, Turnover>>
  /** Facts of the edited playbook that the bank's data does not have: for everybody they are missing. */
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
  | { readonly report: 'once'; readonly id: number; readonly answer: Answer | null }
  /** How many of the columns that are needed have come. */
  | { readonly report: 'progress'; readonly fetched: number; readonly of: number }
  | { readonly report: 'stopped' }
  /** The document has errors, so there is nothing to decide. */
  | { readonly report: 'invalid'; readonly revision: number }
  | { readonly report: 'failed'; readonly reason: string }
