import type { Prepared, Progress } from '../backtest/decide-days.ts'
import type { Desk } from '../desk/desk.ts'

/** What is told while a backtest runs; `failed` by a fault of the server, which has logged it. */
type Told =
  | Exclude<Progress, { readonly state: 'done' }>
  | { readonly state: 'done'; readonly id: string }
  | { readonly state: 'failed' }

/**
 * Carries out a backtest as somebody reads its events. It stops at once, with its process, when the reader goes
 * away, and goes no faster than he reads.
 */
export function streamed(
  desk: Desk,
  prepared: Prepared,
  logFault: (fault: Error) => void,
): ReadableStream<Uint8Array> {
  const left = new AbortController()
  const told = toldBy(desk, prepared, left.signal, logFault)
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await told.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(`data: ${JSON.stringify(value)}\n\n`))
    },
    async cancel(reason) {
      left.abort(reason)
      prepared.close()
      await told.return()
    },
  })
}

async function* toldBy(
  desk: Desk,
  prepared: Prepared,
  signal: AbortSignal,
  logFault: (fault: Error) => void,
): AsyncGenerator<Told, void> {
  try {
    for await (const step of desk.backtests.decide(desk, prepared, signal))
      yield step.state === 'done' ? { state: 'done', id: step.done.id } : step
  } catch (fault) {
    if (signal.aborted) return
    logFault(fault instanceof Error ? fault : new Error(String(fault)))
    yield { state: 'failed' }
  } finally {
    prepared.close()
  }
}
