/** The right of this process to be the only server on a store. */
export interface Claim {
  release(): Promise<void>
}

/** Another process works on the same store; two would not see each other's contacts. */
export class AlreadyClaimed extends Error {
  constructor(place: string, mend: string) {
    super(`Another server is at work on ${place}. Stop it first, or ${mend}.`)
    this.name = 'AlreadyClaimed'
  }
}
