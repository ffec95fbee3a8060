import { sql } from 'kysely'
import type { SmallBank } from './small-bank.ts'

const CHANGING_TABLES = [
  'activations',
  'activation_withdrawals',
  'actions',
  'contacts',
  'decided',
  'draft_revisions',
  'drafts',
  'events',
  'experiments',
  'reviews',
  'runs',
  'sessions',
  'tokens',
  'users',
  'versions',
] as const

/**
 * What tells whether anything was changed: the head of the log, which every change moves, and how many rows there
 * are of everything that can be made or removed.
 */
export async function storePrint(bank: SmallBank) {
  const { store } = bank.open.desk
  const head = await store.selectFrom('audit_head').select(['number', 'hash']).executeTakeFirstOrThrow()
  const counts = await Promise.all(
    CHANGING_TABLES.map(async (table) => {
      const { rows } = await sql<{
        count: number | string
      }>`select count(*) as count from ${sql.table(table)}`.execute(store)
      return [table, Number(rows[0]?.count)] as const
    }),
  )
  return { head, counts: Object.fromEntries(counts) }
}
