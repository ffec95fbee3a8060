import { create } from 'zustand'
import { useSelection } from '../canvas/selection.ts'
import { useView } from '../workshop/view.ts'

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
    useView.setState({ maximised: false })
    set({ table })
  },
  close() {
    const { table } = get()
    if (table === null) return
    set({ table: null })
    focusCard(table, MOST_FRAMES)
  },
}))

/** So many frames the canvas may take to be laid out again. */
const MOST_FRAMES = 600

/** Gives the keyboard to the card of the table, from where it came, unless somebody has gone on elsewhere. */
function focusCard(id: string, frames: number): void {
  requestAnimationFrame(() => {
    if (frames === 0 || document.activeElement !== document.body) return
    document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus()
    // Until it is measured a card takes no focus.
    focusCard(id, frames - 1)
  })
}
