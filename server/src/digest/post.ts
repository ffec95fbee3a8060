import { hash } from 'node:crypto'
import { type Journal, SYSTEM } from '../audit/journal.ts'
import { type Pace as EveryPace, Resting, Rounds, toError } from '../outbox/rounds.ts'
import { beginMail, endMail, type Mail, mailsWaiting, noteMailFault } from '../store/digests.ts'
import type { Database } from '../store/tables.ts'
import { type MailCarrier, NotSent } from './carrier.ts'
import type { MailSettings } from './settings.ts'

interface Pace extends EveryPace {
  /** So many mails are looked at in one round. */
  readonly most: number
}

const PACE: Pace = { first: 15_000, longest: 60_000, most: 200 }
/** So many are under way at once. */
const AT_ONCE = 4

/** What the post is connected to. */
interface Connection {
  readonly carrier: MailCarrier
  readonly settings: MailSettings
  /** Puts what is due into the outbox; called in every round. */
  postDue(): Promise<void>
  /** Whether it is too late for a mail that still waits. */
  isOver(mail: Mail): boolean
  unsubscribeAt(mail: Mail): URL | null
}

/**
 * Carries the mails of the outbox to the mail server, for as long as the server runs. Each is in the outbox once. One
 * that was sent and not known to have arrived when the server died is sent again under the same id.
 */
export class Post {
  readonly #store: Database
  readonly #journal: Journal
  readonly #rounds = new Rounds()
  #resting = new Resting(PACE)
  #connection: Connection | null = null
  #logFault: (fault: Error) => void = () => {}
  #pace = PACE

  constructor(store: Database, journal: Journal) {
    this.#store = store
    this.#journal = journal
  }

  /** How mail is sent; null where none is. */
  get settings(): MailSettings | null {
    return this.#connection?.settings ?? null
  }

  /** Connects the mail server, and begins to work. */
  connect(connection: Connection, logFault: (fault: Error) => void, pace: Pace = PACE): void {
    if (this.#connection) throw new Error('A mail server is connected already')
    this.#connection = connection
    this.#logFault = logFault
    this.#pace = pace
    this.#resting = new Resting(pace)
    this.#rounds.begin(() => this.#round(connection), pace, logFault)
  }

  /** There is something new in the outbox. */
  nudge(): void {
    this.#rounds.nudge()
  }

  /** Stops at once: what is under way is sent again by the next server. */
  async stop(): Promise<void> {
    await this.#rounds.stop()
    this.#connection?.carrier.close()
  }

  /** @returns how long to rest unless something new comes. */
  async #round(connection: Connection): Promise<number> {
    await connection.postDue().catch((fault: unknown) => this.#logFault(toError(fault)))
    const { most } = this.#pace
    const waiting = await mailsWaiting(this.#store, most)
    const due = waiting.filter(({ number }) => this.#resting.isOver(number))
    const isThrough = await this.#rounds.carry(due, AT_ONCE, (mail) => this.#send(connection, mail))
    if (!isThrough || (waiting.length === most && due.length > 0)) return 0
    return this.#resting.pause(waiting.map(({ number }) => number))
  }

  async #send(connection: Connection, mail: Mail): Promise<void> {
    const { number, key, address, subject, body } = mail
    if (connection.isOver(mail)) return this.#end(number, 'given_up', mail.fault)
    const { signal } = this.#rounds
    const isThere = await this.#journal.change(SYSTEM, (store) => beginMail(store, number))
    if (!isThere || signal.aborted) return
    try {
      const id = hash('sha256', key, 'hex').slice(0, 32)
      const unsubscribe = connection.unsubscribeAt(mail)
      await connection.carrier.send({ id, to: address, subject, text: body, unsubscribe }, signal)
      await this.#end(number, 'sent', '')
    } catch (fault) {
      if (signal.aborted) return
      if (!(fault instanceof NotSent)) this.#logFault(toError(fault))
      const { message } = toError(fault)
      if (fault instanceof NotSent && fault.forGood) return this.#end(number, 'given_up', message)
      this.#resting.rest(number)
      await this.#journal.change(SYSTEM, (store) => noteMailFault(store, number, message))
    }
  }

  async #end(number: number, state: 'sent' | 'given_up', fault: string): Promise<void> {
    await this.#journal.change(SYSTEM, (store, _note, at) => endMail(store, number, state, fault, at))
    this.#resting.forget(number)
  }
}
