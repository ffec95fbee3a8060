import { create } from 'zustand'

interface Selection {
  /** The node whose form is open. */
  readonly selected: string | null
  /** The field that was asked for: where it stands in the node, as a JSON Pointer. */
  readonly place: string | null
  /** What is chosen on the canvas, by the ids that it has there: nodes, and notes and groups by theirs. */
  readonly chosen: ReadonlySet<string>
  /** The edge that is chosen, by its id. */
  readonly edge: string | null
  /** Opens the form of a node, which then is all that is chosen. */
  select(id: string | null, place?: string): void
  /** Chooses several things; the form of a node is open while it is the only one. */
  choose(ids: Iterable<string>): void
  chooseEdge(id: string | null): void
}

/** Which node, and which field of it, the workshop is looking at. Canvas, outline and inspector share it. */
export const useSelection = create<Selection>()((set) => ({
  selected: null,
  place: null,
  chosen: new Set(),
  edge: null,
  select: (selected, place) =>
    set({ selected, place: place ?? null, chosen: new Set(selected === null ? [] : [selected]), edge: null }),
  choose(ids) {
    const chosen = new Set(ids)
    const [only] = chosen.size === 1 ? chosen : []
    set({ chosen, selected: only !== undefined && isNode(only) ? only : null, place: null, edge: null })
  },
  chooseEdge: (edge) => set({ edge, selected: null, place: null, chosen: new Set() }),
}))

/** Notes and groups stand on the canvas under ids that no node can have. */
const NOTE = 'note:'
const GROUP = 'group:'

export const noteOnCanvas = (id: string): string => `${NOTE}${id}`
export const groupOnCanvas = (id: string): string => `${GROUP}${id}`
export const isNode = (id: string): boolean => !id.includes(':')
export const noteOf = (id: string): string | null => (id.startsWith(NOTE) ? id.slice(NOTE.length) : null)
export const groupOf = (id: string): string | null => (id.startsWith(GROUP) ? id.slice(GROUP.length) : null)
