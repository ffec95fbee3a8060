import { type DailyLists, dailyLists, LISTINGS, listingAt, rankingOf } from '@branch-playbook/engine'
import type { Advisers, Decided } from './everyone.ts'
import type { Simulated } from './simulator.ts'

/** The day's lists, and what becomes of everybody. */
export interface Listings {
  readonly lists: DailyLists
  /** For each customer the place of what becomes of him in `LISTINGS`, from 1; 0 for one who is not due. */
  readonly codes: Uint8Array
  /** The minutes that each adviser has. */
  readonly minutes: Int32Array
}

export const LISTED = LISTINGS.indexOf('listed') + 1

/** The lists of the playbook that edits are compared with stay the same from edit to edit. */
const made = new WeakMap<Simulated, Listings | null>()

/** Makes the day's lists of all advisers; null when the playbook ranks nothing. */
export function listingsOf(decided: Decided, bank: Advisers): Listings | null {
  const known = made.get(decided.simulated)
  if (known !== undefined) return known
  const listings = makeListings(decided, bank)
  made.set(decided.simulated, listings)
  return listings
}

function makeListings(
  { plan, simulated, heldOut }: Decided,
  { adviserOf, branchOf, advisers }: Advisers,
): Listings | null {
  const node = plan.playbook.nodes.find(({ id }) => id === plan.arbitration)
  const ranking = rankingOf(plan)
  if (!ranking || node?.kind !== 'arbitration') return null
  const minutes = Int32Array.from(advisers, (adviser) => adviser.minutes ?? node.minutesPerDay)
  const lists = dailyLists(simulated, ranking, { adviserOf, branchOf, minutes, heldOut })
  return { lists, minutes, codes: codesOf(lists, simulated.count) }
}

function codesOf(lists: DailyLists, count: number): Uint8Array {
  const codes = new Uint8Array(count)
  for (let adviser = 0; adviser < lists.listed.length; adviser += 1) {
    const [start = 0, end = 0] = lists.starts.subarray(adviser, adviser + 2)
    for (let place = 0; place < end - start; place += 1) {
      const customer = lists.customers[start + place] ?? 0
      codes[customer] = LISTINGS.indexOf(listingAt(lists, adviser, place)) + 1
    }
  }
  return codes
}
