import type { Locale } from '../locale/locale.ts'
import { message } from '../locale/messages.ts'
import type { Playbook } from '../playbook/playbook.ts'
import type { Path } from '../values/walk.ts'
import type { Change } from './change.ts'
import { DocumentWords, pathOf } from './document-words.ts'

/** Puts changes between two playbooks into sentences. */
export interface ChangeWords {
  /** The sentence: what it is about, and what became of it. */
  sentence(change: Change): string
  /** The same in its parts, for a table. */
  parts(change: Change): ChangeParts
}

/** A change in words that stand in columns. */
export interface ChangeParts {
  /** The node, fact or test that it is in. */
  readonly thing: string
  /** Where in it; empty when it is the thing itself. */
  readonly place: string
  /** Null where there was nothing, or where the whole thing says more than fits in a cell. */
  readonly before: string | null
  readonly after: string | null
}

/** Prepares sentences about the changes between these two playbooks. */
export function changeWords(before: Playbook, after: Playbook, locale: Locale): ChangeWords {
  const [earlier, later] = [new DocumentWords(before, locale), new DocumentWords(after, locale)]
  return {
    sentence(change) {
      const { pathBefore, pathAfter } = change
      const old = pathBefore === null ? null : pathOf(pathBefore)
      const path = pathAfter === null ? null : pathOf(pathAfter)
      const isAdded = path !== null && old === null
      const place = path === null ? earlier.place(old ?? []) : later.place(ofThing(change, path))
      return message(locale, `diff.${change.kind}`, {
        place,
        before: old === null ? 'none' : earlier.value(old, change.kind === 'removed'),
        after: path === null ? 'none' : later.value(path, isAdded),
        from: Number(old?.at(-1) ?? 0) + 1,
        to: Number(path?.at(-1) ?? 0) + 1,
      })
    },
    parts(change) {
      const { pathBefore, pathAfter } = change
      const old = pathBefore === null ? null : pathOf(pathBefore)
      const path = pathAfter === null ? null : pathOf(pathAfter)
      const [thing = '', ...inner] =
        path === null ? earlier.parts(old ?? []) : later.parts(ofThing(change, path))
      const isThing = inner.length === 0
      const value = (words: DocumentWords, at: Path | null) => {
        if (at === null) return null
        if (change.kind === 'moved')
          return message(locale, 'diff.place', { number: Number(at.at(-1) ?? 0) + 1 })
        const told = words.value(at, isThing && change.kind !== 'renamed')
        return told === 'none' ? null : told
      }
      return {
        thing,
        place:
          inner.length === 0
            ? ''
            : inner.reduce((outer, one) => message(locale, 'diff.within', { outer, inner: one })),
        before: value(earlier, old),
        after: value(later, path),
      }
    },
  }
}

/** What was renamed is the thing, not the field in which its name stands; of the playbook itself there is only the field. */
const ofThing = ({ kind }: Change, path: Path): Path =>
  kind === 'renamed' && path.length > 1 ? path.slice(0, -1) : path
