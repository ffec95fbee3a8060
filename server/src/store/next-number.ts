import type { Database } from './tables.ts'

/** The tables whose rows are numbered in the order in which they came. */
type Numbered =
  | 'activations'
  | 'comment_threads'
  | 'comments'
  | 'decided'
  | 'draft_revisions'
  | 'enquiries'
  | 'experiment_shares'
  | 'mails'
  | 'overlay_verdicts'
  | 'order_steps'
  | 'outbox'
  | 'reviews'

/** The number of the next row of a table. Call it inside a transaction. */
export async function nextNumber(store: Database, table: Numbered): Promise<number> {
  const last = await store
    .selectFrom(table)
    .select(({ fn }) => fn.max('number').as('number'))
    .executeTakeFirst()
  return (last?.number ?? 0) + 1
}
