import { create } from 'zustand'
import { type Replay, replayRun } from '../../api/runs.ts'

export type Outcome = { readonly replay: Replay } | { readonly error: unknown }

interface Series {
  /** What came of each run that was replayed in this window, by its id. */
  readonly outcomes: ReadonlyMap<string, Outcome>
  /** The runs of the series under way, and how many of them are done; null when none is. */
  readonly underWay: { readonly runs: readonly string[]; readonly done: number } | null
  replay(run: string): Promise<void>
  /** Replays runs one after the other; goes on while other pages are open. */
  start(runs: readonly string[]): Promise<void>
  /** Ends the series after the run that is being replayed. */
  stop(): void
}

export const useSeries = create<Series>()((set, get) => ({
  outcomes: new Map(),
  underWay: null,
  async replay(run) {
    const outcome = await replayRun(run).then(
      (replay): Outcome => ({ replay }),
      (error): Outcome => ({ error }),
    )
    set(({ outcomes }) => ({ outcomes: new Map(outcomes).set(run, outcome) }))
  },
  async start(runs) {
    set({ underWay: { runs, done: 0 } })
    for (const [done, run] of runs.entries()) {
      if (get().underWay?.runs !== runs) return
      set({ underWay: { runs, done } })
      await get().replay(run)
    }
    if (get().underWay?.runs === runs) set({ underWay: null })
  },
  stop: () => set({ underWay: null }),
}))
