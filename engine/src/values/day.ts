/**
 * A whole day in the bank's calendar: days since 1970-01-01. No hours and no time zones, so a day is a day
 * on every machine.
 */
export type Day = number

const MILLISECONDS_A_DAY = 86_400_000
const TIME_LENGTH = 'T00:00:00.000Z'.length
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** Reads `YYYY-MM-DD`; null for any other form and for days that do not exist, such as 2026-02-29. */
export function parseDay(text: string): Day | null {
  const match = ISO_DAY.exec(text)
  if (!match) return null
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const moment = new Date(0)
  moment.setUTCFullYear(year, month - 1, date)
  const exists =
    moment.getUTCFullYear() === year && moment.getUTCMonth() === month - 1 && moment.getUTCDate() === date
  return exists ? moment.getTime() / MILLISECONDS_A_DAY : null
}

/** Writes a day as `YYYY-MM-DD`; a day further away than dates reach as its number. */
export function formatDay(day: Day): string {
  const moment = new Date(day * MILLISECONDS_A_DAY)
  return Number.isNaN(moment.getTime()) ? String(day) : moment.toISOString().slice(0, -TIME_LENGTH)
}

/** 1 for Monday to 7 for Sunday (ISO 8601). Day 0, 1970-01-01, was a Thursday. */
export const weekday = (day: Day): number => ((((day + 3) % 7) + 7) % 7) + 1

/** The calendar year of a day. */
export const yearOf = (day: Day): number => new Date(day * MILLISECONDS_A_DAY).getUTCFullYear()

/**
 * Whole months from one day to a later one: 15 January to 14 February is 0, to 15 February 1. A month that
 * has no such day is complete on its last day (31 January to 28 February is 1). 0 when `to` is not later.
 */
export function wholeMonthsBetween(from: Day, to: Day): number {
  const start = new Date(from * MILLISECONDS_A_DAY)
  const end = new Date(to * MILLISECONDS_A_DAY)
  const months =
    (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth()
  const lastOfEndMonth = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate()
  const complete = end.getUTCDate() >= Math.min(start.getUTCDate(), lastOfEndMonth)
  return Math.max(0, complete ? months : months - 1)
}
