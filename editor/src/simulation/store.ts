import { create } from 'zustand'
import type { Answer, Bank, Comparison, Request } from './messages.ts'

interface SimulationState {
  /** The latest comparison that came back; it may be of an older edit than the document has now. */
  readonly comparison: Comparison | null
  /** The document has errors: there is nothing to decide until they are mended. */
  readonly invalid: boolean
  readonly failure: string | null
  /** Whether figures of the latest edit are still to come. */
  readonly pending: boolean
  /** Starts deciding for this bank, against this playbook. Answers how to stop. */
  open(bank: Bank, before: unknown): () => void
  /** Asks for the figures of a document. */
  compare(document: unknown): void
}

let worker: Worker | null = null
let revision = 0

/** The what-if: everyone decided anew at each edit, in a worker. */
export const useSimulation = create<SimulationState>()((set) => {
  const ask = (request: Request) => worker?.postMessage(request)
  return {
    comparison: null,
    invalid: false,
    failure: null,
    pending: false,
    open(bank, before) {
      const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
      worker = started
      started.onmessage = ({ data }: MessageEvent<Answer>) => set(received(data))
      started.onerror = ({ message }) => set({ failure: message, pending: false })
      set({ comparison: null, invalid: false, failure: null })
      ask({ ask: 'open', bank, before })
      return () => {
        started.terminate()
        if (worker === started) worker = null
      }
    },
    compare(document) {
      revision += 1
      set({ pending: true })
      ask({ ask: 'compare', revision, after: document })
    },
  }
})

function received(answer: Answer): Partial<SimulationState> {
  switch (answer.answer) {
    case 'comparison':
      return {
        comparison: answer.comparison,
        invalid: false,
        failure: null,
        pending: answer.comparison.revision !== revision,
      }
    case 'invalid':
      return { invalid: true, pending: answer.revision !== revision }
    case 'failed':
      return { failure: answer.reason, pending: false }
  }
}
