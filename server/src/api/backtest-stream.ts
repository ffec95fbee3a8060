import type { SSEStreamingApi } from 'hono/streaming'
import type { Prepared, Progress } from '../backtest/decide-days.ts'
import type { Desk } from '../desk/desk.ts'

/** What is told while a backtest runs; `failed` by a fault of the server, which logs it. */
type Told =
  | Exclude<Progress, { readonly state: 'done' }>
  | { readonly state: 'done'; readonly id: string }
  | { readonly state: 'failed' }

/** Carries out a backtest as somebody reads of it. It stops at once, with its process, when the reader goes away. */
export async function tellOf(desk: Desk, prepared: Prepared, stream: SSEStreamingApi): Promise<void> {
  const left = new AbortController()
  stream.onAbort(() => {
    left.abort()
    prepared.close()
  })
  const tell = (told: Told) => stream.writeSSE({ data: JSON.stringify(told) })
  try {
    for await (const step of desk.backtests.decide(desk, prepared, left.signal)) {
      if (stream.aborted) return
      await tell(step.state === 'done' ? { state: 'done', id: step.done.id } : step)
    }
  } catch (fault) {
    if (stream.aborted) return
    await tell({ state: 'failed' })
    throw fault
  } finally {
    prepared.close()
  }
}
