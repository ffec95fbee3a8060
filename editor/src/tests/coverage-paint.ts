import type { CoveredPlace } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { create } from 'zustand'
import { useScrutiny } from '../scrutiny/store.ts'

interface Painting {
  /** Whether the graph shows what the tests exercise. */
  readonly painted: boolean
  paint(painted: boolean): void
}

export const usePainting = create<Painting>()((set) => ({
  painted: false,
  paint: (painted) => set({ painted }),
}))

const NONE: readonly CoveredPlace[] = []

/** The places that no test reaches, in the order of the document. */
export function useUnreached(): readonly CoveredPlace[] {
  const coverage = useScrutiny((state) => state.coverage)
  return useMemo(() => coverage?.places.filter(({ count }) => count === 0) ?? NONE, [coverage])
}

/** The places that no test reaches, while the graph shows them. */
export function useCoveragePaint(): readonly CoveredPlace[] {
  const painted = usePainting((state) => state.painted)
  const unreached = useUnreached()
  return painted ? unreached : NONE
}
