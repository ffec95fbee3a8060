import { setImmediate } from 'node:timers/promises'
import type { Database, Tables } from '../store/tables.ts'
import { BEGINNING, commitmentTo, entryHash, headText } from './entry-hash.ts'
import { ErasedParts } from './erased-parts.ts'
import type { Fault, FaultCode } from './fault.ts'
import { lastNumber, pageAfter, personalBetween, readHeads } from './pages.ts'
import { type Head, sealHolds } from './seal.ts'

type Entry = Tables['audit_entries']
type Part = Tables['audit_personal']

/** What came of checking a log. */
export interface Verification {
  readonly ok: boolean
  /** How many entries, from the first on, are as they were written. */
  readonly entries: number
  /** The last entry that was looked at; null when there is none. */
  readonly head: Head | null
  /** The first thing that is wrong. */
  readonly fault: Fault | null
}

/**
 * Checks a whole log: every entry, what is personal of it, and that the last entry is the one that was sealed.
 * Reads a page at a time, so that a server goes on answering; what is added meanwhile is checked too.
 * @param publicKey PEM of the key that sealed it.
 */
export async function verifyLog(store: Database, publicKey: string): Promise<Verification> {
  const walk = new Walk(store)
  const fault = await firstFault(walk, store, publicKey)
  const entries = fault ? Math.max(0, Math.min(fault.number - 1, walk.last.number)) : walk.last.number
  return { ok: fault === null, entries, head: walk.last.number > 0 ? walk.last : null, fault }
}

async function firstFault(walk: Walk, store: Database, publicKey: string): Promise<Fault | null> {
  const broken = await walk.upTo(await lastNumber(store))
  if (broken) return broken
  // What is written while the last stretch is walked, the next check sees: otherwise it might never end.
  const heads = await readHeads(store)
  const [head] = heads
  const meanwhile = head ? await walk.upTo(head.last) : null
  const extra = head && head.beyond !== null ? at(head.beyond, 'personal_extra') : null
  const stray = extra && (walk.missing ?? extra)
  return meanwhile ?? stray ?? faultOfHead(heads, walk.last, publicKey) ?? walk.missing
}

/** The way from the first entry to the last. */
class Walk {
  readonly #store: Database
  readonly #erased: ErasedParts
  #last: Head = { number: 0, hash: BEGINNING }
  #missing: Fault | null = null

  constructor(store: Database) {
    this.#store = store
    this.#erased = new ErasedParts(store)
  }

  /** The last entry that was found as it was written. */
  get last(): Head {
    return this.#last
  }

  /**
   * The first personal part that is gone although no entry tells of its erasure. It counts only where the chain
   * holds to its end: otherwise the entry that told of it may be the one that is broken.
   */
  get missing(): Fault | null {
    return this.#missing
  }

  /** Walks on up to and including an entry (null when there is none), or to the first that is broken. */
  async upTo(number: number | null): Promise<Fault | null> {
    if (number === null) return null
    for (;;) {
      const from = this.#last.number === 0 ? null : this.#last.number
      const entries = await pageAfter(this.#store, from, number)
      const end = entries.at(-1)
      if (!end) return null
      const fault = await this.#through(entries, await personalBetween(this.#store, from, end.number))
      if (fault) return fault
      // Requests have their turn between two pages.
      await setImmediate()
    }
  }

  async #through(entries: readonly Entry[], parts: readonly Part[]): Promise<Fault | null> {
    let next = 0
    for (const entry of entries) {
      const broken = faultAfter(this.#last, entry)
      if (broken) return broken
      const commitments = commitmentsOf(entry)
      if (!commitments) return at(entry.number, 'changed')
      for (const [place, commitment] of commitments.entries()) {
        const part = parts[next]
        if (part?.entry === entry.number && part.place === place) {
          if (commitmentTo(part) !== commitment) return this.#missing ?? at(entry.number, 'personal_changed')
          next += 1
        } else if (!this.#missing && !(await this.#erased.has(entry.number, place))) {
          this.#missing = at(entry.number, 'personal_missing')
        }
      }
      const beyond = parts[next]
      if (beyond && beyond.entry <= entry.number) return this.#missing ?? at(beyond.entry, 'personal_extra')
      this.#last = { number: entry.number, hash: entry.hash }
    }
    return null
  }
}

const at = (number: number, what: FaultCode): Fault => ({ number, what })

/** What is wrong with the entry that should follow another; null when it does. */
function faultAfter(last: Head, entry: Entry): Fault | null {
  const number = last.number + 1
  if (entry.number > number) return at(number, 'missing')
  if (entry.number !== number) return at(entry.number, 'renumbered')
  const isWritten = entryHash(entry) === entry.hash
  if (isWritten && entry.previous === last.hash) return null
  if (isWritten) return number === 1 ? at(number, 'rewritten') : at(last.number, 'rewritten')
  if (entry.previous === last.hash) return at(number, 'changed')
  // Written under the number before: something was put in there. Under the one after: something was taken out.
  const writtenUnder = [number - 1, number + 1].find(
    (other) => entryHash({ ...entry, number: other }) === entry.hash,
  )
  if (writtenUnder === undefined) return at(number, 'changed')
  return at(Math.max(1, Math.min(number, writtenUnder)), 'renumbered')
}

const COMMITMENTS = /^\["[0-9a-f]{64}"(?:,"[0-9a-f]{64}")*\]$/

/** The hashes in an entry's commitments; null when they are not written as the log writes them. */
function commitmentsOf({ commitments }: Entry): readonly string[] | null {
  if (commitments === '[]') return []
  return COMMITMENTS.test(commitments) ? commitments.slice(2, -2).split('","') : null
}

/** What is wrong with the head of a log whose last entry is this. */
function faultOfHead(heads: readonly Tables['audit_head'][], last: Head, publicKey: string): Fault | null {
  const [head, second] = heads
  if (!head || second || head.id !== 1) return at(last.number, 'head_missing')
  if (typeof head.number !== 'number' || typeof head.hash !== 'string' || typeof head.signature !== 'string')
    return at(last.number, 'head_differs')
  const isSealed = sealHolds(headText(head), head.signature, publicKey)
  if (isSealed && head.number > last.number) return at(last.number + 1, 'missing')
  if (last.number === 0) return at(0, 'empty')
  if (head.number !== last.number || head.hash !== last.hash) return at(last.number, 'head_differs')
  return isSealed ? null : at(last.number, 'head_unsealed')
}
