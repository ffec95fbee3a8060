import { create } from 'zustand'
import { only, type Selection } from './selection.ts'

/** A text that is being typed into the active cell. */
interface Typing {
  readonly text: string
  /** Whether arrow keys move in the text, and not to the next cell. */
  readonly inText: boolean
}

interface SheetState {
  readonly selection: Selection
  /** Null while the cell shows what the document holds. */
  readonly typing: Typing | null
  /** Why the last thing was not done; until the next is. */
  readonly refused: string | null
  /** What is looked for; null while nothing is. */
  readonly sought: string | null
  select(selection: Selection): void
  type(typing: Typing | null): void
  refuse(words: string | null): void
  seek(sought: string | null): void
  /** For another table. */
  reset(): void
}

const START = { selection: only({ row: 0, column: 0 }), typing: null, refused: null, sought: null }

/** What the person at the sheet is doing; what the table holds is the document's. */
export const useSheetState = create<SheetState>()((set) => ({
  ...START,
  select: (selection) => set({ selection, typing: null, refused: null }),
  type: (typing) => set({ typing, refused: null }),
  refuse: (refused) => set({ refused }),
  seek: (sought) => set({ sought }),
  reset: () => set(START),
}))
