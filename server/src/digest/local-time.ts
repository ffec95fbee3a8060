import { clockAt } from '../wall-clock.ts'

/** What a clock on the wall says at a moment: the day as `YYYY-MM-DD`, and the hour. */
export function localTime(at: Date, timeZone: string): { readonly day: string; readonly hour: number } {
  const clock = new Date(clockAt(at.getTime(), timeZone))
  return { day: clock.toISOString().slice(0, 'YYYY-MM-DD'.length), hour: clock.getUTCHours() }
}
