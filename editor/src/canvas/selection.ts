import { create } from 'zustand'

interface Selection {
  /** The node whose form is open. */
  readonly selected: string | null
  select(id: string | null): void
}

/** Which node the workshop is looking at. The canvas, the outline and the inspector share it. */
export const useSelection = create<Selection>()((set) => ({
  selected: null,
  select: (selected) => set({ selected }),
}))
