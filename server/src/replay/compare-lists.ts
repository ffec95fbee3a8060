import type { Listing } from '@branch-playbook/engine'
import type { Listed } from '../desk/listed.ts'

/** Where somebody stands on a list, as far as two lists are compared. */
interface Place {
  readonly customer: { readonly id: string }
  readonly adviser: { readonly id: string } | null
  readonly position: number
  readonly listing: Listing
  readonly action: Listed
  readonly tier: string | null
  readonly strategy: { readonly id: string } | null
}

/** A customer who is on both lists, but otherwise: by his place or by what is due. */
interface Moved<Listed> {
  readonly customer: string
  readonly then: Listed
  readonly today: Listed
}

/** Two lists of one day side by side, by customer and in the order of the lists. */
interface ListComparison<Listed> {
  readonly onlyThen: string[]
  readonly onlyToday: string[]
  readonly moved: Moved<Listed>[]
  /** How many are on both in the same place. */
  readonly same: number
}

/** What of a place is compared. */
const placeOf = ({ adviser, position, listing, action, tier, strategy }: Place) => ({
  adviser: adviser?.id ?? null,
  position,
  listing,
  action,
  tier,
  strategy: strategy?.id ?? null,
})

/** Compares a list under the rules of its day with the one that today's rules make of the same day. */
export function compareLists(
  then: readonly Place[],
  today: readonly Place[],
): ListComparison<ReturnType<typeof placeOf>> {
  const before = new Map(then.map((each) => [each.customer.id, placeOf(each)]))
  const after = new Map(today.map((each) => [each.customer.id, placeOf(each)]))
  const both = [...before].flatMap(([customer, was]) => {
    const is = after.get(customer)
    return is ? [{ customer, then: was, today: is }] : []
  })
  const moved = both.filter(({ then, today }) => JSON.stringify(then) !== JSON.stringify(today))
  return {
    onlyThen: [...before.keys()].filter((customer) => !after.has(customer)),
    onlyToday: [...after.keys()].filter((customer) => !before.has(customer)),
    moved,
    same: both.length - moved.length,
  }
}
