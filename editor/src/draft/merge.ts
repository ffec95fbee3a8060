import { type Locale, type Merged, mergePlaybooks, parsePlaybook } from '@branch-playbook/engine'
import { type Changed, compared } from '../comparison/differences.ts'
import { isDocument } from '../document/reading.ts'
import { unitOf } from '../document/unit.ts'

/** Two edits of one document. */
export interface Editions {
  /** What both began with. */
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

export type Side = 'mine' | 'theirs'

/** By the path of a place where two edits collide, whose is taken. */
export type Choices = ReadonlyMap<string, Side>

/** Both edits put together; null when one of them is no document at all. */
export function mergeOf({ base, mine, theirs }: Editions, choices?: Choices): Merged | null {
  if (!isDocument(base) || !isDocument(mine) || !isDocument(theirs)) return null
  return mergePlaybooks(base, mine, theirs, choices)
}

/** What one edit changed at a place where two collide, for people. */
export function changedAt(path: string, base: unknown, edited: unknown, locale: Locale): Changed[] {
  const [before, after] = [parsePlaybook(base), parsePlaybook(edited)]
  if (!before.ok || !after.ok) return []
  const [part, key] = unitOf(path)
  return compared(before.value, after.value, locale).changes.filter((changed) =>
    part === 'nodes' ? changed.node === key : changed.node === null && changed.part === part,
  )
}
