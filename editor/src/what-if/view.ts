import { create } from 'zustand'
import type { Pick } from '../simulation/pick.ts'
import type { Whose } from '../simulation/questions/money.ts'

/** What the panel can show, in the order in which it is offered. */
export const VIEWS = ['overview', 'moves', 'cells', 'lists', 'money'] as const
type WhatIfViewId = (typeof VIEWS)[number]

/** With what edits are compared. */
export const AGAINST = ['in_force', 'opened'] as const
type Against = (typeof AGAINST)[number]

interface WhatIfView {
  readonly view: WhatIfViewId
  readonly against: Against
  /** The class whose moves are shown; null is the tier by which the coverage goes. */
  readonly moving: string | null
  /** The matrix whose cells are shown; null is the first. */
  readonly matrix: string | null
  /** The amount that is added up; null is the one by which the lists value customers. */
  readonly figure: string | null
  readonly whose: Whose
  /** By what the money is told apart: `branch`, or a class. */
  readonly moneyBy: string
  /** Whose customers are shown beside the figures. */
  readonly pick: Pick | null
  show(view: WhatIfViewId): void
  choose(choice: Partial<Omit<WhatIfView, 'show' | 'choose' | 'pickOut' | 'view' | 'pick'>>): void
  /** Shows the customers of a cell, a bar or a stream; null shows none. */
  pickOut(pick: Pick | null): void
}

/** What is chosen in the what-if. It outlives the panel. */
export const useWhatIfView = create<WhatIfView>()((set) => ({
  view: 'overview',
  against: 'in_force',
  moving: null,
  matrix: null,
  figure: null,
  whose: 'listed',
  moneyBy: 'branch',
  pick: null,
  show: (view) => set({ view }),
  choose: (choice) => set(choice),
  pickOut: (pick) => set({ pick }),
}))
