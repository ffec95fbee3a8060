import type { ManagerFigures } from '../api/manager.ts'

/** What can become of a duty. */
export const FATES = ['kept', 'late', 'no_time', 'away', 'not_done', 'open', 'blocked', 'gone'] as const
type Fate = (typeof FATES)[number]

export interface FatesOf extends Record<Fate, number> {
  /** An adviser or a tier; null for customers without one. */
  readonly of: string | null
  /** Those that were to be kept by now. */
  readonly due: number
}

/** What became of the duties, by adviser or by tier. */
export function fatesBy({ duties }: Pick<ManagerFigures, 'duties'>, by: 'adviser' | 'tier'): FatesOf[] {
  return [...Map.groupBy(duties, (each) => each[by])]
    .map(([of, all]) => {
      const sum = (fate: Fate) => all.reduce((total, each) => total + each[fate], 0)
      const [kept, late, no_time, away] = [sum('kept'), sum('late'), sum('no_time'), sum('away')]
      const [not_done, open, blocked, gone] = [sum('not_done'), sum('open'), sum('blocked'), sum('gone')]
      const due = kept + late + no_time + away + not_done
      return { of, kept, late, no_time, away, not_done, open, blocked, gone, due }
    })
    .toSorted((one, other) => (one.of ?? '').localeCompare(other.of ?? ''))
}
