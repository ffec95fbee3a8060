import { useContext, useMemo } from 'react'
import { LookedAt } from '../document/shown.ts'
import type { Comparison } from '../simulation/messages.ts'
import { useSimulation } from '../simulation/store.ts'
import type { Summary } from '../simulation/summary.ts'

export interface Count {
  readonly before: number
  readonly after: number
}

/** Everyone decided under the document that is edited; null for a playbook that is only looked at. */
export function useDecided(): Comparison | null {
  const edited = useSimulation((state) => state.comparison)
  return useContext(LookedAt) === null ? edited : null
}

/** How many customers have each value of a class outcome, in force and as edited; null until decided. */
export function useCounts(outcome: string): ReadonlyMap<string, Count> | null {
  const comparison = useDecided()
  return useMemo(() => {
    if (!comparison) return null
    const before = countsOf(comparison.before, outcome)
    const after = countsOf(comparison.after, outcome)
    if (!after) return null
    return new Map(
      [...after].map(([value, count]) => [value, { before: before?.get(value) ?? 0, after: count }] as const),
    )
  }, [comparison, outcome])
}

function countsOf({ classes }: Summary, outcome: string): ReadonlyMap<string, number> | null {
  const found = classes.find(({ node }) => node === outcome)
  return found ? new Map(found.values.map((value, at) => [value, found.counts[at] ?? 0])) : null
}
