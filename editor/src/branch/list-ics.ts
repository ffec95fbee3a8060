import ical from 'ical-generator'
import type { ListLine } from './list-lines.ts'

interface CalendarWords {
  readonly name: string
  /** What the entry of a contact is called. */
  summary(line: ListLine): string
}

/**
 * The listed contacts of a day (`YYYY-MM-DD`) as an iCalendar file (RFC 5545): an entry of the whole day each, as a
 * list says in which order to call, and not when. Made again it has the same entries, so that a calendar takes them
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
  const start = new Date(`${day}T00:00:00Z`)
  for (const line of lines) {
    if (line.action.listing !== 'listed') continue
    calendar.createEvent({
      id: await idOf(`${day} ${line.action.customer.id}`),
      start,
      allDay: true,
      timezone: 'UTC',
      stamp: now,
      summary: words.summary(line),
      description: line.points.join('\n'),
    })
  }
  return calendar.toString()
}

/** Tells an entry apart without saying whose it is. */
async function idOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 32)}@branch-playbook`
}
