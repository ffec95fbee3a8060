import type { Database, Tables } from '../store/tables.ts'

const ENTRIES_A_PAGE = 1_000

/**
 * The entries after a number (null: from the very first) up to and including another (null: to the last), in order,
 * a page at a time.
 */
export async function pageAfter(
  store: Database,
  after: number | null,
  upTo: number | null = null,
): Promise<Tables['audit_entries'][]> {
  const page = await store
    .selectFrom('audit_entries')
    .selectAll()
    .$if(after !== null, (query) => query.where('number', '>', after))
    .orderBy('number')
    .limit(ENTRIES_A_PAGE)
    .execute()
  // Not asked of the database: PostgreSQL takes few to be between two numbers, and would sort all that are for each page.
  return upTo === null ? page : page.filter(({ number }) => number <= upTo)
}

/** What is personal of the entries after a number (null: from the very first) up to and including another. */
export const personalBetween = (
  store: Database,
  after: number | null,
  upTo: number,
): Promise<Tables['audit_personal'][]> =>
  store
    .selectFrom('audit_personal')
    .selectAll()
    .$if(after !== null, (query) => query.where('entry', '>', after))
    .where('entry', '<=', upTo)
    .orderBy('entry')
    .orderBy('place')
    .execute()

/** The number of the last entry; null when there is none. */
export async function lastNumber(store: Database): Promise<number | null> {
  const { last } = await store
    .selectFrom('audit_entries')
    .select(({ fn }) => fn.max('number').as('last'))
    .executeTakeFirstOrThrow()
  return last
}

/**
 * The head (more than one where somebody added some) with the number of the last entry, and of the first one beyond
 * it of which only something personal is there: all as it was at one moment, whatever is written meanwhile.
 */
export const readHeads = (store: Database) =>
  store
    .selectFrom('audit_head')
    .selectAll()
    .select(({ selectFrom }) => [
      selectFrom('audit_entries')
        .select(({ fn }) => fn.max('number').as('last'))
        .as('last'),
      selectFrom('audit_personal')
        .select(({ fn }) => fn.min('entry').as('beyond'))
        .where('entry', '>', (query) =>
          query
            .selectFrom('audit_entries')
            .select(({ fn, lit }) => fn.coalesce(fn.max('number'), lit(0)).as('last')),
        )
        .as('beyond'),
    ])
    .orderBy('id')
    .execute()
