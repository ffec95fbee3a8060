import { useCallback, useMemo } from 'react'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { type Standing, standingOf } from './standing.ts'
import { useScrutiny } from './store.ts'

/** How the document as it is edited stands. */
export function useStanding(): Standing {
  const problems = useDocument((state) => state.reading.problems)
  const verdicts = useScrutiny((state) => state.verdicts)
  const claims = useScrutiny((state) => state.claims)
  return useMemo(
    () => ({
      ...standingOf(problems),
      failed: verdicts.filter(({ failed, unready }) => failed.length + unready.length > 0).length,
      refuted: [...claims.values()].filter(({ status }) => status === 'refuted').length,
    }),
    [problems, verdicts, claims],
  )
}

/** A standing in words, what blocks first; empty where nothing is wrong. */
export function useStandingWords(): (standing: Partial<Standing>) => string {
  const text = useText()
  return useCallback(
    (standing) =>
      PARTS.filter((part) => (standing[part] ?? 0) > 0)
        .map((part) => text(`standing.${part}`, { count: standing[part] ?? 0 }))
        .join(text('standing.comma')),
    [text],
  )
}

const PARTS = ['errors', 'failed', 'refuted', 'warnings'] as const
