import { at, type Column } from '../population/column.ts'
import type { HeldOut } from './holdout.ts'
import type { Places } from './quotas.ts'

/** The campaign contacts of a day, best first, and what they take. */
export interface CampaignContacts {
  readonly customers: Int32Array
  readonly adviserOf: Int32Array
  /** The leading source of every customer. */
  readonly source: Column
  /** The branch of every adviser, of so many. */
  readonly branchOf: Int32Array
  readonly branches: number
  readonly heldOut: HeldOut | null
}

/** What becomes of a campaign contact; null for a customer who is held out and would not have been called today. */
export type Fate = 'listed' | 'cut' | 'over_quota' | 'held_out' | null

/** The minutes of the day. */
export interface Minutes {
  /** Whether a customer fits what his adviser has left. */
  fits(customer: number, adviser: number): boolean
  /** Takes the minutes if he fits, and else ends his adviser's list. Says whether he fits. */
  enter(customer: number, adviser: number): boolean
}

/**
 * Gives out the places of campaigns. Within a branch the best ranked are served first. Where branches compete for the
 * places of the bank, the next one goes to the branch that has had the least of its fair share; one that can use no more
 * leaves its places to the others.
 *
 * Who is held out waits for his turn like anybody else, so that it is known whether he would have been called, and takes
 * neither minutes nor a place: all others are as if he were not there.
 */
export function giveOut(
  contacts: CampaignContacts,
  places: Places,
  minutes: Minutes,
  put: (place: number, fate: Fate) => void,
): void {
  const { customers, adviserOf, source } = contacts
  const held = heldOutOf(contacts, places)
  const { queue, starts } = queuesOf(contacts)
  const next = starts.slice()
  const serve = (place: number) => {
    const customer = at(customers, place)
    const adviser = at(adviserOf, customer)
    const campaign = at(source, customer)
    const hasPlace = places.has(campaign, adviser)
    if (held?.[place] === 1)
      return put(place, hasPlace && minutes.fits(customer, adviser) ? 'held_out' : null)
    if (!hasPlace) return put(place, 'over_quota')
    if (!minutes.enter(customer, adviser)) return put(place, 'cut')
    places.take(campaign, adviser)
    put(place, 'listed')
  }
  /** Serves a branch until it has to wait for its turn, and says when that is. */
  const advance = (branch: number): number => {
    for (; at(next, branch) < at(starts, branch + 1); next[branch] = at(next, branch) + 1) {
      const place = at(queue, at(next, branch))
      const customer = at(customers, place)
      const [campaign, adviser] = [at(source, customer), at(adviserOf, customer)]
      const turn = places.has(campaign, adviser) ? places.turn(campaign, adviser) : null
      if (turn !== null) return turn
      serve(place)
    }
    return Number.POSITIVE_INFINITY
  }
  const turns = Float64Array.from({ length: contacts.branches }, (_, branch) => advance(branch))
  for (;;) {
    const branch = least(turns)
    if (turns[branch] === undefined || turns[branch] === Number.POSITIVE_INFINITY) return
    serve(at(queue, at(next, branch)))
    next[branch] = at(next, branch) + 1
    turns[branch] = advance(branch)
  }
}

/** Which contacts are held out (1); all others are put down as wanting a place. Null when nobody is held out. */
function heldOutOf({ customers, adviserOf, source, heldOut }: CampaignContacts, places: Places) {
  const held = heldOut && new Uint8Array(customers.length)
  customers.forEach((customer, place) => {
    const campaign = places.campaignOf(at(source, customer))
    if (campaign === null) return
    if (held && heldOut(customer, campaign)) held[place] = 1
    else places.want(at(source, customer), at(adviserOf, customer))
  })
  return held
}

/** The places of the contacts by branch, in their order: those of branch `b` from `starts[b]` to `starts[b + 1]`. */
function queuesOf({ customers, adviserOf, branchOf, branches }: CampaignContacts) {
  const branch = Int32Array.from(customers, (customer) => at(branchOf, at(adviserOf, customer)))
  const starts = new Int32Array(branches + 1)
  for (const each of branch) starts[each + 1] = at(starts, each + 1) + 1
  for (let each = 0; each < branches; each += 1) starts[each + 1] = at(starts, each + 1) + at(starts, each)
  const ends = starts.slice()
  const queue = new Int32Array(customers.length)
  branch.forEach((each, place) => {
    queue[at(ends, each)] = place
    ends[each] = at(ends, each) + 1
  })
  return { queue, starts }
}

/** The position of the least number, the first of several. */
function least(numbers: Float64Array): number {
  let found = 0
  for (let each = 1; each < numbers.length; each += 1) {
    if ((numbers[each] ?? 0) < (numbers[found] ?? 0)) found = each
  }
  return found
}
