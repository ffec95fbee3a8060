import { nextNumber } from './next-number.ts'
import type { Database, Tables } from './tables.ts'

export type StoredDraft = Tables['drafts']

/** In place of the document of a revision of which only the author is remembered. */
const FORGOTTEN = ''

export const draftOf = (store: Database, playbook: string) =>
  store.selectFrom('drafts').selectAll().where('playbook', '=', playbook).executeTakeFirst()

/** So many states of a draft are remembered for those who opened one of them and save later. */
export const MOST_REVISIONS = 200

/** Who wanted a draft to be saved: somebody, or the editor, which does so every few seconds of work. */
export type SavedBy = 'hand' | 'editor'

/** So long a run of saves that the editor makes for one author counts as one, in milliseconds. */
const RUN_MS = 5 * 60_000

/**
 * Keeps a draft in place of the one before, and remembers it as a revision. Of a run of saves that the editor made
 * for one author the last state is remembered once the run is over, of revisions that are long past only the
 * authors. Call it inside a transaction.
 * @returns whether it goes on with a run, of which the log tells already.
 */
export async function saveDraft(
  store: Database,
  draft: StoredDraft,
  by: SavedBy = 'hand',
): Promise<{ readonly goesOn: boolean }> {
  const { playbook, document, etag, author, at } = draft
  const { playbook: _key, ...content } = draft
  const last = await lastRevision(store, playbook)
  const goesOn = by === 'editor' && last !== undefined && isOfRun(last, draft)
  const since = goesOn ? last.run_since : by === 'editor' ? at : null
  if (last && !goesOn) await endRun(store, last)
  await store
    .insertInto('drafts')
    .values(draft)
    .onConflict((conflict) => conflict.column('playbook').doUpdateSet(content))
    .execute()
  const number = await nextNumber(store, 'draft_revisions')
  await store
    .insertInto('draft_revisions')
    .values({ number, playbook, etag, document, author, at, run_since: since })
    .execute()
  await forgetDocuments(store, playbook, since)
  return { goesOn }
}

type Revision = Tables['draft_revisions']

const lastRevision = (store: Database, playbook: string): Promise<Revision | undefined> =>
  store
    .selectFrom('draft_revisions')
    .selectAll()
    .where('playbook', '=', playbook)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()

const isOfRun = ({ run_since, author }: Revision, next: StoredDraft): boolean =>
  run_since !== null && author === next.author && Date.parse(next.at) - Date.parse(run_since) < RUN_MS

/** Forgets what a draft was in the course of a run, but for its last state. */
async function endRun(store: Database, { playbook, author, run_since, number }: Revision): Promise<void> {
  if (run_since === null) return
  await store
    .deleteFrom('draft_revisions')
    .where('playbook', '=', playbook)
    .where('author', '=', author)
    .where('run_since', '=', run_since)
    .where('number', '<', number)
    .execute()
}

/** Those of the run that is going on do not count: they are soon one. */
async function forgetDocuments(store: Database, playbook: string, run: string | null): Promise<void> {
  const past = await store
    .selectFrom('draft_revisions')
    .select('number')
    .where('playbook', '=', playbook)
    .where('document', '<>', FORGOTTEN)
    .where((row) => row.or([row('run_since', 'is', null), row('run_since', '<>', run ?? '')]))
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

/**
 * Everybody who saved the draft until it became what it was under an etag, the author of that included; everybody
 * who ever did when that state is not remembered.
 */
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
  const until = last === -1 ? revisions : revisions.slice(0, last + 1)
  return new Set([...until.map((each) => each.author), author])
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
