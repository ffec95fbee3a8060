import { create } from 'zustand'

interface Aim {
  /** The node over which the end of a new edge is held. */
  readonly node: string | null
  /** Whether it takes it. */
  readonly fits: boolean
  aim(node: string | null, fits: boolean): void
}

/** Where an edge that is being drawn would end. */
export const useAim = create<Aim>()((set) => ({
  node: null,
  fits: false,
  aim: (node, fits) => set({ node, fits }),
}))
