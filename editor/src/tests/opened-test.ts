import { create } from 'zustand'

interface OpenedTest {
  /** Where the test stands whose form is open. */
  readonly at: number | null
  open(at: number | null): void
}

/** Which of the playbook's tests the panel shows. */
export const useOpenedTest = create<OpenedTest>()((set) => ({
  at: null,
  open: (at) => set({ at }),
}))
