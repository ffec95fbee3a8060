import type { Report, Request } from './messages.ts'
import { SnapshotColumns } from './population.ts'
import type { Question } from './question.ts'
import { WhatIf } from './what-if.ts'

/** The part of a worker's global scope that is used here; the DOM's types describe a page. */
interface Scope {
  onmessage: ((event: MessageEvent<Request>) => void) | null
  postMessage(report: Report): void
}

const scope: Scope = self
type Compare = Extract<Request, { ask: 'compare' }>

let columns: SnapshotColumns | null = null
let whatIf: WhatIf | null = null
let questions: readonly Question[] = []
let next: Compare | null = null
let working = false

scope.onmessage = ({ data }) => {
  switch (data.ask) {
    case 'open':
      columns = new SnapshotColumns(data.bank.snapshot, { onProgress: progress })
      whatIf = new WhatIf(columns, data.bank)
      return
    case 'compare with':
      whatIf?.compareWith(data.before)
      return
    case 'watch':
      questions = data.questions
      // While an edit is in work its figures are on their way, and these with them.
      if (!working && whatIf) scope.postMessage({ report: 'answers', answers: whatIf.answers(questions) })
      return
    case 'once': {
      const [[, answer] = ['', null]] = whatIf?.answers([data.question]) ?? []
      scope.postMessage({ report: 'once', id: data.id, answer })
      return
    }
    case 'stop':
      columns?.stop()
      return
    case 'compare':
      next = data
      if (!working) void work()
  }
}

const progress = (fetched: number, of: number) => scope.postMessage({ report: 'progress', fetched, of })

/** Answers the latest request. Those that came before it while another was in work are dropped. */
async function work(): Promise<void> {
  working = true
  for (let request = take(); request; request = take()) {
    try {
      scope.postMessage(await reportOn(request))
    } catch (error) {
      scope.postMessage(failure(error))
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

async function reportOn({ revision, after }: Compare): Promise<Report> {
  const comparison = await whatIf?.compare(after)
  return whatIf && comparison
    ? {
        report: 'comparison',
        comparison: { ...comparison, revision },
        answers: whatIf.answers(questions),
      }
    : { report: 'invalid', revision }
}

function failure(error: unknown): Report {
  if (error instanceof DOMException && error.name === 'AbortError') return { report: 'stopped' }
  return { report: 'failed', reason: error instanceof Error ? error.message : String(error) }
}
