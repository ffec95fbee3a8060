import {
  contentHash,
  type Day,
  formatDay,
  type LearningBasis,
  type LearningCell,
  ORDER_DAYS,
  parseDay,
  type Success,
} from '@branch-playbook/engine'
import { begunBy } from '../desk/begun-by.ts'
import { tookPlace } from '../desk/outcomes.ts'
import { type Contact, contactsBetween } from '../store/ledger.ts'
import type { Database } from '../store/tables.ts'
import { hashesOfPlaybook, type Occasion, occasionsBetween, orderDaysBetween } from './occasions.ts'

/** What contacts came to in a period, counted so that nobody can be told from it. */
export interface Counted {
  readonly basis: LearningBasis
  readonly contacts: number
  readonly occasions: number
  readonly leftOut: {
    /** Contacts that no list had asked for. */
    readonly unplanned: number
    /** Occasions of another playbook. */
    readonly elsewhere: number
    /** Occasions put off and not yet come to. */
    readonly open: number
  }
  readonly cells: readonly LearningCell[]
}

interface Asked {
  readonly playbook: string
  readonly from: Day
  readonly until: Day
  readonly success: Success
}

/**
 * Counts the occasions of a period and how many of them were a success. An occasion is what a list asked for: however
 * often a customer is tried for it, and whether he is called back, it is one, of the day of its first contact.
 * @param today Days that are not over do not count, and those in which orders may still come of contacts do not where
 * orders count, so that counting again gives the same.
 */
export async function countContacts(store: Database, asked: Asked, today: Day): Promise<Counted> {
  const { playbook, from, success } = asked
  const settled = success === 'ordered' ? today - ORDER_DAYS - 1 : today - 1
  const until = Math.min(asked.until, settled)
  const contacts = await contactsBetween(store, from, until)
  const due = await occasionsBetween(store, from, until)
  const hashes = await hashesOfPlaybook(store, playbook, from, until)
  // Whether somebody was reached no order tells.
  const ordered = success === 'reached' ? null : await orderDaysBetween(store, from, until + ORDER_DAYS)
  const leftOut = { unplanned: 0, elsewhere: 0, open: 0 }
  const cells = new Map<string, LearningCell>()
  let occasions = 0
  for (const own of attempts(contacts)) {
    const [first] = own
    const occasion = first && due.get(first.id)
    if (!first || !occasion || occasion.source === null) {
      leftOut.unplanned += own.length
    } else if (!hashes.has(occasion.hash)) leftOut.elsewhere += 1
    else if (own.every(({ outcome }) => outcome === 'call_back')) leftOut.open += 1
    else {
      occasions += 1
      add(
        cells,
        occasion,
        occasion.source,
        first.day,
        isSuccess(success, own, ordered?.get(first.customer) ?? []),
      )
    }
  }
  const counts = [...cells].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, cell]) => cell)
  const basis = { success, from: formatDay(from), until: formatDay(until) }
  return {
    basis: { ...basis, evidence: contentHash({ playbook, ...basis, cells: counts }) },
    contacts: contacts.length,
    occasions,
    leftOut,
    cells: counts,
  }
}

/**
 * The contacts of each occasion, the earliest first: those for the same action, and those for the call that one of
 * them promised.
 */
function attempts(contacts: readonly Contact[]): Iterable<readonly Contact[]> {
  const begun = begunBy(contacts)
  return Map.groupBy(contacts, (contact) => {
    const { customer, action, id } = begun.get(contact.id) ?? contact
    return JSON.stringify([customer, action ?? id])
  }).values()
}

function isSuccess(success: Success, contacts: readonly Contact[], orders: readonly string[]): boolean {
  if (success === 'reached') return contacts.some(({ outcome }) => tookPlace(outcome))
  if (success === 'interested')
    return contacts.some(({ outcome, day }) => outcome === 'interested' || orders.includes(day))
  const first = contacts[0]?.day ?? ''
  const last = formatDay((parseDay(first) ?? 0) + ORDER_DAYS)
  return orders.some((day) => day >= first && day <= last)
}

function add(
  cells: Map<string, LearningCell>,
  { tier, strategy }: Occasion,
  source: string,
  day: string,
  hasSucceeded: boolean,
): void {
  const week = formatDay(mondayOf(parseDay(day) ?? 0))
  const key = JSON.stringify([source, tier, strategy, week])
  const before = cells.get(key)
  cells.set(key, {
    source,
    tier,
    strategy,
    week,
    tries: (before?.tries ?? 0) + 1,
    successes: (before?.successes ?? 0) + Number(hasSucceeded),
  })
}

/** Days are counted from 1 January 1970, a Thursday. */
const mondayOf = (day: Day): Day => day - ((day + 3) % 7)
