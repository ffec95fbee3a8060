/** The working days of the month, Labour Day and the Saturday that is worked for it among them: as printed, not worked out. */
export const WORKING_DAYS = [
  '2026-04-27',
  '2026-04-28',
  '2026-04-29',
  '2026-04-30',
  '2026-05-06',
  '2026-05-07',
  '2026-05-08',
  '2026-05-09',
  '2026-05-11',
  '2026-05-12',
  '2026-05-13',
  '2026-05-14',
  '2026-05-15',
  '2026-05-18',
  '2026-05-19',
  '2026-05-20',
  '2026-05-21',
  '2026-05-22',
  '2026-05-25',
  '2026-05-26',
] as const

export type MonthDay = (typeof WORKING_DAYS)[number]

/** The days between two that are no working days. */
export function daysOff(from: string, to: string): string[] {
  const days: string[] = []
  for (let at = Date.parse(from) + DAY_MS; at < Date.parse(to); at += DAY_MS)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

const DAY_MS = 86_400_000
const SHANGHAI_MS = 8 * 3_600_000

/** From one day to another, negative for one before it. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS

/** A moment of a day by the clocks of the bank, such as 09:30. */
export const momentOf = (day: string, time: string): number =>
  Date.parse(`${day}T${time}:00.000Z`) - SHANGHAI_MS
