import { create } from 'zustand'
import { type BacktestOrder, type BacktestReport, fetchBacktest, runBacktest } from '../api/backtests.ts'

/** How far a backtest is: it waits for another one, or decides a day. */
type Progress =
  | { readonly state: 'waiting' }
  | { readonly state: 'deciding'; readonly day: string; readonly done: number; readonly days: number }

interface BacktestState {
  /** Null while none is under way. */
  readonly progress: Progress | null
  readonly report: BacktestReport | null
  /** Why there is none. */
  readonly error: unknown
  /** Whether the last one was stopped before its end. */
  readonly stopped: boolean
  /** Runs a backtest; it goes on while other panels are open. */
  start(order: BacktestOrder): Promise<void>
  stop(): void
}

/** The server could not go on with it. */
export class BacktestFailed extends Error {
  override readonly name = 'BacktestFailed'
}

let running: AbortController | null = null

/** The backtest of this window. */
export const useBacktest = create<BacktestState>()((set) => ({
  progress: null,
  report: null,
  error: null,
  stopped: false,
  async start(order) {
    running?.abort()
    const own = new AbortController()
    running = own
    set({ progress: { state: 'waiting' }, error: null, stopped: false })
    try {
      for await (const told of runBacktest(order, own.signal)) {
        if (told.state === 'done') set({ report: await fetchBacktest(told.id, own.signal) })
        else if (told.state === 'failed') throw new BacktestFailed()
        else if (!own.signal.aborted) set({ progress: told })
      }
    } catch (error) {
      if (!own.signal.aborted) set({ error })
    } finally {
      if (running === own) {
        running = null
        set({ progress: null })
      }
    }
  },
  stop() {
    running?.abort()
    set({ stopped: true })
  },
}))
