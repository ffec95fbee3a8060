import { create } from 'zustand'

interface Selection {
  /** The node whose form is open. */
  readonly selected: string | null
  /** The field that was asked for: where it stands in the node, as a JSON Pointer. */
  readonly place: string | null
  select(id: string | null, place?: string): void
}

/** Which node, and which field of it, the workshop is looking at. Canvas, outline and inspector share it. */
export const useSelection = create<Selection>()((set) => ({
  selected: null,
  place: null,
  select: (selected, place) => set({ selected, place: place ?? null }),
}))
