import { isTalk } from './book.ts'
import { daysBetween } from './calendar.ts'
import { LEAVE } from './head-office.ts'
import type { Month } from './month.ts'
import type { RunRow } from './told-runs.ts'

/** A duty as somebody writes it down who goes through the days, one after another. */
interface Duty {
  readonly customer: string
  readonly first: string
  readonly days: string[]
  adviser: string
  tier: string | null
  /** On which day it was overdue for the first time. */
  overdue: string | null
  isOverdue: boolean
  /** On how many days there was time for it. */
  timely: number
  isTimely: boolean
  /** Whether there was a day on which its adviser was there. */
  wasThere: boolean
}

/** How many duties of an adviser and tier became of what; `left` is what left the lists, allowed or not. */
export type Fates = Record<(typeof FATES)[number], number>
const FATES = ['kept', 'late', 'no_time', 'away', 'not_done', 'open', 'left'] as const

/** Counts the duties of a branch by adviser and tier, from the rows of the last run of each day and from the book. */
export function countOf(
  month: Month,
  branch: string,
  days: ReadonlyMap<string, readonly RunRow[]>,
): { readonly fates: ReadonlyMap<string, Fates>; readonly left: readonly string[] } {
  const duties = dutiesOf(month, branch, days)
  const promises = promisesOf(month)
  const last = [...days.keys()].at(-1) ?? ''
  const fates = new Map<string, Fates>()
  const left: string[] = []
  for (const [key, duty] of duties) {
    const place = placeOf(duty)
    const count = fates.get(place) ?? { kept: 0, late: 0, no_time: 0, away: 0, not_done: 0, open: 0, left: 0 }
    const promised = promises.get(key) ?? ''
    const fate = fateOf(duty, talksBy(month, duty, promised), promised, last)
    count[fate] += 1
    if (fate === 'left') left.push(duty.customer)
    fates.set(place, count)
  }
  return { fates, left }
}

export const placeOf = ({ adviser, tier }: Pick<Duty, 'adviser' | 'tier'>): string => `${adviser} ${tier}`

function dutiesOf(month: Month, branch: string, days: ReadonlyMap<string, readonly RunRow[]>) {
  const own = [...days].flatMap(([day, rows]) =>
    rows.flatMap((row) => (row.branch === branch ? [{ day, row, key: keyOf(month, row) }] : [])),
  )
  const real = new Set(own.flatMap(({ row, key }) => (row.action === 'coverage' ? [key] : [])))
  const duties = new Map<string, Duty>()
  for (const { day, row, key } of own) {
    if (!real.has(key)) continue
    const { customer, adviser, tier } = row
    const duty = duties.get(key) ?? {
      ...{ customer, first: day, days: [], adviser, tier, overdue: null, isOverdue: false },
      ...{ timely: 0, isTimely: false, wasThere: false },
    }
    duty.days.push(day)
    duty.adviser = adviser
    duty.tier = tier
    duty.isOverdue = row.overdue === 1
    if (duty.isOverdue) duty.overdue ??= day
    duty.isTimely = row.listing === 'listed'
    if (duty.isTimely) duty.timely += 1
    if (!isAway(month, customer, adviser, day)) duty.wasThere = true
    duties.set(key, duty)
  }
  return duties
}

/** What an action is about first, or what the promised call was about that it is. */
function keyOf(
  { book }: Month,
  { key, customer, action }: Pick<RunRow, 'key' | 'customer' | 'action'>,
): string {
  if (action !== 'call_back') return aboutOf(key)
  const promise = book.with(customer).find(({ id }) => key.endsWith(`@${id}`))
  return promise ? aboutOf(book.begun(promise).action) : ''
}

const aboutOf = (key: string): string => key.split('|').slice(0, 2).join('|')

/** Whether a customer is on somebody else’s list because his own adviser is on leave. */
function isAway({ book, bank }: Month, customer: string, adviser: string, day: string): boolean {
  const own = book.feeds.customers.get(customer)?.adviser
  const [first] = bank.open.desk.snapshot.advisers
  return own === first?.id && own !== adviser && LEAVE.from <= day && day <= LEAVE.until
}

/** For which day customers were promised a call in place of what they were called for, by that; the latest counts. */
const promisesOf = ({ book }: Month): ReadonlyMap<string, string> =>
  new Map(
    book.contacts.flatMap((contact) =>
      contact.callBackOn === null ? [] : [[aboutOf(book.begun(contact).action), contact.callBackOn] as const],
    ),
  )

/** The days on which somebody talked to the customer while a duty stood, or until the day promised in its place. */
const talksBy = ({ book }: Month, { customer, first, days }: Duty, promised: string): string[] =>
  book
    .with(customer)
    .filter(({ outcome }) => isTalk(outcome))
    .map(({ day }) => day)
    .filter((day) => day >= first && (day <= (days.at(-1) ?? '') || day <= promised))

function fateOf(duty: Duty, [talk]: readonly string[], promised: string, last: string): keyof Fates {
  if (talk !== undefined)
    return duty.overdue !== null && daysBetween(duty.overdue, talk) >= 0 ? 'late' : 'kept'
  if (promised > last) return 'open'
  const isThere = duty.days.at(-1) === last
  if (!duty.isOverdue) return isThere ? 'open' : 'left'
  // Whatever today is the first day with time for it may still be done.
  if (isThere && duty.isTimely && duty.timely === 1) return 'open'
  if (!duty.wasThere) return 'away'
  return duty.timely > 0 ? 'not_done' : 'no_time'
}
