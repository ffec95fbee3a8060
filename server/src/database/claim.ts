import { Refusal } from '../files/refusal.ts'

/** The right of this process to be the only server on a store. */
export interface Claim {
  release(): Promise<void>
}

/** Another process works on the same store; two would not see each other's contacts. */
export class AlreadyClaimed extends Refusal {
  override readonly name = 'AlreadyClaimed'

  constructor(place: string, mend: string) {
    super(`Another server is at work on ${place}. Stop it first, or ${mend}.`)
  }
}
