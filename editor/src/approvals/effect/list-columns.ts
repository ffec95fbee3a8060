import type { Effect } from '../../api/life.ts'

export type ListChange = Effect['lists']
export type Column = (typeof COLUMNS)[number]['id']

/** How much of the minutes that there are the contacts that are due would take, in percent. */
export const shareDue = ({ minutes, minutesDue }: ListChange['after']): number =>
  minutes === 0 ? 0 : Math.round((minutesDue / minutes) * 100)

/** What is told of every list, and by what it is put in order. */
export const COLUMNS = [
  { id: 'listed', order: ({ before, after }: ListChange) => after.listed - before.listed },
  { id: 'planned', order: ({ before, after }: ListChange) => after.minutesListed - before.minutesListed },
  { id: 'minutes', order: ({ after }: ListChange) => after.minutes },
  { id: 'due', order: ({ after }: ListChange) => shareDue(after) },
  { id: 'cut', order: ({ before, after }: ListChange) => after.cut - before.cut },
  { id: 'gained', order: ({ gained }: ListChange) => gained },
  { id: 'lost', order: ({ lost }: ListChange) => lost },
] as const
