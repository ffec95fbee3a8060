import { emptyEnquiries } from '../store/enquiries.ts'
import { addErasure, erasedAt } from '../store/erasures.ts'
import { emptyReasons } from '../store/orders.ts'
import { inPieces } from '../store/pieces.ts'
import type { Database } from '../store/tables.ts'
import type { Actor, Journal } from './journal.ts'

/** So many parts an entry names at most; an erasure of more takes several entries. */
const PARTS_AN_ENTRY = 1_000

/** What was removed when a customer's personal data were erased. */
export interface Erased {
  /** When they were erased first. */
  readonly at: string
  /** How many personal parts of the log were removed now, and from which entries: first and last of each run. */
  readonly parts: number
  readonly entries: readonly (readonly [number, number])[]
  /** How many notes of contacts, and enquiries with what was noted of them, were emptied now. */
  readonly notes: number
}

/**
 * Erases what the store knows personally of a customer: what is personal of him in the log, texts of searches
 * that found him, notes of contacts with him, what he asked. What the bank has to keep stays, under the bare number:
 * contacts without their notes, of enquiries their kind and course, and decisions. Entries of the log say what was erased, so that nobody misses it. Doing so
 * again removes what has come since, and without any such thing changes nothing.
 */
export const eraseCustomer = (
  journal: Journal,
  by: Actor,
  customer: string,
  reason: string,
): Promise<Erased> =>
  journal.change(by, async (store, note, now) => {
    const before = await erasedAt(store, customer)
    const parts = await partsOf(store, customer)
    const reasons = await emptyReasons(store, customer)
    const notes = (await emptyNotes(store, customer)) + (await emptyEnquiries(store, customer)) + reasons
    const numbers = [...new Set(parts.map(([entry]) => entry))]
    const erased = { at: before ?? now, parts: parts.length, entries: runsOf(numbers), notes }
    if (before !== null && parts.length === 0 && notes === 0) return erased
    await addErasure(store, customer, now)
    for (const some of inPieces(numbers, PARTS_AN_ENTRY))
      await store
        .deleteFrom('audit_personal')
        .where('entry', 'in', some)
        .where('customer', 'in', [customer, ''])
        .execute()
    for (const some of parts.length === 0 ? [[]] : inPieces(parts, PARTS_AN_ENTRY))
      note({
        action: 'customer.erased',
        subject: 'customers',
        details: { parts: some, notes },
        personal: [{ customer, text: reason }],
      })
    return erased
  })

/** The personal parts of a customer, by entry and place; that he was erased, by whom and why, is kept. */
async function partsOf(store: Database, customer: string): Promise<(readonly [number, number])[]> {
  const parts = await store
    .selectFrom('audit_personal')
    .select(['entry', 'place'])
    .where('customer', 'in', [customer, ''])
    .where('entry', 'in', (query) =>
      query
        .selectFrom('audit_personal')
        .innerJoin('audit_entries', 'audit_entries.number', 'audit_personal.entry')
        .select('audit_personal.entry')
        .where('audit_personal.customer', '=', customer)
        .where('audit_entries.action', '<>', 'customer.erased'),
    )
    .orderBy('entry')
    .orderBy('place')
    .execute()
  return parts.map(({ entry, place }) => [entry, place])
}

async function emptyNotes(store: Database, customer: string): Promise<number> {
  const { numUpdatedRows } = await store
    .updateTable('contacts')
    .set({ note: '' })
    .where('customer', '=', customer)
    .where('note', '<>', '')
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Rising numbers as runs without a gap, each by its first and last. */
function runsOf(numbers: readonly number[]): (readonly [number, number])[] {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const run = runs.at(-1)
    if (run?.[1] === number - 1) run[1] = number
    else runs.push([number, number])
  }
  return runs
}
