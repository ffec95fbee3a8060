import type { AnswerSentence, Calendar, Locale, Problem } from '@branch-playbook/engine'
import type { Case, Tracing } from './tracing.ts'

export type Request =
  /** Trace this case through this document. A later request makes an unfinished one void. */
  | {
      readonly ask: 'trace'
      readonly revision: number
      readonly document: unknown
      readonly calendar: Calendar
      readonly subject: Case
    }
  /** Why the customer traced last does not have that outcome, see `readTarget` of the engine. */
  | { readonly ask: 'why_not'; readonly revision: number; readonly target: string; readonly locale: Locale }

export type Answer = { readonly revision: number } & (
  | { readonly answer: 'traced'; readonly tracing: Tracing }
  /** He cannot be decided, such as on a day that the calendar does not know. */
  | { readonly answer: 'refused'; readonly problems: readonly Problem[] }
  | { readonly answer: 'why_not'; readonly sentences: readonly AnswerSentence[] }
  | { readonly answer: 'fault'; readonly reason: string }
)
