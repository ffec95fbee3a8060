import { create } from 'zustand'
import { useSelection } from '../canvas/selection.ts'

interface OpenTable {
  /** The table that is open as a sheet in place of the canvas. */
  readonly table: string | null
  open(table: string): void
  close(): void
}

/** Which decision table is open as a sheet. */
export const useOpenTable = create<OpenTable>()((set) => ({
  table: null,
  open(table) {
    useSelection.getState().select(table)
    set({ table })
  },
  close: () => set({ table: null }),
}))
