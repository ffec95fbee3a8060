import { create } from 'zustand'

type List = 'palette' | 'shortcuts'

interface OpenedList {
  readonly list: List | null
  /** Where the keyboard was before: commands are about what is there, and it returns there. */
  readonly from: HTMLElement | null
  open(list: List): void
  /** Closes what is open and gives the keyboard back. */
  close(): void
}

/** Which list of commands is open over the page. */
export const useOpenedList = create<OpenedList>()((set, get) => ({
  list: null,
  from: null,
  open(list) {
    const { activeElement } = document
    const from = activeElement instanceof HTMLElement ? activeElement : null
    set({ list, from })
  },
  close() {
    const { from } = get()
    set({ list: null, from: null })
    from?.focus()
  },
}))
