import { create } from 'zustand'
import { useSelection } from '../canvas/selection.ts'

interface OpenTable {
  /** The table that is open as a sheet in place of the canvas. */
  readonly table: string | null
  open(table: string): void
  close(): void
}

/** Which decision table is open as a sheet. */
export const useOpenTable = create<OpenTable>()((set, get) => ({
  table: null,
  open(table) {
    useSelection.getState().select(table)
    set({ table })
  },
  close() {
    const { table } = get()
    if (table === null) return
    set({ table: null })
    focusCard(table, MOST_FRAMES)
  },
}))

/** So many frames the canvas may take to be drawn again. */
const MOST_FRAMES = 60

/** Gives the keyboard to the card of the table, from where it came, unless somebody has gone on elsewhere. */
function focusCard(id: string, frames: number): void {
  requestAnimationFrame(() => {
    const card = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
    if (document.activeElement !== document.body) return
    if (card) card.focus()
    else if (frames > 0) focusCard(id, frames - 1)
  })
}
