import type { Database, Tables } from '../store/tables.ts'

const ENTRIES_A_PAGE = 1_000

/** The entries after a number (null: from the very first), in order, a page at a time. */
export const pageAfter = (store: Database, after: number | null): Promise<Tables['audit_entries'][]> =>
  store
    .selectFrom('audit_entries')
    .selectAll()
    .$if(after !== null, (query) => query.where('number', '>', after))
    .orderBy('number')
    .limit(ENTRIES_A_PAGE)
    .execute()

/** What is personal of the entries after a number up to and including another (null: without that bound). */
export const personalBetween = (
  store: Database,
  after: number | null,
  upTo: number | null,
): Promise<Tables['audit_personal'][]> =>
  store
    .selectFrom('audit_personal')
    .selectAll()
    .$if(after !== null, (query) => query.where('entry', '>', after))
    .$if(upTo !== null, (query) => query.where('entry', '<=', upTo))
    .orderBy('entry')
    .orderBy('place')
    .execute()

/** Lets requests through between two pages. */
export const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
