import { Latest } from '../workers/latest.ts'
import type { WorkerScope } from '../workers/scope.ts'
import type { Report, Request } from './messages.ts'
import { SnapshotColumns } from './population.ts'
import type { Question } from './question.ts'
import { WhatIf } from './what-if.ts'

const scope: WorkerScope<Request, Report> = self
type Compare = Extract<Request, { ask: 'compare' }>

let columns: SnapshotColumns | null = null
let whatIf: WhatIf | null = null
let questions: readonly Question[] = []

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
      // Of the comparison that the page has; those of an edit in work come with its figures.
      if (whatIf) scope.postMessage({ report: 'answers', answers: whatIf.answers(questions) })
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
      comparing.ask(data)
  }
}

const progress = (fetched: number, of: number) => scope.postMessage({ report: 'progress', fetched, of })

const comparing = new Latest<Compare>(async (request) => {
  try {
    scope.postMessage(await reportOn(request))
  } catch (error) {
    scope.postMessage(failure(error))
  }
})

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
