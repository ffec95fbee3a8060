import ical from 'ical-generator'
import type { ListLine } from './list-lines.ts'

interface CalendarWords {
  readonly name: string
  /** What the entry of a contact is called. */
  summary(line: ListLine): string
}

/**
 * The listed contacts of a day (`YYYY-MM-DD`) as an iCalendar file (RFC 5545): an entry of the whole day each, as a
 * list says in which order to call, and not when; a call that is promised for a time of the day is at that time by
 * the clock of wherever the calendar is read. Made again it has the same entries, so that a calendar takes them
 * for the ones it knows. Reasons tell amounts, and calendars go into private telephones: they are left out. `now` is
 * the moment at which it is made.
 */
export async function listIcs(
  lines: readonly ListLine[],
  day: string,
  words: CalendarWords,
  now: Date,
): Promise<string> {
  const calendar = ical({ name: words.name, prodId: '//Branch Playbook//List//EN' })
  for (const line of lines) {
    if (line.action.listing !== 'listed') continue
    calendar.createEvent({
      id: await idOf(`${day} ${line.action.customer.id}`),
      ...whenOf(line.action, day),
      stamp: now,
      summary: words.summary(line),
      description: line.points.join('\n'),
    })
  }
  return calendar.toString()
}

const MINUTE_MS = 60_000

function whenOf({ callBack, minutes }: ListLine['action'], day: string) {
  const time = callBack?.on === day ? callBack.time : null
  const start = new Date(`${day}T${time ?? '00:00'}:00Z`)
  return time === null
    ? { start, allDay: true, timezone: 'UTC' }
    : { start, end: new Date(start.getTime() + minutes * MINUTE_MS), floating: true }
}

/** Tells an entry apart without saying whose it is. */
async function idOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 32)}@branch-playbook`
}
