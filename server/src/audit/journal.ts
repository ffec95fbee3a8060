import { Refusal } from '../files/refusal.ts'
import { inPieces } from '../store/pieces.ts'
import type { Database, Tables } from '../store/tables.ts'
import { type Checkpoint, makeCheckpoint } from './checkpoint.ts'
import { entryAfter, type Happening, type StoredEntry, type StoredPersonal } from './entry.ts'
import { BEGINNING, headText } from './entry-hash.ts'
import { LooksGoingOn } from './going-on.ts'
import { type Head, type Seal, sealHolds } from './seal.ts'

/** Whoever causes an entry: a user's id, `token:<id>` for a machine, or `system`. */
export type Actor = string

export const SYSTEM: Actor = 'system'

/** Notes something that happens; it is written when the change is, in the order noted. */
export type Note = (happening: Happening) => void

/** So many rows a statement, well below the number of parameters that SQLite takes. */
const ROWS_A_STATEMENT = 500

/** Nothing can be written down, so that nothing may be changed or shown. */
export class LogUnwritable extends Refusal {
  override readonly name = 'LogUnwritable'
}

interface WaitingLook {
  readonly happening: Happening
  readonly by: Actor
  done(): void
  failed(fault: unknown): void
}

/**
 * The append-only log of everything that happens. What changes the store does so through `change`, so that a
 * change and its entry are stored together or not at all.
 */
export class Journal {
  readonly #store: Database
  readonly #seal: Seal
  readonly #now: () => Date
  readonly #goingOn = new LooksGoingOn()
  #waiting: WaitingLook[] = []
  #writing = false
  /** What this process wrote last: no need to check its signature again. */
  #last: Head | null = null

  constructor(store: Database, seal: Seal, now: () => Date = () => new Date()) {
    this.#store = store
    this.#seal = seal
    this.#now = now
  }

  /** PEM of the key with which the log is sealed. */
  get publicKey(): string {
    return this.#seal.publicKey
  }

  /** The bank's signature of something that it gives out, such as a link; it looks like nothing of the log. */
  sign(statement: string): string {
    return this.#seal.sign(statement)
  }

  /** The moment, by the clock of the log. */
  now(): Date {
    return this.#now()
  }

  /** A signed place in the log as it stands, for a bank's id. */
  checkpoint(bank: string): Promise<Checkpoint> {
    return makeCheckpoint(this.#store, this.#seal, bank, this.#now().toISOString())
  }

  /**
   * Carries out a change with its entries, in one transaction; changes come one after the other. When `work`
   * throws, nothing is changed and nothing written down.
   */
  async change<Result>(
    by: Actor,
    work: (store: Database, note: Note, at: string) => Promise<Result>,
  ): Promise<Result> {
    const { result, head } = await this.#store.transaction().execute(async (store) => {
      const before = await this.#lockHead(store)
      const at = this.#now().toISOString()
      const noted: Happening[] = []
      const result = await work(store, (happening) => noted.push(happening), at)
      const happened = noted.map((happening) => ({ happening, by }))
      return { result, head: await this.#append(store, before, happened, at) }
    })
    this.#last = head
    return result
  }

  /**
   * Writes down that somebody looks at something, before he is shown it. Looks that come in at the same time
   * are written together.
   * @throws LogUnwritable: then he must not be shown it.
   */
  look(by: Actor, happening: Happening): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ happening, by, done, failed })
      if (this.#writing) return
      this.#writing = true
      setImmediate(() => this.#writeLooks())
    })
  }

  /**
   * Like `look`, at something that a page which stays open asks for again and again: one look, written down as it
   * begins and every hour that it goes on. What a machine asks for is a look each time.
   * @throws LogUnwritable
   */
  async keepLooking(by: Actor, happening: Happening): Promise<void> {
    const look = JSON.stringify([by, happening])
    if (!by.startsWith('token:') && this.#goingOn.goesOn(look, this.#now().getTime())) return
    await this.look(by, happening)
    this.#goingOn.begin(look, this.#now().getTime())
  }

  async #writeLooks(): Promise<void> {
    while (this.#waiting.length > 0) {
      const looks = this.#waiting
      this.#waiting = []
      try {
        this.#last = await this.#store.transaction().execute(async (store) => {
          const before = await this.#lockHead(store)
          return this.#append(store, before, looks, this.#now().toISOString())
        })
        for (const { done } of looks) done()
      } catch (cause) {
        const fault =
          cause instanceof LogUnwritable ? cause : new LogUnwritable('The look was not logged', { cause })
        for (const { failed } of looks) failed(fault)
      }
    }
    this.#writing = false
  }

  async #append(
    store: Database,
    head: Head,
    noted: readonly { readonly happening: Happening; readonly by: Actor }[],
    at: string,
  ): Promise<Head> {
    if (noted.length === 0) return head
    const entries: StoredEntry[] = []
    const outside: StoredPersonal[] = []
    let last: Head = head
    for (const { happening, by } of noted) {
      const { entry, personal } = entryAfter(last, happening, by, at)
      entries.push(entry)
      outside.push(...personal)
      last = entry
    }
    for (const rows of inPieces(entries, ROWS_A_STATEMENT))
      await store.insertInto('audit_entries').values(rows).execute()
    for (const rows of inPieces(outside, ROWS_A_STATEMENT))
      await store.insertInto('audit_personal').values(rows).execute()
    const { number, hash } = last
    await store
      .updateTable('audit_head')
      .set({ number, hash, signature: this.#seal.sign(headText(last)) })
      .where('id', '=', 1)
      .execute()
    return { number, hash }
  }

  /**
   * The head of the log, locked until the transaction ends. It is extended only when it is as it was sealed:
   * otherwise the next entry would lend its signature to whatever somebody made of the log.
   */
  async #lockHead(store: Database): Promise<Head> {
    const head = await lockHead(store)
    const isKnown = head.number === this.#last?.number && head.hash === this.#last.hash
    if (isKnown || (this.#last === null && isUnwritten(head))) return head
    // An older head keeps its signature; this process knows that it wrote a later one.
    const isOlder = head.number < (this.#last?.number ?? 0)
    if (!isOlder && sealHolds(headText(head), head.signature, this.#seal.publicKey)) return head
    throw new LogUnwritable(
      'The head of the audit log was changed outside the server: nothing is done until the store is put back from a backup. npm run audit -- verify says what was changed.',
    )
  }
}

const isUnwritten = ({ number, hash, signature }: Tables['audit_head']): boolean =>
  number === 0 && hash === BEGINNING && signature === ''

/**
 * The head of the log, locked until the transaction ends: a change of this very row is the one lock that SQLite
 * and PostgreSQL share, and each change waits for it before it reads anything.
 */
const lockHead = (store: Database) =>
  store
    .updateTable('audit_head')
    .set(({ ref }) => ({ id: ref('id') }))
    .where('id', '=', 1)
    .returningAll()
    .executeTakeFirstOrThrow()
