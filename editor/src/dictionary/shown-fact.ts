import { create } from 'zustand'
import { useView } from '../workshop/view.ts'

interface ShownFact {
  /** The fact whose form is open in the dictionary. */
  readonly fact: string | null
  choose(fact: string | null): void
  /** Opens the dictionary at a fact. */
  show(fact: string): void
}

/** Which fact of the dictionary is looked at. */
export const useShownFact = create<ShownFact>()((set) => ({
  fact: null,
  choose: (fact) => set({ fact }),
  show(fact) {
    set({ fact })
    useView.getState().show('facts')
  },
}))
