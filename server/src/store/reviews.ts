import { z } from 'zod'
import { nextNumber } from './next-number.ts'
import type { Database, Tables } from './tables.ts'

const notesSchema = z.array(z.object({ node: z.string(), text: z.string() }))

/** What became of a submitted version, and what was said about it. */
export type Review = Omit<Tables['reviews'], 'notes'> & { readonly notes: z.infer<typeof notesSchema> }

/** The reviews of a playbook's versions; a version has one at most. */
export async function reviewsOf(store: Database, playbook: string): Promise<Review[]> {
  const rows = await store.selectFrom('reviews').selectAll().where('playbook', '=', playbook).execute()
  return rows.map((row) => ({ ...row, notes: notesSchema.parse(JSON.parse(row.notes)) }))
}

/** Adds the review of a version. There is never a second. Call it inside a transaction. */
export async function addReview(store: Database, review: Omit<Review, 'number'>): Promise<void> {
  const number = await nextNumber(store, 'reviews')
  await store
    .insertInto('reviews')
    .values({ ...review, number, notes: JSON.stringify(review.notes) })
    .execute()
}
