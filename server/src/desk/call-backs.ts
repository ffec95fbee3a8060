import { type Day, parseDay } from '@branch-playbook/engine'
import type { Contact } from '../store/ledger.ts'
import { tookPlace } from './outcomes.ts'

/** A call that a customer was promised and that nobody has made yet. */
export interface CallBack {
  /** The contact in which it was promised. */
  readonly contact: string
  /** From which day on it is due. */
  readonly on: Day
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
  add(row: number, made: Day, { id, outcome, note, call_back_on, call_back_minutes }: Contact): void {
    const on = call_back_on === null ? null : parseDay(call_back_on)
    if (on !== null) this.#byRow.set(row, { contact: id, on, minutes: call_back_minutes ?? 0, made, note })
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

  /** All that are open, those due longest first, then by row. */
  open(): (CallBack & { readonly row: number })[] {
    return [...this.#byRow.keys()]
      .flatMap((row) => {
        const found = this.of(row)
        return found ? [{ ...found, row }] : []
      })
      .toSorted((left, right) => left.on - right.on || left.row - right.row)
  }
}
