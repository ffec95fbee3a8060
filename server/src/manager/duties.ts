import type { Listing } from '@branch-playbook/engine'

/** What became of a duty: kept in its time or after it, missed with its cause, still open, not allowed, or due no more. */
const FATES = ['kept', 'late', 'no_time', 'away', 'not_done', 'open', 'blocked', 'gone'] as const
type Fate = (typeof FATES)[number]

/** A duty as it stood on a day's list. */
export interface DutyOnDay {
  readonly key: string
  readonly customer: string
  readonly day: string
  readonly adviser: string
  readonly tier: string | null
  readonly listing: Listing
  readonly overdue: number
  /** Whether the customer's own adviser was away, so that it was on another's list. */
  readonly away: boolean
}

/** What may have kept the duties. */
interface Kept {
  /** The days of conversations, by customer, the earliest first. */
  readonly talks: ReadonlyMap<string, readonly string[]>
  /** For which day a call was promised in the place of a duty, by its key. */
  readonly promises: ReadonlyMap<string, string>
}

/** How many duties became of what, by adviser and tier. */
export interface DutyCount extends Record<Fate, number> {
  readonly adviser: string
  readonly tier: string | null
}

/**
 * What became of the duties of a period. A duty is kept by the first conversation from the first day on which it is
 * due until the last one, or until the day for which a call was promised in its place; late when it was overdue by then.
 * It is open as long as that day is to come. One that is overdue and not kept is missed: the adviser was away when he was
 * so on all of its days; there was no time for it when no list had it within its minutes, else it was not done; what
 * today's list has for the first time is open. Of the others that are on no list any more, those are blocked that are due
 * still and forbidden by the contact policy. It counts with the adviser and the tier that it had last.
 *
 * @param days the duties as they stood on each day, also as promised calls, by day
 * @param kept what may have kept them
 * @param last the last day that has lists
 * @param isBlocked whether a duty is due still, but the contact policy forbids it
 */
export function countDuties(
  days: readonly DutyOnDay[],
  { talks, promises }: Kept,
  last: string,
  isBlocked: (duty: DutyOnDay) => boolean,
): DutyCount[] {
  const counts = new Map<string, DutyCount>()
  for (const duty of Map.groupBy(days, ({ key }) => key).values()) {
    const end = duty.at(-1)
    if (!end) continue
    const { adviser, tier } = end
    const place = JSON.stringify([adviser, tier])
    const count = counts.get(place) ?? { adviser, tier, ...NONE }
    const fate = fateOf(duty, talks.get(end.customer) ?? [], promises.get(end.key) ?? '', last)
    count[fate === 'gone' && isBlocked(end) ? 'blocked' : fate] += 1
    counts.set(place, count)
  }
  return [...counts.values()].toSorted(
    (one, other) =>
      one.adviser.localeCompare(other.adviser) || (one.tier ?? '').localeCompare(other.tier ?? ''),
  )
}

const NONE: Readonly<Record<Fate, number>> = {
  kept: 0,
  late: 0,
  no_time: 0,
  away: 0,
  not_done: 0,
  open: 0,
  blocked: 0,
  gone: 0,
}

function fateOf(duty: readonly DutyOnDay[], talks: readonly string[], promised: string, last: string): Fate {
  const [from = '', until = ''] = [duty[0]?.day, duty.at(-1)?.day]
  const talk = talks.find((day) => from <= day && (day <= until || day <= promised))
  if (talk !== undefined) {
    const wasOverdue = duty.some(({ day, overdue }) => day <= talk && overdue === 1)
    return wasOverdue ? 'late' : 'kept'
  }
  if (promised > last) return 'open'
  const isListed = (each: DutyOnDay) => each.listing === 'listed'
  const end = duty.at(-1)
  if (end?.overdue !== 1 || (until === last && isListed(end) && !duty.slice(0, -1).some(isListed)))
    return until === last ? 'open' : 'gone'
  if (duty.every(({ away }) => away)) return 'away'
  return duty.some(isListed) ? 'not_done' : 'no_time'
}
