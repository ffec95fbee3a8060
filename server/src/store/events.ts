import type { BankEvent } from '@branch-playbook/engine'
import type { Database, Tables } from './tables.ts'

/** An event as somebody announced, corrected or withdrew it. The latest revision of an event holds. */
export type EventRevision = Tables['events']

/** Every revision of every event, those of one event together, the first one first. */
export const eventRevisions = (store: Database): Promise<EventRevision[]> =>
  store.selectFrom('events').selectAll().orderBy('id').orderBy('revision').execute()

/** The events as they stand, of each its latest revision; those that were withdrawn included. */
export const standing = (revisions: readonly EventRevision[]): EventRevision[] => [
  ...new Map(revisions.map((revision) => [revision.id, revision])).values(),
]

/** The events as they stand, the latest first; those that were withdrawn included. */
export const announcements = async (store: Database): Promise<EventRevision[]> =>
  standing(await eventRevisions(store)).toSorted((left, right) =>
    left.day === right.day ? byText(left.id, right.id) : byText(right.day, left.day),
  )

const byText = (left: string, right: string): number => (left < right ? -1 : Number(left > right))

/** Adds a revision under a number that the event does not have yet. */
export const addEventRevision = (store: Database, revision: EventRevision) =>
  store.insertInto('events').values(revision).execute()

/** A revision as the engine takes it. */
export const bankEvent = ({
  id,
  type,
  day,
  until,
  name_zh,
  name_en,
}: Omit<EventRevision, 'revision' | 'source' | 'withdrawn' | 'reason' | 'by' | 'at'>): BankEvent => ({
  id,
  type,
  day,
  ...(until !== null && { until }),
  name: { 'zh-CN': name_zh, en: name_en },
})

/** What may be news: the events that were not withdrawn, as the engine takes them. */
export const announced = (revisions: readonly EventRevision[]): BankEvent[] =>
  standing(revisions)
    .filter(({ withdrawn }) => withdrawn === 0)
    .map(bankEvent)
