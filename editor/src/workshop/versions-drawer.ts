import { create } from 'zustand'

interface VersionsDrawer {
  readonly opened: boolean
  open(): void
  close(): void
}

/** Whether the versions, with the form that submits the draft, are on the screen: several ways lead there. */
export const useVersionsDrawer = create<VersionsDrawer>()((set) => ({
  opened: false,
  open: () => set({ opened: true }),
  close: () => set({ opened: false }),
}))
