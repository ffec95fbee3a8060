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

/** So many frames the canvas may take to be laid out again, and so many a card has to stay once it has the keyboard. */
const MOST_FRAMES = 600
const SETTLED_FRAMES = 30

/**
 * Gives the keyboard to the card of the table, from where it came, unless somebody has gone on elsewhere. Until it is
 * measured a card takes no focus, and while the canvas fits itself into view cards go and come again.
 */
function focusCard(id: string, frames: number, settled = 0): void {
  requestAnimationFrame(() => {
    const card = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
    const focused = document.activeElement
    if (frames === 0 || settled === SETTLED_FRAMES) return
    if (focused !== document.body && focused !== card) return
    if (focused !== card) card?.focus()
    focusCard(id, frames - 1, document.activeElement === card ? settled + 1 : 0)
  })
}
