import type { BankEvent } from '@branch-playbook/engine'
import { Refusal } from '../api/problem.ts'
import { bankEvent, type EventRevision, standing } from '../store/events.ts'

/** A revision that is to be added; who adds it, and when, says whoever stores it. */
export type NewRevision = Omit<EventRevision, 'by' | 'at'>

/** What is to be added to the events that are known, and the event that it is about. */
export interface Revised {
  readonly event: string
  readonly added: readonly NewRevision[]
}

/**
 * Announces an event once. Under an id that is known nothing is added, however the event was revised since; nor is
 * anything when another event says the same already, unless that was withdrawn.
 * @throws Refusal when the id is that of an event which never said so.
 */
export function announce(
  known: readonly EventRevision[],
  event: BankEvent,
  source: EventRevision['source'] = 'entered',
): Revised {
  const own = known.filter(({ id }) => id === event.id)
  if (own.length > 0) {
    if (!own.some((each) => saysSame(each, event))) throw new Refusal('event_differs', { event: event.id })
    return { event: event.id, added: [] }
  }
  const same = sameAs(known, event)
  if (same) return { event: same.id, added: [] }
  return { event: event.id, added: [revisionOf(event, 1, { source })] }
}

/** What somebody makes of an event, as its revision of that number: the next one after the one he saw. */
export interface Revision {
  readonly event: string
  readonly revision: number
  readonly reason: string
}

/**
 * Says something else of an event. To say it again adds nothing.
 * @throws Refusal when it was withdrawn, revised meanwhile, or would be the same as another one.
 */
export function correct(
  known: readonly EventRevision[],
  { event: id, revision, reason }: Revision,
  content: Pick<BankEvent, 'day' | 'until' | 'name'>,
): Revised {
  const latest = latestOf(known, id)
  const event = { id, type: latest.type, ...content }
  if (latest.withdrawn === 1) throw new Refusal('event_withdrawn', { event: id })
  if (latest.revision === revision && saysSame(latest, event)) return { event: id, added: [] }
  requireNext(latest, revision)
  const same = sameAs(known, event)
  if (same) throw new Refusal('event_exists', { event: same.id })
  return { event: id, added: [revisionOf(event, revision, { source: latest.source, reason })] }
}

/**
 * Takes an event back, so that it is no news any more. To do so again adds nothing.
 * @throws Refusal when it was revised meanwhile.
 */
export function withdraw(
  known: readonly EventRevision[],
  { event: id, revision, reason }: Revision,
): Revised {
  const latest = latestOf(known, id)
  if (latest.withdrawn === 1) return { event: id, added: [] }
  requireNext(latest, revision)
  const { source } = latest
  return {
    event: id,
    added: [revisionOf(bankEvent(latest), revision, { source, reason, withdrawn: 1 })],
  }
}

function latestOf(known: readonly EventRevision[], id: string): EventRevision {
  const latest = known.findLast((each) => each.id === id)
  if (!latest) throw new Refusal('unknown_event', { event: id })
  return latest
}

function requireNext(latest: EventRevision, revision: number): void {
  if (revision !== latest.revision + 1)
    throw new Refusal('event_changed', { event: latest.id, revision: latest.revision })
}

/** Another event that says the same and was not withdrawn. */
export const sameAs = (known: readonly EventRevision[], event: BankEvent): EventRevision | undefined =>
  standing(known).find((each) => each.withdrawn === 0 && each.id !== event.id && saysSame(each, event))

/** Whether two say the same of an event: its type, its days and its names, but for spaces. */
export function saysSame(revision: EventRevision, event: BankEvent): boolean {
  const stored = bankEvent(revision)
  return (
    stored.type === event.type &&
    stored.day === event.day &&
    stored.until === event.until &&
    plain(stored.name.en) === plain(event.name.en) &&
    plain(stored.name['zh-CN']) === plain(event.name['zh-CN'])
  )
}

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim()

/** A revision of an event, of that number. */
export const revisionOf = (
  { id, type, day, until, name }: BankEvent,
  revision: number,
  {
    source,
    reason = '',
    withdrawn = 0,
  }: Pick<EventRevision, 'source'> & Partial<Pick<EventRevision, 'reason' | 'withdrawn'>>,
): NewRevision => ({
  id,
  revision,
  type,
  day,
  until: until ?? null,
  name_zh: name['zh-CN'],
  name_en: name.en,
  source,
  withdrawn,
  reason,
})
