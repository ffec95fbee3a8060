/**
 * What became of a place of a document. A renamed thing is the same under another id or name; a moved one stands
 * elsewhere in its list.
 */
export type ChangeKind = 'added' | 'removed' | 'changed' | 'moved' | 'renamed'

/** One difference between two documents: the smallest that says all of it. */
export interface Change {
  readonly kind: ChangeKind
  /** JSON Pointer (RFC 6901) into the earlier document; null for what was added. */
  readonly pathBefore: string | null
  /** JSON Pointer into the later document; null for what was removed. */
  readonly pathAfter: string | null
  /** The value at that place of the earlier document, as it is written; not there for what was added. */
  readonly before?: unknown
  /** The value at that place of the later document; not there for what was removed. */
  readonly after?: unknown
}
