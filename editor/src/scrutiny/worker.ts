import { Latest } from '../workers/latest.ts'
import type { WorkerScope } from '../workers/scope.ts'
import type { Answer, Request } from './messages.ts'
import { scrutinise } from './scrutinise.ts'

const scope: WorkerScope<Request, Answer> = self

/** Looks at the latest document. What comes in meanwhile makes the rest void. */
const latest = new Latest<Request>(async (request, isOvertaken) => {
  try {
    for await (const answer of scrutinise(request)) {
      scope.postMessage(answer)
      if (await isOvertaken()) return
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    scope.postMessage({ revision: request.revision, found: 'fault', reason })
  }
})

scope.onmessage = ({ data }) => latest.ask(data)
