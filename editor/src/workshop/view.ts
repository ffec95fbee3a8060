import { create } from 'zustand'
import type { PanelId } from './panels.ts'

interface View {
  readonly outline: boolean
  /** Which panel is open below the canvas. */
  readonly panel: PanelId | null
  toggleOutline(): void
  /** Opens a panel. */
  show(panel: PanelId): void
  /** Opens a panel, or closes it when it is the one that is open. */
  toggle(panel: PanelId): void
  hide(): void
}

/** From this width on, in pixels, the outline has room beside the canvas. */
const WIDE = 1200

/** Which parts of the workshop are open. It outlives the page. */
export const useView = create<View>()((set) => ({
  outline: window.innerWidth >= WIDE,
  panel: 'whatif',
  toggleOutline: () => set(({ outline }) => ({ outline: !outline })),
  show: (panel) => set({ panel }),
  toggle: (wanted) => set(({ panel }) => ({ panel: panel === wanted ? null : wanted })),
  hide: () => set({ panel: null }),
}))
