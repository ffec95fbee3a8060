import type { Answer, Request } from './messages.ts'
import { SnapshotColumns } from './population.ts'
import { WhatIf } from './what-if.ts'

/** The part of a worker's global scope that is used here; the DOM's types describe a page. */
interface Scope {
  onmessage: ((event: MessageEvent<Request>) => void) | null
  postMessage(answer: Answer): void
}

const scope: Scope = self
type Compare = Extract<Request, { ask: 'compare' }>

let whatIf: WhatIf | null = null
let next: Compare | null = null
let working = false

scope.onmessage = ({ data }) => {
  if (data.ask === 'open') {
    whatIf = new WhatIf(new SnapshotColumns(data.bank.snapshot), data.bank, data.before)
    return
  }
  next = data
  if (!working) void work()
}

/** Answers the latest request. Those that came before it while another was in work are dropped. */
async function work(): Promise<void> {
  working = true
  for (let request = take(); request; request = take()) {
    try {
      scope.postMessage(await answer(request))
    } catch (error) {
      scope.postMessage({ answer: 'failed', reason: error instanceof Error ? error.message : String(error) })
    }
    // Lets requests in that arrived meanwhile, so that only the last of them is answered.
    await new Promise((resolve) => setTimeout(resolve))
  }
  working = false
}

function take(): Compare | null {
  const request = next
  next = null
  return request
}

async function answer({ revision, after }: Compare): Promise<Answer> {
  const comparison = await whatIf?.compare(after)
  return comparison
    ? { answer: 'comparison', comparison: { ...comparison, revision } }
    : { answer: 'invalid', revision }
}
