import type { WeekDay } from '../api/branches.ts'

/** The minutes of an adviser on a day that is to come. */
interface Load {
  readonly day: string
  readonly minutes: number
  readonly listed: number
  readonly due: number
  readonly isAway: boolean
}

interface LoadsOf {
  readonly adviser: string
  readonly loads: readonly Load[]
}

/** The minutes of each adviser on each of some days; whoever is not there on a day has none. */
export function loadsOf(days: readonly WeekDay[]): LoadsOf[] {
  const ids = new Set(days.flatMap(({ advisers }) => advisers.map(({ id }) => id)))
  return [...ids].map((adviser) => ({
    adviser,
    loads: days.map(({ day, advisers }) => {
      const found = advisers.find(({ id }) => id === adviser)
      return {
        day,
        minutes: found?.minutes ?? 0,
        listed: found?.minutesListed ?? 0,
        due: found?.minutesDue ?? 0,
        isAway: found?.away ?? false,
      }
    }),
  }))
}
