import type { Leave } from '../store/leaves.ts'

/** An adviser who is away for a day, and who looks after his customers: another one, or (null) the branch's desk. */
export interface Absence {
  readonly adviser: string
  readonly standIn: string | null
}

/** Orders leaves as they were entered. */
export const byEntry = (left: Leave, right: Leave): number =>
  left.at === right.at ? (left.id < right.id ? -1 : 1) : left.at < right.at ? -1 : 1

/**
 * Who is away on a day (`YYYY-MM-DD`), always in the same order. Of several leaves of one adviser for the same day
 * the one entered last holds.
 */
export function absencesOn(leaves: readonly Leave[], day: string): Absence[] {
  const away = leaves
    .filter(({ first_day, last_day }) => first_day <= day && day <= last_day)
    .toSorted(byEntry)
  const last = new Map(away.map(({ adviser, stand_in: standIn }) => [adviser, { adviser, standIn }]))
  return [...last.values()].toSorted((left, right) => (left.adviser < right.adviser ? -1 : 1))
}
