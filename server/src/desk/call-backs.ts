import { type Day, parseDay } from '@branch-playbook/engine'
import type { Contact } from '../store/ledger.ts'
import { tookPlace } from './outcomes.ts'

/** A call that a customer was promised and that nobody has made yet. */
export interface CallBack {
  /** The contact in which it was promised. */
  readonly contact: string
  /** From which day on it is due. */
  readonly on: Day
  /** Not before which time of that day, `HH:MM`; null when none was agreed. */
  readonly time: string | null
  readonly minutes: number
  /** The day on which it was promised. */
  readonly made: Day
  /** What was noted then. */
  readonly note: string
}

/**
 * The calls that customers were promised, at most one each: a later promise takes the place of an earlier one, a
 * conversation keeps it, and an attempt that reached nobody leaves it open, so that it stays due until it is kept.
 */
export class CallBacks {
  readonly #byRow = new Map<number, CallBack>()
  readonly #lastContact: Int32Array

  /** `lastContact` is the day of everybody's last conversation, also of those that only the bank's feeds know. */
  constructor(lastContact: Int32Array) {
    this.#lastContact = lastContact
  }

  /** Takes notice of a contact of a day with the customer of a row; contacts come in their order. */
  add(row: number, made: Day, contact: Contact): void {
    const { id, outcome, note, call_back_on, call_back_minutes: minutes, call_back_time: time } = contact
    const on = call_back_on === null ? null : parseDay(call_back_on)
    if (on !== null) this.#byRow.set(row, { contact: id, on, time, minutes: minutes ?? 0, made, note })
    else if (tookPlace(outcome)) this.#byRow.delete(row)
  }

  /** The same promises, to be kept apart; `lastContact` as above. */
  copy(lastContact: Int32Array): CallBacks {
    const copy = new CallBacks(lastContact)
    for (const [row, promise] of this.#byRow) copy.#byRow.set(row, promise)
    return copy
  }

  /** Knows nothing any more of what was promised to the customer of a row. */
  forget(row: number): void {
    this.#byRow.delete(row)
  }

  /** The promise that a customer waits for; null when there is none. */
  of(row: number): CallBack | null {
    const found = this.#byRow.get(row)
    return found && (this.#lastContact[row] ?? 0) <= found.made ? found : null
  }

  /** All that are open, those due longest first, those of a day by their time, then by row. */
  open(): (CallBack & { readonly row: number })[] {
    return [...this.#byRow.keys()]
      .flatMap((row) => {
        const found = this.of(row)
        return found ? [{ ...found, row }] : []
      })
      .toSorted((left, right) => left.on - right.on || byTime(left, right) || left.row - right.row)
  }
}

/** Whoever may be called at any time goes before those who are called at theirs. */
function byTime({ time: left }: CallBack, { time: right }: CallBack): number {
  if (left === right) return 0
  return (left ?? '') < (right ?? '') ? -1 : 1
}
