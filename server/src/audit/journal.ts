import type { Database } from '../store/tables.ts'
import { entryAfter, type Happening, type StoredEntry, type StoredPersonal } from './entry.ts'
import type { Seal } from './seal.ts'

/** Whoever causes an entry: a user's id, `token:<id>` for a machine, or `system`. */
export type Actor = string

export const SYSTEM: Actor = 'system'

/** Notes something that happens; it is written when the change is, in the order noted. */
export type Note = (happening: Happening) => void

/** So many rows a statement, well below the number of parameters that SQLite takes. */
const ROWS_A_STATEMENT = 500

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
  #waiting: WaitingLook[] = []
  #writing = false

  constructor(store: Database, seal: Seal, now: () => Date = () => new Date()) {
    this.#store = store
    this.#seal = seal
    this.#now = now
  }

  /**
   * Carries out a change with its entries, in one transaction; changes come one after the other. When `work`
   * throws, nothing is changed and nothing written down.
   */
  change<Result>(
    by: Actor,
    work: (store: Database, note: Note, at: string) => Promise<Result>,
  ): Promise<Result> {
    return this.#store.transaction().execute(async (store) => {
      const head = await lockHead(store)
      const at = this.#now().toISOString()
      const noted: Happening[] = []
      const result = await work(store, (happening) => noted.push(happening), at)
      await this.#append(
        store,
        head,
        noted.map((happening) => ({ happening, by })),
        at,
      )
      return result
    })
  }

  /**
   * Writes down that somebody looks at something, before he is shown it. Looks that come in at the same time
   * are written together.
   */
  look(by: Actor, happening: Happening): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ happening, by, done, failed })
      if (this.#writing) return
      this.#writing = true
      setImmediate(() => this.#writeLooks())
    })
  }

  async #writeLooks(): Promise<void> {
    while (this.#waiting.length > 0) {
      const looks = this.#waiting
      this.#waiting = []
      try {
        await this.#store.transaction().execute(async (store) => {
          await this.#append(store, await lockHead(store), looks, this.#now().toISOString())
        })
        for (const { done } of looks) done()
      } catch (fault) {
        for (const { failed } of looks) failed(fault)
      }
    }
    this.#writing = false
  }

  async #append(
    store: Database,
    head: { readonly number: number; readonly hash: string },
    noted: readonly { readonly happening: Happening; readonly by: Actor }[],
    at: string,
  ): Promise<void> {
    if (noted.length === 0) return
    const entries: StoredEntry[] = []
    const outside: StoredPersonal[] = []
    let last = head
    for (const { happening, by } of noted) {
      const { entry, personal } = entryAfter(last, happening, by, at)
      entries.push(entry)
      outside.push(...personal)
      last = entry
    }
    for (const rows of inPieces(entries)) await store.insertInto('audit_entries').values(rows).execute()
    for (const rows of inPieces(outside)) await store.insertInto('audit_personal').values(rows).execute()
    const { number, hash } = last
    await store
      .updateTable('audit_head')
      .set({ number, hash, signature: this.#seal.sign({ number, hash }) })
      .where('id', '=', 1)
      .execute()
  }
}

/**
 * The head of the log, locked until the transaction ends: a change of this very row is the one lock that SQLite
 * and PostgreSQL share, and each change waits for it before it reads anything.
 */
const lockHead = (store: Database) =>
  store
    .updateTable('audit_head')
    .set(({ ref }) => ({ id: ref('id') }))
    .where('id', '=', 1)
    .returning(['number', 'hash'])
    .executeTakeFirstOrThrow()

function inPieces<Row>(rows: readonly Row[]): Row[][] {
  const pieces: Row[][] = []
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT)
    pieces.push(rows.slice(from, from + ROWS_A_STATEMENT))
  return pieces
}
