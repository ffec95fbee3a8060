import type { Decisions } from '../evaluate/decisions.ts'
import { arbitrationParts } from '../nodes/arbitration/arbitration.ts'
import { at, type Column } from '../population/column.ts'
import { type Fate, giveOut, type Minutes } from './campaigns.ts'
import type { HeldOut } from './holdout.ts'
import { type MadeContact, Places, type Ranking } from './quotas.ts'
import { type PromisedContact, rankAll } from './rank.ts'
import { atOnce, type Steps } from './steps.ts'

/** Who looks after whom. */
export interface Portfolios {
  /** For each customer the position of his adviser; -1 for a customer without one. */
  readonly adviserOf: Int32Array
  /** The minutes that each adviser has left today. */
  readonly minutes: Int32Array
  /** For each adviser the position of his branch; left out where all are of one. */
  readonly branchOf?: Int32Array
  /** Whom campaigns leave alone; null for nobody. */
  readonly heldOut?: HeldOut | null
  /** Contacts that were made for campaigns today: they take places of the quotas. */
  readonly made?: readonly MadeContact[]
  /** Contacts that customers were promised for today, in the order in which they are kept. */
  readonly promised?: readonly PromisedContact[]
  /** Customers who are to be left alone until another day. */
  readonly postponed?: readonly number[]
  /** The customers whose advisers' lists are made, in ascending order, all of each; everybody unless given. */
  readonly only?: Int32Array
}

/**
 * The day's lists of all advisers in one array: customers by adviser, in the order in which to contact them.
 * Those of adviser `a` stand from `starts[a]` to `starts[a + 1]`: first the `listed[a]` that are listed, then
 * those cut because they no longer fit his minutes, then the `overQuota[a]` cut because their campaign has no
 * place left, last the `heldOut[a]` whom he would call were they not held out.
 */
export interface DailyLists {
  readonly customers: Int32Array
  readonly starts: Int32Array
  readonly listed: Int32Array
  readonly overQuota: Int32Array
  readonly heldOut: Int32Array
  /** Minutes of the listed contacts, and of all that are due and within the quotas, by adviser. */
  readonly minutesListed: Int32Array
  readonly minutesDue: Int32Array
  /** How many customers are due but have no adviser. */
  readonly withoutAdviser: number
}

/**
 * What becomes of a customer who is due: listed, cut for lack of time, over the quota of his campaign, or left alone
 * though he would be listed, so that it can be told what the campaign does.
 */
export const LISTINGS = ['listed', 'cut', 'over_quota', 'held_out'] as const
export type Listing = (typeof LISTINGS)[number]

/** What becomes of the customer at a place of an adviser's list, from 0. */
export function listingAt(
  { starts, listed, overQuota, heldOut }: DailyLists,
  adviser: number,
  place: number,
): Listing {
  if (place < at(listed, adviser)) return 'listed'
  const left = at(starts, adviser + 1) - at(starts, adviser) - place
  if (left <= at(heldOut, adviser)) return 'held_out'
  return left <= at(heldOut, adviser) + at(overQuota, adviser) ? 'over_quota' : 'cut'
}

/**
 * Makes every adviser's list: what was promised, then duties, then events, then campaigns; in each of these the
 * higher score first, then the customer who stands first in the population. Nobody is on it twice, and nobody who
 * is postponed.
 *
 * In that order, over all advisers together, and over branches that compete for a campaign's places in turns (see
 * `giveOut`): a customer whose campaign has no place left is cut for its quota and takes no minutes; one who fits the
 * minutes left is listed; the first who does not fit ends his adviser's list, and all who follow are cut for time. A
 * campaign's place is taken by a listed contact only. Who is held out takes nothing; he is on no list at all when he
 * would not be listed.
 *
 * So more minutes, for one adviser or for many, never take a duty or an event off a list, nor anybody at all
 * where no quota binds; a campaign contact goes only when its campaign's places went to better ranked ones, and
 * the contacts of a campaign over the bank never become fewer. Duties and events are as if there were no
 * campaigns, and everybody else as if those who are held out were not there.
 */
export const dailyLists = (decisions: Decisions, ranking: Ranking, portfolios: Portfolios): DailyLists =>
  atOnce(dailyListsInSteps(decisions, ranking, portfolios))

