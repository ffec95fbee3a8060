import { afterOpenMinutes, type WorkingDays } from '@branch-playbook/engine'
import { clockAt } from '../wall-clock.ts'

const MS_A_MINUTE = 60_000

/**
 * The moment at which so many minutes from another are over: those in which branches are open by the calendar, or all
 * where it does not say when they are.
 */
export function dueAt(days: WorkingDays, at: Date, minutes: number): Date {
  const { opening } = days
  if (opening === null) return new Date(at.getTime() + minutes * MS_A_MINUTE)
  const { timeZone } = opening
  return momentOf(afterOpenMinutes(opening, days, clockAt(at.getTime(), timeZone), minutes), timeZone)
}

/** The moment at which the clock shows a time. The clock may have been changed between the first guess and it. */
function momentOf(clock: number, timeZone: string): Date {
  const guess = clock - (clockAt(clock, timeZone) - clock)
  return new Date(guess + (clock - clockAt(guess, timeZone)))
}
