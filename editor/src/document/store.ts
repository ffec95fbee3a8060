import { isError, type Playbook, type Problem } from '@branch-playbook/engine'
import { replaceEqualDeep } from '@tanstack/react-query'
import { create } from 'zustand'
import {
  type Edit,
  type History,
  NO_HISTORY,
  perform,
  redo,
  type Step,
  type StepName,
  undo,
  withOthers,
} from './history.ts'
import type { Path } from './path.ts'
import { type Reading, read } from './reading.ts'

/** A playbook as the server has it: as it came from there, or was saved there last. */
interface Opened {
  readonly playbook: string
  readonly document: unknown
  /** The tag under which the draft was read or saved last. */
  readonly etag: string
}

interface DocumentState {
  readonly opened: Opened | null
  readonly document: unknown
  readonly reading: Reading
  /** The latest state of the document that has the shape of a playbook: what the canvas shows. */
  readonly shown: Playbook | null
  readonly history: History
  /** The last step when the document was opened or saved. */
  readonly saved: Step | undefined
  open(opened: Opened): void
  /** What belongs to one gesture, such as a drag, is one step. */
  change(path: Path, value: unknown, gesture?: number): void
  /** Several values at once, as one step; one that is more than a change of a field is given its name. */
  changeAll(edits: readonly Edit[], name?: StepName, gesture?: number): void
  /** Takes what was found in a document after it was read; nothing, if it has been edited since. */
  found(document: unknown, problems: readonly Problem[]): void
  undo(): void
  redo(): void
  /** The server has kept the document, which was this one when that step was the last. */
  markSaved(step: Step | undefined, etag: string, document: unknown): void
  /** Others have changed the draft: from now on it is theirs, and `merged` what is edited here on top of it. */
  take(merged: unknown, theirs: Pick<Opened, 'document' | 'etag'>): void
  /** The draft on the server has become another one; what is edited here is to replace it. */
  rebase(etag: string): void
}

const NOTHING: Reading = { playbook: null, plan: null, problems: [] }

/** The playbook that is being edited. It outlives the page, so that looking elsewhere loses no edit. */
export const useDocument = create<DocumentState>()((set, get) => {
  const put = (
    next: { document: unknown; history: History } | null,
    also: Pick<DocumentState, 'opened' | 'saved'> = get(),
  ) => {
    if (!next) return
    const reading = read(next.document)
    // Warnings stay until those of this edit are found: they would come and go at every key.
    const warned = reading.plan ? get().reading.problems.filter((each) => !isError(each)) : []
    const problems = reading.plan ? warned : reading.problems
    const { opened, saved } = also
    const shown = reading.playbook ?? get().shown
    set({ ...next, opened, saved, reading: { ...reading, problems }, shown })
  }
  return {
    opened: null,
    document: null,
    reading: NOTHING,
    shown: null,
    history: NO_HISTORY,
    saved: undefined,
    open(opened) {
      const reading = read(opened.document)
      const { document } = opened
      set({ opened, document, reading, shown: reading.playbook, history: NO_HISTORY, saved: undefined })
    },
    change: (path, value, gesture) => get().changeAll([{ path, value }], undefined, gesture),
    changeAll: (edits, name, gesture) =>
      put(perform(get().document, get().history, edits, performance.now(), name, gesture)),
    found(document, problems) {
      const { document: now, reading } = get()
      if (now === document && reading.plan) set({ reading: { ...reading, problems } })
    },
    undo: () => put(undo(get().document, get().history)),
    redo: () => put(redo(get().document, get().history)),
    markSaved: (step, etag, document) =>
      set(({ opened }) => ({ saved: step, opened: opened && { ...opened, etag, document } })),
    take(merged, { document: kept, etag }) {
      const { document, history, saved, opened } = get()
      // What is alike stays the same object, so that only what others changed is drawn again.
      const next = replaceEqualDeep(document, merged)
      const nothingOwn = replaceEqualDeep(kept, merged) === kept
      const rebased = withOthers(document, next, history)
      // At once: for whoever looks in between, what others have saved would be an edit that nobody has saved yet.
      put(
        { document: next, history: rebased },
        {
          opened: opened && { ...opened, document: nothingOwn ? next : kept, etag },
          saved: nothingOwn ? rebased.past.at(-1) : saved,
        },
      )
    },
    rebase: (etag) => set(({ opened }) => ({ opened: opened && { ...opened, etag } })),
  }
})

export const isDirty = ({ history, saved }: Pick<DocumentState, 'history' | 'saved'>): boolean =>
  history.past.at(-1) !== saved
