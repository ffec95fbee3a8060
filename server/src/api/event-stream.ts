import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'

/** Answers with server-sent events, as they are told and no faster than they are read. */
export function eventStream(
  c: Context,
  logFault: (fault: Error) => void,
  tell: (stream: SSEStreamingApi) => Promise<void>,
): Response {
  // Whoever stands between must not keep the events until they are all there.
  c.header('x-accel-buffering', 'no')
  const response = streamSSE(c, async (stream) => {
    try {
      await tell(stream)
    } catch (fault) {
      logFault(fault instanceof Error ? fault : new Error(String(fault)))
    }
  })
  // May be kept as little as any other answer.
  response.headers.delete('cache-control')
  return response
}
