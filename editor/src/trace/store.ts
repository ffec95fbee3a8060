import type { AnswerSentence, Calendar, Locale, Problem } from '@branch-playbook/engine'
import { create } from 'zustand'
import type { Answer, Request } from './messages.ts'
import type { Subject } from './subject.ts'
import type { Case, Tracing } from './tracing.ts'

interface TraceState {
  /** Who is traced; null while nobody is. */
  readonly subject: Subject | null
  /** His way under the latest edit that could be run; null until it is known. */
  readonly tracing: Tracing | null
  /** Why he cannot be decided under the document as it stands. */
  readonly problems: readonly Problem[]
  readonly failure: string | null
  readonly whyNot: WhyNotState
  /** Traces somebody else, or (null) nobody. */
  choose(subject: Subject | null): void
  /** Starts the worker. Answers how to stop it. */
  open(): () => void
  trace(document: unknown, calendar: Calendar, subject: Case): void
  /** Asks why he does not have an outcome; null takes the question back. */
  ask(target: string | null, locale: Locale): void
}

interface WhyNotState {
  readonly target: string | null
  /** Null until it is answered. */
  readonly sentences: readonly AnswerSentence[] | null
}

const UNASKED: WhyNotState = { target: null, sentences: null }
const NOTHING = { tracing: null, problems: [], failure: null, whyNot: UNASKED }

let worker: Worker | null = null
let revision = 0

/** One customer's way through the playbook as it is edited, found in a worker. It outlives the page. */
export const useTrace = create<TraceState>()((set, get) => {
  const ask = (request: Request) => worker?.postMessage(request)
  return {
    subject: null,
    ...NOTHING,
    choose: (subject) => set({ subject, ...NOTHING }),
    open() {
      const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
      worker = started
      started.onmessage = ({ data }: MessageEvent<Answer>) => {
        if (data.revision === revision) set(received(data, get()))
      }
      started.onerror = ({ message }) => set({ failure: message })
      return () => {
        started.terminate()
        if (worker === started) worker = null
      }
    },
    trace(document, calendar, subject) {
      revision += 1
      ask({ ask: 'trace', revision, document, calendar, subject })
    },
    ask(target, locale) {
      set({ whyNot: { target, sentences: null } })
      if (target !== null) ask({ ask: 'why_not', revision, target, locale })
    },
  }
})

function received(answer: Answer, { whyNot }: TraceState): Partial<TraceState> {
  switch (answer.answer) {
    case 'traced':
      return { tracing: answer.tracing, problems: [], failure: null }
    case 'refused':
      return { problems: answer.problems }
    case 'why_not':
      return { whyNot: { ...whyNot, sentences: answer.sentences } }
    case 'fault':
      return { failure: answer.reason }
  }
}
