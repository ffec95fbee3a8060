import { afterOpenMinutes, type WorkingDays } from '@branch-playbook/engine'

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

/** What a clock on the wall shows at a moment, in milliseconds since 1970-01-01 00:00 by that clock. */
function clockAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at)
  const of = (wanted: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find(({ type }) => type === wanted)?.value)
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return shown + (at % 1000)
}

/** The moment at which the clock shows a time. The clock may have been changed between the first guess and it. */
function momentOf(clock: number, timeZone: string): Date {
  const guess = clock - (clockAt(clock, timeZone) - clock)
  return new Date(guess + (clock - clockAt(guess, timeZone)))
}
