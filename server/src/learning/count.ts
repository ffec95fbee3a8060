import { setImmediate } from 'node:timers/promises'
import {
  contentHash,
  type Day,
  formatDay,
  type LearningBasis,
  type LearningCell,
  ORDER_DAYS,
  parseDay,
  type Steps,
  type Success,
} from '@branch-playbook/engine'
import { beginnings } from '../desk/begun-by.ts'
import { tookPlace } from '../desk/outcomes.ts'
import { inSlices } from '../desk/slices.ts'
import { type Contact, contactsBetween } from '../store/ledger.ts'
import type { Database } from '../store/tables.ts'
import { hashesOfPlaybook, type Occasion, occasionsOn, orderDaysBetween } from './occasions.ts'

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
  const tried = new TriedOccasions()
  for (let day = from; day <= until; day += 1) {
    tried.add(await contactsBetween(store, day, day), await occasionsOn(store, day))
    // SQLite answers without giving anybody else a turn.
    await setImmediate()
  }
  const hashes = await hashesOfPlaybook(store, playbook, from, until)
  // Whether somebody was reached no order tells.
  const ordered = success === 'reached' ? null : await orderDaysBetween(store, from, until + ORDER_DAYS)
  const { leftOut, occasions, cells } = await inSlices(
    countsOf(
      tried,
      (occasion) => hashes.has(occasion.hash),
      (contacts) => isSuccess(success, contacts, ordered?.get(contacts[0]?.customer ?? '') ?? []),
    ),
  )
  const counts = [...cells].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, cell]) => cell)
  const basis = { success, from: formatDay(from), until: formatDay(until) }
  return {
    basis: { ...basis, evidence: contentHash({ playbook, ...basis, cells: counts }) },
    contacts: tried.contacts,
    occasions,
    leftOut,
    cells: counts,
  }
}

/** What of a contact is counted. */
type Attempt = Pick<Contact, 'id' | 'customer' | 'action' | 'outcome' | 'day'>

/** What was due, where a list asked for it, and the attempts at it, the earliest first. */
interface Tried {
  readonly due: Occasion | undefined
  readonly attempts: Attempt[]
}

/**
 * The occasions of days that are added in their order. To an occasion belong the contacts for the same action, and those
 * for the call that one of them promised.
 */
class TriedOccasions {
  readonly #tried = new Map<string, Tried>()
  readonly #beginningOf = beginnings<Attempt>()
  contacts = 0

  add(contacts: readonly Contact[], due: ReadonlyMap<string, Occasion>): void {
    this.contacts += contacts.length
    for (const { id, customer, action, outcome, day } of contacts) {
      const attempt = { id, customer, action, outcome, day }
      const first = this.#beginningOf(attempt)
      const key = JSON.stringify([first.customer, first.action ?? first.id])
      const known = this.#tried.get(key)
      if (known) known.attempts.push(attempt)
      else this.#tried.set(key, { due: due.get(id), attempts: [attempt] })
    }
  }

  [Symbol.iterator](): Iterator<Tried> {
    return this.#tried.values()
  }
}

interface Counts extends Pick<Counted, 'leftOut' | 'occasions'> {
  readonly cells: ReadonlyMap<string, LearningCell>
}

function* countsOf(
  tried: Iterable<Tried>,
  isOfPlaybook: (occasion: Occasion) => boolean,
  hasSucceeded: (attempts: readonly Attempt[]) => boolean,
): Steps<Counts> {
  const leftOut = { unplanned: 0, elsewhere: 0, open: 0 }
  const cells = new Map<string, LearningCell>()
  let occasions = 0
  for (const { due, attempts } of tried) {
    const [first] = attempts
    if (!first || !due || due.source === null) leftOut.unplanned += attempts.length
    else if (!isOfPlaybook(due)) leftOut.elsewhere += 1
    else if (attempts.every(({ outcome }) => outcome === 'call_back')) leftOut.open += 1
    else {
      occasions += 1
      add(cells, due, due.source, first.day, hasSucceeded(attempts))
    }
    yield
  }
  return { leftOut, occasions, cells }
}

function isSuccess(success: Success, contacts: readonly Attempt[], orders: readonly string[]): boolean {
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
