import { create } from 'zustand'
import { useSelection } from '../canvas/selection.ts'
import { useView } from '../workshop/view.ts'
import type { Arrangement, Item, Way } from './tree-of.ts'

export type OutlineTab = 'nodes' | 'facts' | 'problems'

/** What is asked of somebody before something is done with the structure. */
export type Question =
  | { readonly ask: 'kind' }
  | { readonly ask: 'target'; readonly source: string }
  | { readonly ask: 'source'; readonly target: string }
  | { readonly ask: 'slot'; readonly source: string; readonly target: string }
  | { readonly ask: 'link'; readonly node: string }
  | { readonly ask: 'neighbour'; readonly node: string; readonly way: Way }
  | { readonly ask: 'group'; readonly nodes: readonly string[] }
  | { readonly ask: 'name'; readonly of: 'node' | 'group'; readonly id: string }

interface OutlineState {
  readonly tab: OutlineTab
  readonly arrangement: Arrangement
  /** What is to get the keyboard in the tab: the key of an item, or the name of a fact. */
  readonly wanted: string | null
  /** Where the keyboard is, or was last; what is chosen elsewhere takes its place. */
  readonly at: Item | null
  /** Nodes that are marked together, if more than one. */
  readonly marked: readonly string[]
  readonly question: Question | null
  choose(tab: OutlineTab): void
  arrange(arrangement: Arrangement): void
  /** Opens the outline and puts the keyboard on an item of a tab. */
  reveal(tab: OutlineTab, item?: string): void
  /** The keyboard is there. */
  arrived(): void
  stand(at: Item): void
  mark(marked: readonly string[]): void
  ask(question: Question | null): void
}

/** What of the outline is open, and what its commands are about. */
export const useOutline = create<OutlineState>()((set) => ({
  tab: 'nodes',
  arrangement: 'group',
  wanted: null,
  at: null,
  marked: [],
  question: null,
  choose: (tab) => set({ tab, wanted: null }),
  arrange: (arrangement) => set({ arrangement }),
  reveal(tab, item = '') {
    const { outline, toggleOutline } = useView.getState()
    if (!outline) toggleOutline()
    set({ tab, wanted: item })
  },
  arrived: () => set({ wanted: null }),
  stand: (at) => set({ at }),
  mark: (marked) => set({ marked }),
  ask: (question) => set({ question }),
}))

useSelection.subscribe(({ selected }, before) => {
  if (selected !== null && selected !== before.selected)
    useOutline.setState({ at: { is: 'node', node: selected }, marked: [] })
})
