import type { Decisions } from '../evaluate/decisions.ts'
import { ACTIONS, arbitrationParts, LISTED_ACTIONS, MOST_SCORE } from '../nodes/arbitration/arbitration.ts'
import type { Column } from '../population/column.ts'
import { type MadeContact, Places, type Ranking } from './quotas.ts'

/** Who looks after whom. */
export interface Portfolios {
  /** For each customer the position of his adviser; -1 for a customer without one. */
  readonly adviserOf: Int32Array
  /** The minutes that each adviser has left today. */
  readonly minutes: Int32Array
  /** Contacts that were made for campaigns today: they take places of the quotas. */
  readonly made?: readonly MadeContact[]
  /** Contacts that customers were promised for today, in the order in which they are kept. */
  readonly promised?: readonly PromisedContact[]
  /** Customers who are to be left alone until another day. */
  readonly postponed?: readonly number[]
}

/** A contact that somebody promised a customer: it is kept whatever else is due, and takes these minutes. */
export interface PromisedContact {
  readonly customer: number
  readonly minutes: number
}

/**
 * The day's lists of all advisers in one array: customers by adviser, in the order in which to contact them.
 * Those of adviser `a` stand from `starts[a]` to `starts[a + 1]`: first the `listed[a]` that are listed, then
 * those cut because they no longer fit his minutes, last the `overQuota[a]` cut because their campaign has no
 * place left.
 */
export interface DailyLists {
  readonly customers: Int32Array
  readonly starts: Int32Array
  readonly listed: Int32Array
  readonly overQuota: Int32Array
  /** Minutes of the listed contacts, and of all that are due and within the quotas, by adviser. */
  readonly minutesListed: Int32Array
  readonly minutesDue: Int32Array
  /** How many customers are due but have no adviser. */
  readonly withoutAdviser: number
}

/** What becomes of a customer who is due: listed, cut for lack of time, or over the quota of his campaign. */
export const LISTINGS = ['listed', 'cut', 'over_quota'] as const
export type Listing = (typeof LISTINGS)[number]

/** What becomes of the customer at a place of an adviser's list, from 0. */
export function listingAt(
  { starts, listed, overQuota }: DailyLists,
  adviser: number,
  place: number,
): Listing {
  if (place < at(listed, adviser)) return 'listed'
  const due = at(starts, adviser + 1) - at(starts, adviser)
  return place < due - at(overQuota, adviser) ? 'cut' : 'over_quota'
}

/**
 * Makes every adviser's list: what was promised, then duties, then events, then campaigns; in each of these the
 * higher score first, then the customer who stands first in the population. Nobody is on it twice, and nobody who
 * is postponed.
 *
 * In that order, over all advisers together: a customer whose campaign has no place left is cut for its quota
 * and takes no minutes; one who fits the minutes left is listed; the first who does not fit ends his adviser's
 * list, and all who follow are cut for time. A campaign's place is taken by a listed contact only.
 *
 * So more minutes, for one adviser or for many, never take a duty or an event off a list, nor anybody at all
 * where no quota binds; a campaign contact goes only when its campaign's places went to better ranked ones, and
 * the contacts of a campaign over the bank never become fewer. Duties and events are as if there were no
 * campaigns.
 *
 * A counting sort on the score: sorting each adviser's customers by comparison costs more than deciding them.
 */
export function dailyLists(
  decisions: Decisions,
  { arbitration, quotas }: Ranking,
  { adviserOf, minutes, made = [], promised = [], postponed = [] }: Portfolios,
): DailyLists {
  const names = arbitrationParts(arbitration)
  const minutesOf = promisedMinutes(columnOf(decisions, names.minutes), promised)
  const advisers = minutes.length
  const { ranked, campaignsFrom, withoutAdviser } = rankAll(
    decisions.count,
    columnOf(decisions, arbitration),
    columnOf(decisions, names.score),
    adviserOf,
    { promised, postponed },
  )
  const starts = startsOf(ranked, adviserOf, advisers)
  const lists = {
    customers: new Int32Array(ranked.length),
    starts,
    listed: new Int32Array(advisers),
    overQuota: new Int32Array(advisers),
    minutesListed: new Int32Array(advisers),
    minutesDue: new Int32Array(advisers),
    withoutAdviser,
  }
  const next = starts.slice()
  const unbounded = quotas.length === 0 ? ranked.length : campaignsFrom
  for (let place = 0; place < unbounded; place += 1) {
    const customer = at(ranked, place)
    const adviser = at(adviserOf, customer)
    enter(lists, next, customer, adviser, at(minutesOf, customer), at(minutes, adviser))
  }
  if (unbounded === ranked.length) return lists
  const places = new Places(quotas, advisers, made)
  const source = columnOf(decisions, names.source)
  const ends = starts.slice(1)
  for (let place = unbounded; place < ranked.length; place += 1) {
    const customer = at(ranked, place)
    const adviser = at(adviserOf, customer)
    const campaign = at(source, customer)
    if (!places.has(campaign, adviser)) {
      ends[adviser] = at(ends, adviser) - 1
      lists.customers[at(ends, adviser)] = customer
      continue
    }
    if (enter(lists, next, customer, adviser, at(minutesOf, customer), at(minutes, adviser)))
      places.take(campaign, adviser)
  }
  // Those over quota were put down from the end of each list, the best ranked last.
  for (let adviser = 0; adviser < advisers; adviser += 1) {
    lists.overQuota[adviser] = at(starts, adviser + 1) - at(ends, adviser)
    lists.customers.subarray(at(ends, adviser), at(starts, adviser + 1)).reverse()
  }
  return lists
}

