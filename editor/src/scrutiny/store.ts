import type { Calendar, Coverage } from '@branch-playbook/engine'
import { create } from 'zustand'
import { useDocument } from '../document/store.ts'
import type { FailedExpectation, TestVerdict } from './failed-tests.ts'
import type { JudgedClaim } from './judged-claim.ts'
import type { Answer, Request } from './messages.ts'

interface ScrutinyState {
  /** The expectations that the document does not meet; of an older edit until those of the latest are in. */
  readonly failed: readonly FailedExpectation[]
  /** The same by test, at the places of the tests; empty until they have been run. */
  readonly verdicts: readonly TestVerdict[]
  /** What the tests exercise; null until they have been run. */
  readonly coverage: Coverage | null
  /** What became of the claims, by their ids; those of the latest edit that are still to come are not in it. */
  readonly claims: ReadonlyMap<string, JudgedClaim>
  /** Starts looking. Answers how to stop. */
  open(): () => void
  /** Looks at a document; without a plan there is nothing to look at. */
  look(document: unknown, isSound: boolean, calendar: Calendar | null): void
}

const NOTHING = { failed: [], verdicts: [], coverage: null, claims: new Map() }

let worker: Worker | null = null
let asked: Request | null = null
let revision = 0

/** What takes too long to be found at each edit, found in a worker. */
export const useScrutiny = create<ScrutinyState>()((set, get) => ({
  ...NOTHING,
  open() {
    const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    worker = started
    started.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data.revision === revision) set(received(data, get()))
    }
    set(NOTHING)
    return () => {
      started.terminate()
      if (worker === started) worker = null
    }
  },
  look(document, isSound, calendar) {
    revision += 1
    set(isSound ? { claims: new Map() } : NOTHING)
    asked = { revision, document, calendar }
    if (isSound) worker?.postMessage(asked)
  },
}))

function received(answer: Answer, { claims }: ScrutinyState): Partial<ScrutinyState> {
  switch (answer.found) {
    case 'problems':
      useDocument.getState().found(asked?.document, answer.problems)
      return {}
    case 'tests':
      return { verdicts: answer.verdicts, failed: answer.verdicts.flatMap(({ failed }) => failed) }
    case 'coverage':
      return { coverage: answer.coverage }
    case 'claim':
      return { claims: new Map([...claims, [answer.id, answer.judged]]) }
    case 'fault':
      return {}
  }
}
