import { z } from 'zod'
import { type Day, formatDay, parseDay, weekday, yearOf } from '../values/day.ts'
import { bilingual, day, identifier } from '../values/fields.ts'
import { type Opening, openingSchema } from './opening.ts'

/**
 * A calendar of working days: Monday to Friday, less public holidays, plus weekend days worked to make up. A
 * year that is not listed is unknown, which is not the same as having no holidays.
 */
export const calendarSchema = z.strictObject({
  id: identifier(),
  name: bilingual(),
  /** Where the facts come from. */
  source: z.string().optional(),
  years: z.record(
    z.string().regex(/^\d{4}$/),
    z.strictObject({ closed: z.array(day()), worked: z.array(day()) }),
  ),
  /** When branches are open on working days; minutes go by around the clock without it. */
  opening: openingSchema.optional(),
})

export type Calendar = z.infer<typeof calendarSchema>

const SATURDAY = 6
const isWeekday = (day: Day): boolean => weekday(day) < SATURDAY

/** A calendar, ready to count with. */
export class WorkingDays {
  readonly id: string
  /** When branches are open; null when that is not known. */
  readonly opening: Opening | null
  /** The first day of the first known year and the last of the last, of an unbroken row of years. */
  readonly first: Day
  readonly last: Day
  /** For each day from `first` on, how many working days there were up to and including it. */
  readonly ordinals: Int32Array

  constructor(calendar: Calendar) {
    this.id = calendar.id
    this.opening = calendar.opening ?? null
    const years = latestUnbroken(Object.keys(calendar.years).map(Number))
    this.first = dayOf(`${written(years[0] ?? 1970)}-01-01`)
    this.last = years.length === 0 ? this.first - 1 : dayOf(`${written(years.at(-1) ?? 1970)}-12-31`)
    const listed = Object.values(calendar.years)
    const closed = new Set(listed.flatMap((year) => year.closed.map(dayOf)))
    const worked = new Set(listed.flatMap((year) => year.worked.map(dayOf)))
    this.ordinals = new Int32Array(this.last - this.first + 1)
    let count = 0
    for (let day = this.first; day <= this.last; day += 1) {
      const works = worked.has(day) || (isWeekday(day) && !closed.has(day))
      if (works) count += 1
      this.ordinals[day - this.first] = count
    }
  }

  knows(day: Day): boolean {
    return day >= this.first && day <= this.last
  }

  /**
   * The ordinal of a day among the working days. Days outside the known years count as the nearest known one,
   * so that a span reaching out of the calendar is never counted longer than it is known to be.
   */
  ordinal(day: Day): number {
    const at = Math.min(Math.max(day, this.first), this.last) - this.first
    return this.ordinals[at] ?? 0
  }

  isWorkingDay(day: Day): boolean {
    return this.knows(day) && this.ordinal(day) > (day === this.first ? 0 : this.ordinal(day - 1))
  }

  /**
   * Whether branches are open on a day for all that is known. Of days that the calendar does not know, Monday to Friday
   * count: an enquiry has a deadline even when the holidays are not announced yet.
   */
  mayBeOpen(day: Day): boolean {
    return this.knows(day) ? this.isWorkingDay(day) : isWeekday(day)
  }

  /** The first working day on or after a day; null when the calendar ends before there is one. */
  onOrAfter(day: Day): Day | null {
    for (let each = day; this.knows(each); each += 1) if (this.isWorkingDay(each)) return each
    return null
  }

  /**
   * The day on which so many working days after a day are over; with none the day itself, or the next working
   * day. Null when the calendar ends before.
   */
  after(day: Day, count: number): Day | null {
    if (count <= 0) return this.onOrAfter(day)
    const wanted = this.ordinal(day) + count
    for (let each = day + 1; this.knows(each); each += 1) if (this.ordinal(each) === wanted) return each
    return null
  }

  /**
   * As `after`, for what is due on the day: where the calendar is at its end, Monday to Friday count. A day that may
   * turn out to be a holiday is better than none.
   */
  dueAfter(day: Day, count: number): Day {
    let left = Math.max(0, count)
    for (let each = left === 0 ? day : day + 1; ; each += 1) {
      if (!this.mayBeOpen(each)) continue
      left -= 1
      if (left <= 0) return each
    }
  }

  /** The years the calendar knows, for messages. */
  get span(): string {
    const [first, last] = [yearOf(this.first), yearOf(this.last)]
    if (this.last < this.first) return '–'
    return first === last ? String(first) : `${first}–${last}`
  }

  toString(): string {
    return `${this.id} ${formatDay(this.first)}/${formatDay(this.last)}`
  }
}

const written = (year: number): string => String(year).padStart(4, '0')

function dayOf(text: string): Day {
  const day = parseDay(text)
  if (day === null) throw new Error(`"${text}" is not a day: parse the calendar first`)
  return day
}

/** The longest row of consecutive years that ends with the last one. */
function latestUnbroken(years: readonly number[]): number[] {
  const sorted = years.toSorted((left, right) => left - right)
  const start = sorted.findLastIndex((year, at) => at > 0 && sorted[at - 1] !== year - 1)
  return sorted.slice(Math.max(0, start))
}
