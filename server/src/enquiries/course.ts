import type { EnquiryStep } from '../store/tables/branches.ts'
import type { Due } from './kept-answer.ts'

/** How far an enquiry has come. Handed on, or of another kind, it waits for somebody to take it again. */
export type EnquiryState = 'open' | 'taken' | 'answered' | 'closed'

const STATE_AFTER: Readonly<Record<EnquiryStep, EnquiryState>> = {
  received: 'open',
  taken: 'taken',
  handed_on: 'open',
  corrected: 'open',
  answered: 'answered',
  closed: 'closed',
}

/** The state of an enquiry after its last step. */
export const stateAfter = (last: EnquiryStep): EnquiryState => STATE_AFTER[last]

/** What the clocks say: the moment, ISO 8601 in UTC, and the business day. */
export interface Clock {
  readonly now: string
  readonly day: string
}

/**
 * Whether an enquiry is late: nobody has answered it, and its moment has come or its day is over. Nothing has to
 * run for that, so that nothing can miss it.
 */
export const isLate = (state: EnquiryState, due: Due, { now, day }: Clock): boolean =>
  (state === 'open' || state === 'taken') &&
  ((due.at !== null && now >= due.at) || (due.day !== null && day > due.day))

/** The order in which to see to enquiries: what is late, then what is due first, then what came first. */
export function byUrgency(left: Urgent, right: Urgent): number {
  return (
    Number(right.late) - Number(left.late) ||
    compared(left.due.at, right.due.at) ||
    compared(left.due.day, right.due.day) ||
    left.number - right.number
  )
}

interface Urgent {
  readonly late: boolean
  readonly due: Due
  readonly number: number
}

/** A moment is sooner than any day: none at all goes last. */
function compared(left: string | null, right: string | null): number {
  if (left === right) return 0
  if (left === null) return 1
  return right === null || left < right ? -1 : 1
}
