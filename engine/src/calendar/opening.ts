import { z } from 'zod'
import type { Day } from '../values/day.ts'

const TIME = /^(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/
const time = () => z.string().regex(TIME)

/** When the branches are open on a working day, by the clock of their time zone. On any other day they are closed. */
export const openingSchema = z.strictObject({
  /** An IANA time zone, such as `Asia/Shanghai`. */
  timeZone: z.string().refine(isTimeZone, { error: 'no_such_time_zone' }),
  /** `HH:MM`, one after the other. */
  hours: z
    .array(z.strictObject({ from: time(), until: time() }))
    .min(1)
    .max(10)
    .refine((hours) => isRising(hours.flatMap(({ from, until }) => [from, until])), {
      error: 'hours_in_disorder',
    }),
})

export type Opening = z.infer<typeof openingSchema>

const MS_A_MINUTE = 60_000
const MS_A_DAY = 86_400_000

/** The days on which branches are open, for all that is known. */
export interface OpenDays {
  mayBeOpen(day: Day): boolean
}

/**
 * When so many minutes are over in which the branches were open, from a time on. Both times are what a clock on the
 * wall of a branch shows, in milliseconds since 1970-01-01 00:00 by that clock. Never before as many minutes on the
 * clock; minutes of two spans one after the other are those of both together.
 */
export function afterOpenMinutes(opening: Opening, days: OpenDays, from: number, minutes: number): number {
  const hours = opening.hours.map((each) => ({ from: msOf(each.from), until: msOf(each.until) }))
  let left = minutes * MS_A_MINUTE
  for (let day = Math.floor(from / MS_A_DAY); ; day += 1) {
    if (!days.mayBeOpen(day)) continue
    for (const each of hours) {
      const begins = Math.max(from, day * MS_A_DAY + each.from)
      const open = day * MS_A_DAY + each.until - begins
      if (open <= 0) continue
      if (left <= open) return begins + left
      left -= open
    }
  }
}

const msOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return (hours * 60 + minutes) * MS_A_MINUTE
}

/** Times of two digits each stand in their order as texts. */
const isRising = (times: readonly string[]): boolean =>
  times.every((each, at) => at === 0 || (times[at - 1] ?? '') < each)

/** Whether a text is the name of a time zone, such as `Asia/Shanghai`. */
export function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
