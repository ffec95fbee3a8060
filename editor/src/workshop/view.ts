import { create } from 'zustand'
import type { PanelId } from './panels.ts'

interface View {
  readonly outline: boolean
  /** Which panel is open below the canvas. */
  readonly panel: PanelId | null
  /** Whether the panel has the room of the canvas as well. */
  readonly maximised: boolean
  toggleOutline(): void
  /** Opens a panel. */
  show(panel: PanelId): void
  /** Opens a panel, or closes it when it is the one that is open. */
  toggle(panel: PanelId): void
  hide(): void
  toggleMaximised(): void
}

/** From this width on, in pixels, the outline has room beside the canvas. */
const WIDE = 1200

/** Which parts of the workshop are open. It outlives the page. */
export const useView = create<View>()((set) => ({
  outline: window.innerWidth >= WIDE,
  panel: 'whatif',
  maximised: false,
  toggleOutline: () => set(({ outline }) => ({ outline: !outline })),
  show: (panel) => set({ panel }),
  toggle: (wanted) =>
    set(({ panel, maximised }) =>
      panel === wanted ? { panel: null, maximised: false } : { panel: wanted, maximised },
    ),
  hide: () => set({ panel: null, maximised: false }),
  toggleMaximised: () => set(({ panel, maximised }) => ({ maximised: panel !== null && !maximised })),
}))
