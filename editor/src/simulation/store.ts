import { create } from 'zustand'
import type { Answers, Bank, Comparison, Report, Request } from './messages.ts'
import { type Answer, keyOf, type Question } from './question.ts'

interface SimulationState {
  /** The latest comparison that came back; it may be of an older edit than the document has now. */
  readonly comparison: Comparison | null
  /** What was found for the questions that are asked, by their keys; of the same edit as the comparison. */
  readonly answers: ReadonlyMap<string, Answer | null>
  /** The document has errors: there is nothing to decide until they are mended. */
  readonly invalid: boolean
  readonly failure: string | null
  /** Whether figures of the latest edit are still to come. */
  readonly pending: boolean
  /** How many of the bank's columns have come, while they are fetched. */
  readonly progress: { readonly fetched: number; readonly of: number } | null
  /** Fetching was stopped before everything was there. */
  readonly stopped: boolean
  /** Starts deciding for this bank. Answers how to end that. */
  open(bank: Bank): () => void
  /** From now on edits are compared with this playbook. */
  compareWith(before: unknown): void
  /** Asks for the figures of a document. */
  compare(document: unknown): void
  /** Asks a question, and again after each edit, until what it answers is called. */
  ask(question: Question): () => void
  /** Asks a question about the figures as they are now; null when there are none. */
  once(question: Question): Promise<Answer | null>
  /** Stops fetching columns. The next edit, or `resume`, goes on where it stopped. */
  stop(): void
  /** Asks for the latest document again, after a stop or a failure. */
  resume(): void
}

let worker: Worker | null = null
let revision = 0
let latest: unknown = null

/** Who waits for the answer to a question asked once. */
const awaited = new Map<number, (answer: Answer | null) => void>()
let onceAsked = 0

/** Who asks what: a question that several ask is asked once. */
const asked = new Map<string, { readonly question: Question; readonly by: number }>()

/** The what-if: everyone decided anew at each edit, in a worker. */
export const useSimulation = create<SimulationState>()((set, get) => {
  const send = (request: Request) => worker?.postMessage(request)
  const watch = () => send({ ask: 'watch', questions: [...asked.values()].map(({ question }) => question) })
  return {
    comparison: null,
    answers: new Map(),
    invalid: false,
    failure: null,
    pending: false,
    progress: null,
    stopped: false,
    open(bank) {
      const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
      worker = started
      started.onmessage = ({ data }: MessageEvent<Report>) => set((state) => received(data, state))
      started.onerror = ({ message }) => set({ failure: message, pending: false, progress: null })
      set({ comparison: null, answers: new Map(), invalid: false, failure: null, stopped: false })
      send({ ask: 'open', bank })
      watch()
      return () => {
        started.terminate()
        for (const answer of awaited.values()) answer(null)
        awaited.clear()
        if (worker === started) worker = null
      }
    },
    compareWith: (before) => send({ ask: 'compare with', before }),
    compare(document) {
      revision += 1
      latest = document
      set({ pending: true, stopped: false, failure: null })
      send({ ask: 'compare', revision, after: document })
    },
    ask(question) {
      const key = keyOf(question)
      const by = (asked.get(key)?.by ?? 0) + 1
      asked.set(key, { question, by })
      if (by === 1) watchSoon(watch)
      return () => {
        const left = (asked.get(key)?.by ?? 1) - 1
        if (left > 0) asked.set(key, { question, by: left })
        else asked.delete(key)
        if (left === 0) watchSoon(watch)
      }
    },
    once(question) {
      if (!worker) return Promise.resolve(null)
      const { promise, resolve } = Promise.withResolvers<Answer | null>()
      const id = onceAsked
      onceAsked += 1
      awaited.set(id, resolve)
      send({ ask: 'once', id, question })
      return promise
    },
    stop: () => send({ ask: 'stop' }),
    resume: () => get().compare(latest),
  }
})

let due = false

/** Once for all that start or end asking together, as they do when a panel opens. */
function watchSoon(watch: () => void): void {
  if (due) return
  due = true
  queueMicrotask(() => {
    due = false
    watch()
  })
}

function received(report: Report, { answers }: SimulationState): Partial<SimulationState> {
  switch (report.report) {
    case 'comparison':
      return {
        comparison: report.comparison,
        answers: withAnswers(answers, report.answers),
        invalid: false,
        failure: null,
        progress: null,
        pending: report.comparison.revision !== revision,
      }
    case 'answers':
      return { answers: withAnswers(answers, report.answers) }
    case 'once':
      awaited.get(report.id)?.(report.answer)
      awaited.delete(report.id)
      return {}
    case 'progress':
      return { progress: report.fetched < report.of ? report : null }
    case 'stopped':
      return { stopped: true, pending: false, progress: null }
    case 'invalid':
      return { invalid: true, pending: report.revision !== revision }
    case 'failed':
      return { failure: report.reason, pending: false, progress: null }
  }
}

/** Answers to questions that nobody asks any more go. */
function withAnswers(known: ReadonlyMap<string, Answer | null>, more: Answers) {
  return new Map([...known, ...more].filter(([key]) => asked.has(key)))
}
