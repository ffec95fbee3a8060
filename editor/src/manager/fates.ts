import type { ManagerFigures } from '../api/manager.ts'

/** What can become of a duty. */
export const FATES = ['kept', 'late', 'no_time', 'away', 'not_done', 'open', 'blocked', 'gone'] as const
type Fate = (typeof FATES)[number]

/** What has become of a duty that was to be kept by now. */
const DUE: readonly Fate[] = ['kept', 'late', 'no_time', 'away', 'not_done']

export interface FatesOf {
  /** An adviser or a tier; null for customers without one. */
  readonly of: string | null
  /** Those that were to be kept by now. */
  readonly due: number
  /** Of how many duties that became. */
  count(fate: Fate): number
}

/** What became of the duties, by adviser or by tier. */
export function fatesBy({ duties }: Pick<ManagerFigures, 'duties'>, by: 'adviser' | 'tier'): FatesOf[] {
  return [...Map.groupBy(duties, (each) => each[by])]
    .map(([of, all]) => {
      const count = (fate: Fate) => all.reduce((total, each) => total + each[fate], 0)
      return { of, count, due: DUE.reduce((total, fate) => total + count(fate), 0) }
    })
    .toSorted((one, other) => (one.of ?? '').localeCompare(other.of ?? ''))
}