/** As `dailyLists`, in steps, so that whoever makes those of a whole bank can do something else in between. */
export function* dailyListsInSteps(
  decisions: Decisions,
  { arbitration, quotas }: Ranking,
  portfolios: Portfolios,
): Steps<DailyLists> {
  const {
    adviserOf,
    minutes,
    made = [],
    promised = [],
    postponed = [],
    heldOut = null,
    only = null,
  } = portfolios
  const names = arbitrationParts(arbitration)
  const advisers = minutes.length
  const { ranked, campaignsFrom, withoutAdviser } = yield* rankAll(
    {
      count: decisions.count,
      only,
      action: columnOf(decisions, arbitration),
      score: columnOf(decisions, names.score),
      adviserOf,
    },
    promised,
    postponed,
  )
  yield
  const day = new DayMinutes(promisedMinutes(columnOf(decisions, names.minutes), promised), minutes)
  const fates = new Uint8Array(ranked.length)
  const unbounded = quotas.length === 0 ? ranked.length : campaignsFrom
  for (let place = 0; place < unbounded; place += 1) {
    const customer = at(ranked, place)
    fates[place] = codeOf(day.enter(customer, at(adviserOf, customer)) ? 'listed' : 'cut')
  }
  yield
  if (unbounded < ranked.length) {
    const branchOf = portfolios.branchOf ?? new Int32Array(advisers)
    const branches = branchOf.reduce((most, branch) => Math.max(most, branch + 1), 0)
    giveOut(
      {
        customers: ranked.subarray(unbounded),
        adviserOf,
        source: columnOf(decisions, names.source),
        branchOf,
        branches,
        heldOut,
      },
      new Places(quotas, branchOf, branches, made),
      day,
      (place, fate) => {
        fates[unbounded + place] = codeOf(fate)
      },
    )
  }
  const { due, listed } = day
  yield
  return {
    ...inPlaces(ranked, fates, adviserOf, advisers),
    minutesDue: due,
    minutesListed: listed,
    withoutAdviser,
  }
}

/** The lists with those that some advisers have `anew` in the place of theirs; who has no adviser is as before. */
export function withLists(
  before: DailyLists,
  anew: DailyLists,
  isAnew: (adviser: number) => boolean,
): DailyLists {
  const of = Array.from(before.listed, (_, adviser) => (isAnew(adviser) ? anew : before))
  const pick = (figure: 'listed' | 'overQuota' | 'heldOut' | 'minutesListed' | 'minutesDue') =>
    Int32Array.from(of, (lists, adviser) => at(lists[figure], adviser))
  const own = of.map(({ customers, starts }, adviser) =>
    customers.subarray(starts[adviser], starts[adviser + 1]),
  )
  const starts = new Int32Array(of.length + 1)
  own.forEach(({ length }, adviser) => {
    starts[adviser + 1] = at(starts, adviser) + length
  })
  const customers = new Int32Array(at(starts, of.length))
  own.forEach((each, adviser) => {
    customers.set(each, at(starts, adviser))
  })
  return {
    customers,
    starts,
    listed: pick('listed'),
    overQuota: pick('overQuota'),
    heldOut: pick('heldOut'),
    minutesListed: pick('minutesListed'),
    minutesDue: pick('minutesDue'),
    withoutAdviser: before.withoutAdviser,
  }
}

/** The place of a fate in `LISTINGS`, from 1; 0 is on no list. */
const codeOf = (fate: Fate): number => (fate === null ? 0 : LISTINGS.indexOf(fate) + 1)

/** The minutes of all customers, with those of the promised contacts in the place of what was decided. */
function promisedMinutes(decided: Column, promised: readonly PromisedContact[]): Column {
  if (promised.length === 0) return decided
  const own = decided.slice()
  for (const { customer, minutes } of promised) own[customer] = minutes
  return own
}

/** The minutes of all advisers as their lists fill. */
class DayMinutes implements Minutes {
  readonly due: Int32Array
  readonly listed: Int32Array
  readonly #of: Column
  readonly #most: Int32Array

  /** `of` are those of every customer, `most` those of every adviser. */
  constructor(of: Column, most: Int32Array) {
    this.#of = of
    this.#most = most
    this.due = new Int32Array(most.length)
    this.listed = new Int32Array(most.length)
  }

  fits(customer: number, adviser: number): boolean {
    return at(this.due, adviser) + at(this.#of, customer) <= at(this.#most, adviser)
  }

  enter(customer: number, adviser: number): boolean {
    const fits = this.fits(customer, adviser)
    this.due[adviser] = at(this.due, adviser) + at(this.#of, customer)
    if (fits) this.listed[adviser] = at(this.due, adviser)
    return fits
  }
}

/** Everybody on a list in the order of `DailyLists`, by his fate. */
function inPlaces(ranked: Int32Array, fates: Uint8Array, adviserOf: Int32Array, advisers: number) {
  const counts = LISTINGS.map(() => new Int32Array(advisers))
  ranked.forEach((customer, place) => {
    const own = counts[at(fates, place) - 1]
    const adviser = at(adviserOf, customer)
    if (own) own[adviser] = at(own, adviser) + 1
  })
  const starts = new Int32Array(advisers + 1)
  const next = LISTINGS.map(() => new Int32Array(advisers))
  let end = 0
  for (let adviser = 0; adviser < advisers; adviser += 1) {
    starts[adviser] = end
    next.forEach((own, listing) => {
      own[adviser] = end
      end += counts[listing]?.[adviser] ?? 0
    })
  }
  starts[advisers] = end
  const customers = new Int32Array(end)
  ranked.forEach((customer, place) => {
    const own = next[at(fates, place) - 1]
    if (!own) return
    const adviser = at(adviserOf, customer)
    customers[at(own, adviser)] = customer
    own[adviser] = at(own, adviser) + 1
  })
  const of = (listing: Listing) => counts[LISTINGS.indexOf(listing)] ?? starts
  return {
    customers,
    starts,
    listed: of('listed'),
    overQuota: of('over_quota'),
    heldOut: of('held_out'),
  }
}

function columnOf({ columns }: Decisions, name: string): Column {
  const column = columns.get(name)
  if (!column) throw new Error(`The lists need the outcome "${name}"`)
  return column
}
