import { create } from 'zustand'

/** What somebody wrote at the nodes of a version when he sent it back. */
export interface ReviewNotes {
  /** The version that was sent back, from which editing goes on. */
  readonly version: number
  readonly by: string
  readonly at: string
  readonly comment: string
  readonly notes: readonly { readonly node: string; readonly text: string }[]
}

interface NotesState {
  readonly review: ReviewNotes | null
  show(review: ReviewNotes | null): void
}

/** The comments that go with the document that is open: canvas, outline and inspector show them at their nodes. */
export const useNotes = create<NotesState>()((set) => ({
  review: null,
  show: (review) => set({ review }),
}))

const NONE: ReviewNotes['notes'] = []

/** What was written at a node. */
export function useNotesAt(node: string): readonly string[] {
  const notes = useNotes(({ review }) => review?.notes ?? NONE)
  return notes.flatMap((note) => (note.node === node ? [note.text] : []))
}
