import type { Note } from '../audit/journal.ts'
import type { Database } from '../store/tables.ts'
import type { OtherGrounds } from './grounds.ts'

/** What a change does in the store. */
export type Work<Result> = (store: Database, note: Note, at: string) => Promise<Result>

/** Makes what the day rests on after a change: once the change is given up, so that the store is not held meanwhile. */
export type OthersMade = () => Promise<OtherGrounds>

/** A change that was given up, and what the day rests on when it is carried out. */
export class Tried extends Error {
  override readonly name = 'Tried'
  readonly others: OthersMade

  constructor(others: OthersMade) {
    super('Only tried')
    this.others = others
  }
}
