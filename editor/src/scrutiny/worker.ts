import type { Answer, Request } from './messages.ts'
import { scrutinise } from './scrutinise.ts'

/** The part of a worker's global scope that is used here; the DOM's types describe a page. */
interface Scope {
  onmessage: ((event: MessageEvent<Request>) => void) | null
  postMessage(answer: Answer): void
}

const scope: Scope = self

let latest: Request | null = null
let working = false

scope.onmessage = ({ data }) => {
  latest = data
  if (!working) void work()
}

/** Looks at the latest document. What comes in meanwhile makes the rest void. */
async function work(): Promise<void> {
  working = true
  for (let request = take(); request; request = take()) {
    try {
      for await (const answer of scrutinise(request)) {
        scope.postMessage(answer)
        await arrivals()
        if (latest) break
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      scope.postMessage({ revision: request.revision, found: 'fault', reason })
    }
    await arrivals()
  }
  working = false
}

function take(): Request | null {
  const request = latest
  latest = null
  return request
}

/** Lets requests in that arrived meanwhile. */
const arrivals = () => new Promise((resolve) => setTimeout(resolve))