/** The minutes of all customers, with those of the promised contacts in the place of what was decided. */
function promisedMinutes(decided: Column, promised: readonly PromisedContact[]): Column {
  if (promised.length === 0) return decided
  const own = decided.slice()
  for (const { customer, minutes } of promised) own[customer] = minutes
  return own
}

/** Puts a customer down as the next of his adviser, and says whether he is listed. */
function enter(
  lists: DailyLists,
  next: Int32Array,
  customer: number,
  adviser: number,
  minutes: number,
  most: number,
): boolean {
  lists.customers[at(next, adviser)] = customer
  next[adviser] = at(next, adviser) + 1
  const due = at(lists.minutesDue, adviser) + minutes
  lists.minutesDue[adviser] = due
  if (due > most) return false
  lists.listed[adviser] = at(lists.listed, adviser) + 1
  lists.minutesListed[adviser] = due
  return true
}

/** Within bounds by construction; the language cannot know it. */
const at = (column: Column, place: number): number => column[place] ?? 0

/** Where each adviser's list begins, and where the last one ends. */
function startsOf(ranked: Int32Array, adviserOf: Int32Array, advisers: number): Int32Array {
  const starts = new Int32Array(advisers + 1)
  for (const customer of ranked)
    starts[at(adviserOf, customer) + 1] = at(starts, at(adviserOf, customer) + 1) + 1
  for (let adviser = 0; adviser < advisers; adviser += 1)
    starts[adviser + 1] = at(starts, adviser + 1) + at(starts, adviser)
  return starts
}

const LAST_LISTED = LISTED_ACTIONS.length
const CODES = LISTED_ACTIONS.map((each) => ACTIONS.indexOf(each) + 1)

/** As `rank`, with the promised contacts first, and without those who are promised or postponed. */
function rankAll(
  count: number,
  action: Column,
  score: Column,
  adviserOf: Int32Array,
  { promised, postponed }: Required<Pick<Portfolios, 'promised' | 'postponed'>>,
): ReturnType<typeof rank> {
  if (promised.length + postponed.length === 0) return rank(count, action, score, adviserOf)
  const left = action.slice()
  for (const customer of postponed) left[customer] = 0
  for (const { customer } of promised) left[customer] = 0
  const others = rank(count, left, score, adviserOf)
  const first = promised.filter(({ customer }) => at(adviserOf, customer) >= 0)
  const ranked = new Int32Array(first.length + others.ranked.length)
  ranked.set(first.map(({ customer }) => customer))
  ranked.set(others.ranked, first.length)
  return {
    ranked,
    campaignsFrom: first.length + others.campaignsFrom,
    withoutAdviser: others.withoutAdviser + promised.length - first.length,
  }
}

/** All customers who are due and have an adviser, best first; from which place on they are campaign contacts. */
function rank(count: number, action: Column, score: Column, adviserOf: Int32Array) {
  const width = MOST_SCORE + 1
  const rankOfAction = new Int32Array(ACTIONS.length + 1).fill(-1)
  CODES.forEach((code, rank) => {
    rankOfAction[code] = rank
  })
  const ends = new Int32Array(LAST_LISTED * width + 1)
  let due = 0
  let withoutAdviser = 0
  for (let customer = 0; customer < count; customer += 1) {
    const rank = at(rankOfAction, at(action, customer))
    if (rank < 0) continue
    if (at(adviserOf, customer) < 0) {
      withoutAdviser += 1
      continue
    }
    const key = rank * width + MOST_SCORE - at(score, customer)
    ends[key + 1] = at(ends, key + 1) + 1
    due += 1
  }
  for (let key = 0; key < LAST_LISTED * width; key += 1) ends[key + 1] = at(ends, key + 1) + at(ends, key)
  const campaignsFrom = at(ends, LISTED_ACTIONS.indexOf('campaign') * width)
  const ranked = new Int32Array(due)
  for (let customer = 0; customer < count; customer += 1) {
    const rank = at(rankOfAction, at(action, customer))
    if (rank < 0 || at(adviserOf, customer) < 0) continue
    const key = rank * width + MOST_SCORE - at(score, customer)
    ranked[at(ends, key)] = customer
    ends[key] = at(ends, key) + 1
  }
  return { ranked, campaignsFrom, withoutAdviser }
}

function columnOf({ columns }: Decisions, name: string): Column {
  const column = columns.get(name)
  if (!column) throw new Error(`The lists need the outcome "${name}"`)
  return column
}
