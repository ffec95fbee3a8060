import { nextNumber } from './next-number.ts'
import type { Database, Tables } from './tables.ts'

export type StoredDraft = Tables['drafts']

/** In place of the document of a revision of which only the author is remembered. */
const FORGOTTEN = ''

export const draftOf = (store: Database, playbook: string) =>
  store.selectFrom('drafts').selectAll().where('playbook', '=', playbook).executeTakeFirst()

/** So many states of a draft are remembered for those who opened one of them and save later. */
export const MOST_REVISIONS = 200

/**
 * Keeps a draft in place of the one before, and remembers it as a revision. Of revisions that are long past only
 * the authors are remembered. Call it inside a transaction.
 */
export async function saveDraft(store: Database, draft: StoredDraft): Promise<void> {
  const { playbook, document, etag, author, at } = draft
  const { playbook: _key, ...content } = draft
  await store
    .insertInto('drafts')
    .values(draft)
    .onConflict((conflict) => conflict.column('playbook').doUpdateSet(content))
    .execute()
  const number = await nextNumber(store, 'draft_revisions')
  await store.insertInto('draft_revisions').values({ number, playbook, etag, document, author, at }).execute()
  await forgetDocuments(store, playbook)
}

async function forgetDocuments(store: Database, playbook: string): Promise<void> {
  const past = await store
    .selectFrom('draft_revisions')
    .select('number')
    .where('playbook', '=', playbook)
    .where('document', '<>', FORGOTTEN)
    .orderBy('number', 'desc')
    .offset(MOST_REVISIONS)
    .limit(1)
    .executeTakeFirst()
  if (!past) return
  await store
    .updateTable('draft_revisions')
    .set({ document: FORGOTTEN })
    .where('playbook', '=', playbook)
    .where('number', '<=', past.number)
    .execute()
}

/** The document that the draft once was, by its etag; undefined when it never was, or has been forgotten. */
export async function revisionOf(
  store: Database,
  playbook: string,
  etag: string,
): Promise<string | undefined> {
  const found = await store
    .selectFrom('draft_revisions')
    .select('document')
    .where('playbook', '=', playbook)
    .where('etag', '=', etag)
    .where('document', '<>', FORGOTTEN)
    .executeTakeFirst()
  return found?.document
}

/** Everybody who saved the draft until it became what it was under an etag, the author of that included. */
export async function authorsOf(
  store: Database,
  { playbook, etag, author }: StoredDraft,
): Promise<Set<string>> {
  const revisions = await store
    .selectFrom('draft_revisions')
    .select(['etag', 'author'])
    .where('playbook', '=', playbook)
    .orderBy('number')
    .execute()
  const last = revisions.findLastIndex((each) => each.etag === etag)
  return new Set([...revisions.slice(0, last + 1).map((each) => each.author), author])
}

/** Deletes the draft and forgets what it was before. */
export async function discardDraft(store: Database, playbook: string): Promise<void> {
  await store.deleteFrom('draft_revisions').where('playbook', '=', playbook).execute()
  await store.deleteFrom('drafts').where('playbook', '=', playbook).execute()
}

/**
 * Ends a draft that has become a version. What somebody saved in the meantime stays the draft, made from that
 * version from now on.
 */
export async function endDraft(store: Database, submitted: StoredDraft, version: number): Promise<void> {
  const { playbook, etag } = submitted
  const draft = await draftOf(store, playbook)
  if (draft?.etag === etag) return discardDraft(store, playbook)
  await store.updateTable('drafts').set({ base: version }).where('playbook', '=', playbook).execute()
}
