import { type BankEvent, type Day, formatDay, parseDay } from '@branch-playbook/engine'

/** Events older than this concern nobody: no trigger looks back further. */
const EVENT_DAYS = 366

/** The announcements that a run of that day may take notice of, always in the same order. */
export const inForce = (events: readonly BankEvent[], day: Day): BankEvent[] =>
  events
    .filter((event) => {
      const age = day - (parseDay(event.day) ?? Number.POSITIVE_INFINITY)
      const isOver = event.until !== undefined && event.until < formatDay(day)
      return age >= 0 && age < EVENT_DAYS && !isOver
    })
    .toSorted((left, right) => (left.id < right.id ? -1 : 1))
