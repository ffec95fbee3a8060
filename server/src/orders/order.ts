import type { Tables } from '../store/tables.ts'

/** Where an order stands. The last three are its ends, but that what has settled may still be cancelled in time. */
export const ORDER_STATES = ['placed', 'handed_over', 'accepted', 'settled', 'rejected', 'cancelled'] as const

/** The states of an order that came to nothing: it counts for none. */
export const CAME_TO_NOTHING = ['rejected', 'cancelled'] as const

export const cameToNothing = ({ state }: { readonly state: (typeof ORDER_STATES)[number] }): boolean =>
  CAME_TO_NOTHING.some((each) => each === state)
type OrderState = (typeof ORDER_STATES)[number]

/** What the core system may say of an order. */
export const REPORTED = ['accepted', 'settled', 'rejected', 'cancelled', 'cancel_refused'] as const
export type Reported = (typeof REPORTED)[number]

/** What has happened to an order, one after the other. */
export const ORDER_STEPS = ['placed', 'handed_over', 'cancel_asked', ...REPORTED] as const
export type OrderStep = (typeof ORDER_STEPS)[number]

export type Order = Tables['orders']

/** What the core system says of an order. */
export interface CoreReport {
  /** The id of the order. */
  readonly order: string
  readonly state: Reported
  /** The number of the order in the core system. */
  readonly reference?: string | undefined
  /** Why it was rejected, or not cancelled. */
  readonly reason?: string | undefined
}

/** What becomes of an order by what the core says of it. */
export type AfterReport =
  | { readonly is: 'change'; readonly to: Partial<Pick<Order, 'state' | 'cancel'>> }
  /** It is known already, or overtaken by what is. */
  | { readonly is: 'known' }
  /** It cannot be so after what the core said before: people have to look into it. */
  | { readonly is: 'contradiction' }

const KNOWN: AfterReport = { is: 'known' }
const CONTRADICTION: AfterReport = { is: 'contradiction' }

/** How far an order is that goes well. */
const WAY: readonly OrderState[] = ['placed', 'handed_over', 'accepted', 'settled']

/**
 * Where an order stands once the core has said something of it. Reports may come twice and in any order: whatever
 * they come in, the order ends the same.
 */
export function afterReport({ state, cancel }: Pick<Order, 'state' | 'cancel'>, said: Reported): AfterReport {
  const isOnWay = WAY.includes(state)
  switch (said) {
    case 'accepted':
    case 'settled':
      if (state === 'rejected') return CONTRADICTION
      return isOnWay && WAY.indexOf(said) > WAY.indexOf(state) ? { is: 'change', to: { state: said } } : KNOWN
    case 'rejected':
      if (state === said) return KNOWN
      return isOnWay && state !== 'settled' ? { is: 'change', to: { state: said } } : CONTRADICTION
    case 'cancelled':
      if (state === said) return KNOWN
      // What has settled is undone only for a customer who asked for it.
      if (!isOnWay || (state === 'settled' && cancel === null)) return CONTRADICTION
      return { is: 'change', to: { state: said } }
    case 'cancel_refused':
      if (cancel === 'refused') return KNOWN
      // Of what was rejected meanwhile there is nothing left to cancel.
      return cancel === 'asked' && state !== 'cancelled'
        ? { is: 'change', to: { cancel: 'refused' } }
        : CONTRADICTION
  }
}
