import { z } from '@hono/zod-openapi'
import { draftOf, type StoredDraft } from '../store/drafts.ts'
import type { Database } from '../store/tables.ts'
import { Refusal } from './problem.ts'

/**
 * The draft of a playbook.
 * @throws Refusal when none is saved.
 */
export async function draftFor(store: Database, playbook: string): Promise<StoredDraft> {
  const draft = await draftOf(store, playbook)
  if (!draft) throw new Refusal('no_draft', { playbook })
  return draft
}

/** The header in which a client names the state that it opened. */
export const ifMatch = (description: string) =>
  z.object({ 'if-match': z.string().optional().openapi({ description }) })

/**
 * Refuses a change to a draft that has changed since it was read, and tells what it is now, so that the two can
 * be merged.
 */
export function requireSame(opened: string, etag: string): void {
  if (etagsIn(opened).includes(etag)) return
  throw new Refusal('draft_changed', {}, { members: { etag }, headers: { etag: `"${etag}"` } })
}

/** The etags that a header lists; a proxy may have made them weak ones. `*` says of no state that it was opened. */
export const etagsIn = (header: string): string[] =>
  header
    .split(',')
    .map((each) => each.trim().replace(/^W\//, '').replaceAll('"', ''))
    .filter((etag) => etag !== '' && etag !== '*')
