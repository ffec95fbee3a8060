/** A choice of past days. */
export interface Period {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly every: 'day' | 'month'
  /** So many days are decided. */
  readonly days: number
}

const SPANS = [5, 10, 20, 30, 60, 120]

/** The periods that can be chosen from the days there are, given the earliest first; the shortest first. */
export function periodsOf(days: readonly string[]): Period[] {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return []
  const spans = SPANS.filter((span) => span < days.length).map(
    (span): Period => ({
      id: `last-${span}`,
      from: days.at(-span) ?? first,
      to: last,
      every: 'day',
      days: span,
    }),
  )
  const months = new Set(days.map((day) => day.slice(0, 'YYYY-MM'.length))).size
  return [
    ...spans,
    { id: 'all', from: first, to: last, every: 'day', days: days.length },
    ...(months > 1 ? [{ id: 'months', from: first, to: last, every: 'month' as const, days: months }] : []),
  ]
}
