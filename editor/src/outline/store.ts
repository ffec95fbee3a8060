import { create } from 'zustand'
import { useView } from '../workshop/view.ts'

export const OUTLINE_TABS = ['nodes', 'facts', 'problems'] as const
export type OutlineTab = (typeof OUTLINE_TABS)[number]

interface OutlineState {
  readonly tab: OutlineTab
  /** What is to be focused in the tab: the id of a node or the name of a fact. */
  readonly wanted: string | null
  choose(tab: OutlineTab): void
  /** Opens the outline there and puts the keyboard on an item, or on the tab's first. */
  reveal(tab: OutlineTab, item?: string): void
  /** The keyboard is there. */
  arrived(): void
}

/** What of the outline is open. */
export const useOutline = create<OutlineState>()((set) => ({
  tab: 'nodes',
  wanted: null,
  choose: (tab) => set({ tab, wanted: null }),
  reveal(tab, item = '') {
    const { outline, toggleOutline } = useView.getState()
    if (!outline) toggleOutline()
    set({ tab, wanted: item })
  },
  arrived: () => set({ wanted: null }),
}))
