import {
  arbitrationParts,
  type BankEvent,
  formatDay,
  LISTINGS,
  type Listing,
  listingAt,
} from '@branch-playbook/engine'
import { BLOCKED } from '../desk/counts.ts'
import { rowsOf, type Today } from '../desk/today.ts'
import { inForce } from '../effect/examine.ts'
import { dayBy, type Morning } from '../effect/question.ts'
import type { Contact } from '../store/ledger.ts'
import { type AnsweringTrigger, type Called, calledBy } from './called.ts'
import { productsOf, type TouchedProduct } from './touched-products.ts'

/** An event that is not announced yet, and the day as it stands: all that its reach follows from. */
export interface ReachQuestion {
  readonly morning: Morning
  readonly contactsToday: readonly Contact[]
  /** The rows of customers whose personal data were erased: an event reaches none of them. */
  readonly erased: ReadonlySet<number>
  readonly event: BankEvent
  readonly snapshotDirectory: string
}

/** What an event would mean for one adviser, or a branch's desk, today. Minutes are those of his day. */
export interface MemberReach {
  readonly customers: number
  readonly listed: number
  readonly cut: number
  /** Others who would be on his list without the event. */
  readonly displaced: number
  /** For those of them who would be listed. */
  readonly minutes: number
  /** For all that would be due. */
  readonly minutesDue: number
  /** What is left of his day. */
  readonly minutesLeft: number
}

/** Whom an event would reach, were it announced now. */
export interface Reach {
  readonly triggers: readonly (AnsweringTrigger & { readonly customers: number })[]
  readonly products: readonly TouchedProduct[]
  /** By place of the staff. */
  readonly members: readonly MemberReach[]
  /** Those of the customers who must not be contacted. */
  readonly blocked: number
  /** The customers: those of a member of the staff together, as on his list and then those who are not on it. */
  readonly rows: Int32Array
  /** By place of the staff where his customers begin, and at its end their number. */
  readonly starts: Int32Array
  /** Of each customer the place of his trigger and of what becomes of him among `LISTINGS`, from 1; 0 is nothing. */
  readonly trigger: Uint8Array
  readonly listing: Uint8Array
}

/** Finds out whom an event would reach. One that is for a later day is looked at as if it were for today. */
export async function reachOf(question: ReachQuestion): Promise<Reach> {
  const { morning, contactsToday, erased, snapshotDirectory } = question
  const arms = await Promise.all(morning.arms.map((arm) => inForce(arm, morning.currency)))
  const rules = { arms, armOf: morning.armOf }
  const today = formatDay(morning.day)
  const event = question.event.day > today ? { ...question.event, day: today } : question.event
  const others = morning.events.filter(({ id }) => id !== event.id)
  const before = dayBy(morning, rules, { today: contactsToday, erased })
  const after = dayBy(morning, rules, { today: contactsToday, erased, events: [...others, event] })
  const called = calledBy(after, after.live.state.population, event)
  const { members, rows, starts, listing } = byMember(before, after, called)
  const action = after.live.decisions.columns.get(after.live.ranking.arbitration)
  const counts = called.triggers.map(() => 0)
  for (const code of called.by) if (code > 0) counts[code - 1] = (counts[code - 1] ?? 0) + 1
  return {
    triggers: called.triggers.map((trigger, at) => ({ ...trigger, customers: counts[at] ?? 0 })),
    products: await productsOf(snapshotDirectory, called.triggers[0]?.holdings ?? null, rows),
    members,
    blocked: rows.reduce((sum, row) => sum + Number(action?.[row] === BLOCKED), 0),
    rows,
    starts,
    trigger: Uint8Array.from(rows, (row) => called.by[row] ?? 0),
    listing,
  }
}

function byMember(before: Today, after: Today, { by }: Called) {
  const { members, memberOf } = after.staff
  const listings = listingsOf(after)
  const listingsBefore = listingsOf(before)
  const minutes = after.live.decisions.columns.get(arbitrationParts(after.live.ranking.arbitration).minutes)
  const reach = members.map((member, at) => ({
    customers: 0,
    listed: 0,
    cut: 0,
    displaced: 0,
    minutes: 0,
    minutesDue: after.live.lists.minutesDue[at] ?? 0,
    minutesLeft: Math.max(0, member.minutes - (after.spent[at] ?? 0)),
  }))
  by.forEach((code, row) => {
    const own = reach[memberOf[row] ?? -1]
    if (!own) return
    const isNow = listings[row] === LISTED
    if (code === 0) {
      own.displaced += Number(listingsBefore[row] === LISTED && !isNow)
      return
    }
    own.customers += 1
    own.listed += Number(isNow)
    own.cut += Number((listings[row] ?? 0) > 0 && !isNow)
    if (isNow) own.minutes += minutes?.[row] ?? 0
  })
  const starts = new Int32Array(members.length + 1)
  reach.forEach(({ customers }, at) => {
    starts[at + 1] = (starts[at] ?? 0) + customers
  })
  return { members: reach, starts, ...inOrder(after, by, starts, listings) }
}

/** The customers of each member as they stand on his list, and behind them those who are not on it. */
function inOrder({ live, staff }: Today, by: Uint8Array, starts: Int32Array, listings: Uint8Array) {
  const rows = new Int32Array(starts.at(-1) ?? 0)
  const next = starts.slice()
  const put = (member: number, row: number) => {
    const at = next[member] ?? 0
    rows[at] = row
    next[member] = at + 1
  }
  for (const member of staff.members.keys())
    for (const row of rowsOf(live, member).rows) if ((by[row] ?? 0) > 0) put(member, row)
  by.forEach((code, row) => {
    if (code > 0 && listings[row] === 0) put(staff.memberOf[row] ?? 0, row)
  })
  return { rows, listing: Uint8Array.from(rows, (row) => listings[row] ?? 0) }
}

const placeOf = (listing: Listing): number => LISTINGS.indexOf(listing) + 1
const LISTED = placeOf('listed')

function listingsOf({ live, staff, grounds }: Today): Uint8Array {
  const listings = new Uint8Array(grounds.snapshot.customers.count)
  for (const member of staff.members.keys())
    rowsOf(live, member).rows.forEach((row, at) => {
      listings[row] = placeOf(listingAt(live.lists, member, at))
    })
  return listings
}
