import type { Day } from '@branch-playbook/engine'

export type { Day }

const MILLISECONDS_A_DAY = 86_400_000
const dateOf = (day: Day): Date => new Date(day * MILLISECONDS_A_DAY)
const dayOf = (year: number, month: number, date: number): Day =>
  Date.UTC(year, month, date) / MILLISECONDS_A_DAY

export const yearOf = (day: Day): number => dateOf(day).getUTCFullYear()

/** Month and date of a day, the month from 1. */
export const monthAndDate = (day: Day): readonly [month: number, date: number] => [
  dateOf(day).getUTCMonth() + 1,
  dateOf(day).getUTCDate(),
]

/** The same date so many months on, or the month's last when it is shorter. */
export function addMonths(day: Day, months: number): Day {
  const date = dateOf(day)
  const last = dayOf(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)
  return Math.min(dayOf(date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate()), last)
}

/** The n-th of every month between two days, both included. */
export function monthlyOn(date: number, from: Day, to: Day): Day[] {
  const days: Day[] = []
  const start = dateOf(from)
  for (let month = start.getUTCMonth(); ; month += 1) {
    const day = dayOf(start.getUTCFullYear(), month, date)
    if (day > to) return days
    if (day >= from) days.push(day)
  }
}

/** The first day of the Chinese new year, for the years the demo bank knows. */
const NEW_YEAR: readonly Day[] = [
  dayOf(2020, 0, 25),
  dayOf(2021, 1, 12),
  dayOf(2022, 1, 1),
  dayOf(2023, 0, 22),
  dayOf(2024, 1, 10),
  dayOf(2025, 0, 29),
  dayOf(2026, 1, 17),
  dayOf(2027, 1, 6),
  dayOf(2028, 0, 26),
  dayOf(2029, 1, 13),
  dayOf(2030, 1, 3),
]

/** How much more than usual people spend on a day: before Spring Festival, at the sales, at the year's end. */
export function spendingSeason(day: Day): number {
  if (NEW_YEAR.some((newYear) => day >= newYear - 14 && day < newYear)) return 2
  if (NEW_YEAR.some((newYear) => day >= newYear && day < newYear + 7)) return 0.6
  const [month, date] = monthAndDate(day)
  if (month === 12 && date >= 20) return 1.4
  if ((month === 11 && date >= 8 && date <= 12) || (month === 6 && date >= 14 && date <= 19)) return 1.7
  if (month === 10 && date <= 7) return 1.3
  return 1
}
