import { z } from '@hono/zod-openapi'
import { Refusal } from './problem.ts'

/** The header in which a client names the state that it opened. */
export const ifMatch = (description: string) =>
  z.object({ 'if-match': z.string().optional().openapi({ description }) })

/**
 * Refuses a change to a draft that has changed since it was read, and tells what it is now, so that the two can
 * be merged. A proxy may have made the etag a weak one.
 */
export function requireSame(opened: string, etag: string): void {
  if (opened.replace(/^W\//, '').replaceAll('"', '') === etag) return
  throw new Refusal('draft_changed', {}, { members: { etag }, headers: { etag: `"${etag}"` } })
}
