/** A mail as it goes out. */
export interface Letter {
  /** The same however often it is sent, so that a mail server that has it already can tell. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Where one press ends it (RFC 8058); null for what comes only because it was asked for. */
  readonly unsubscribe: URL | null
}

/** A letter did not go out, or nobody knows whether it did. */
export class NotSent extends Error {
  override readonly name = 'NotSent'
  /** Whether trying again is no use: there is no such mailbox, or it takes nothing from us. */
  readonly forGood: boolean

  constructor(why: string, forGood: boolean, options?: ErrorOptions) {
    super(why, options)
    this.forGood = forGood
  }
}

/** The way to the mail server. */
export interface MailCarrier {
  /** @throws NotSent, also as soon as the signal says that nobody waits for it any more. */
  send(letter: Letter, signal: AbortSignal): Promise<void>
  close(): void
}
