import type { WorkerScope } from '../workers/scope.ts'
import type { Answer, Request } from './messages.ts'
import { Tracer } from './tracer.ts'

const scope: WorkerScope<Request, Answer> = self
const tracer = new Tracer()
/** The latest request of each sort: what was asked before it is of no use any more. */
const waiting = new Map<Request['ask'], Request>()

scope.onmessage = ({ data }) => {
  waiting.set(data.ask, data)
  setTimeout(work)
}

function work(): void {
  const requests = [waiting.get('trace'), waiting.get('why_not')]
  waiting.clear()
  for (const request of requests) if (request) scope.postMessage(answerTo(request))
}

function answerTo(request: Request): Answer {
  try {
    return tracer.answer(request)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { revision: request.revision, answer: 'fault', reason }
  }
}
