import type { Database, Tables } from '../store/tables.ts'
import type { AuditAction } from './entry.ts'

/** Which entries are wanted; all that is given has to hold. */
export interface Wanted {
  readonly action?: AuditAction | undefined
  readonly by?: string | undefined
  /** With what the subject begins. */
  readonly subject?: string | undefined
  /** The first and the last day, `YYYY-MM-DD`, in UTC. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Only entries with a lower number: where the page before ended. */
  readonly before?: number | undefined
  readonly limit: number
}

/** An entry with what is left of what is personal about it. */
export interface FoundEntry {
  readonly entry: Tables['audit_entries']
  readonly personal: readonly Tables['audit_personal'][]
}

/** Entries of the log, the newest first. */
export async function searchLog(
  store: Database,
  { action, by, subject, from, to, before, limit }: Wanted,
): Promise<FoundEntry[]> {
  let query = store.selectFrom('audit_entries').select('number').orderBy('number', 'desc').limit(limit)
  if (action !== undefined) query = query.where('action', '=', action)
  if (by !== undefined) query = query.where('by', '=', by)
  if (subject !== undefined)
    query = query.where('subject', '>=', subject).where('subject', '<', `${subject}${LAST_CHARACTER}`)
  if (from !== undefined) query = query.where('at', '>=', from)
  if (to !== undefined) query = query.where('at', '<', `${to}${AFTER_MIDNIGHT}`)
  if (before !== undefined) query = query.where('number', '<', before)
  // Numbers first, which the index of subjects holds: of a frequent beginning only those shown are read whole.
  const entries = await store
    .selectFrom('audit_entries')
    .selectAll()
    .where('number', 'in', query)
    .orderBy('number', 'desc')
    .execute()
  if (entries.length === 0) return []
  const numbers = entries.map(({ number }) => number)
  const parts = await store
    .selectFrom('audit_personal')
    .selectAll()
    .where('entry', 'in', numbers)
    .orderBy('entry')
    .orderBy('place')
    .execute()
  const partsOf = Map.groupBy(parts, (part) => part.entry)
  return entries.map((entry) => ({ entry, personal: partsOf.get(entry.number) ?? [] }))
}

/** Beyond whatever follows a beginning: texts are in the order of their characters' numbers on both stores. */
const LAST_CHARACTER = '\u{10FFFF}'

/** Behind a day makes it later than all moments of the day, and earlier than the next. */
const AFTER_MIDNIGHT = 'T24'
