import type { WeekDay } from '../api/branches.ts'

/** What is to be expected of a day. */
interface DayAhead {
  readonly listed: WeekDay['contacts']
  /** How many do not fit into the minutes. Whom a quota leaves out has no part in it: there may be time for him. */
  readonly cut: number
  readonly planned: number
  readonly minutes: number
}

/** Sums up a day of the forecast over those whose lists are shown. */
export function dayAhead({ advisers, contacts }: WeekDay): DayAhead {
  return {
    listed: contacts.filter(({ listing }) => listing === 'listed'),
    cut: contacts.filter(({ listing }) => listing === 'cut').length,
    planned: advisers.reduce((sum, each) => sum + each.minutesListed, 0),
    minutes: advisers.reduce((sum, each) => sum + each.minutes, 0),
  }
}
