import type { WorkingDays } from '../calendar/calendar.ts'
import { numeral } from './numeral.ts'

/** The ordinal of a day among the working days, as a function of SMT-LIB. */
export const WORKING_DAY = 'working_day'

interface Stretch {
  /** From this day on ordinals rise by `slope` a day, until the next stretch. */
  readonly from: number
  readonly ordinal: number
  readonly slope: 0 | 1
}

/** The calendar, exactly: every stretch of days that are all worked or all free is one case. */
export function calendarFunction({ first, last, ordinals }: WorkingDays): string {
  const stretches: Stretch[] = [{ from: -Infinity, ordinal: ordinals[0] ?? 0, slope: 0 }]
  for (let day = first + 1; day <= last; day += 1) {
    const [before, now] = [ordinals[day - first - 1] ?? 0, ordinals[day - first] ?? 0]
    const slope = now > before ? 1 : 0
    if (slope !== stretches.at(-1)?.slope) stretches.push({ from: day, ordinal: now, slope })
  }
  stretches.push({ from: last + 1, ordinal: ordinals.at(-1) ?? 0, slope: 0 })
  return `(define-fun ${WORKING_DAY} ((d Int)) Int ${cases(stretches)})`
}

/** Halved again and again, so that a day is found in few steps. */
function cases(stretches: readonly Stretch[]): string {
  const [only] = stretches
  if (!only) return '0'
  if (stretches.length === 1) {
    const ordinal = numeral(only.ordinal, 'Int')
    return only.slope === 0 ? ordinal : `(+ ${ordinal} (- d ${numeral(only.from, 'Int')}))`
  }
  const middle = stretches.length >> 1
  const from = stretches[middle]?.from ?? 0
  return `(ite (< d ${numeral(from, 'Int')}) ${cases(stretches.slice(0, middle))} ${cases(stretches.slice(middle))})`
}
