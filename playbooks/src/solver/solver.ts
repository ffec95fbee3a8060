import { Worker } from 'node:worker_threads'
import type { Solve, SolverAnswer } from '@branch-playbook/engine'

/** A solver that runs until it is closed. */
export interface Solver {
  readonly solve: Solve
  /** Ends its threads. Questions that are open are answered with `unknown`. */
  close(): Promise<void>
}

/** The solver's own clock ends a question; this much later, in milliseconds, its thread is ended instead. */
const PATIENCE_MS = 2000

/**
 * The SMT solver z3, compiled to WebAssembly, in a thread that is started with the first question. Questions
 * are answered one after another. A thread that does not keep to its time is ended, and the next question gets
 * a new one. A thread that waits does not keep the process alive.
 */
export function z3Solver(): Solver {
  let worker: Worker | null = null
  let last: Promise<unknown> = Promise.resolve()

  async function end(): Promise<void> {
    const ended = worker
    worker = null
    await ended?.terminate()
  }

  async function ask(text: string, timeoutMs: number): Promise<SolverAnswer> {
    const asked = worker ?? new Worker(new URL('./worker.ts', import.meta.url))
    worker = asked
    asked.ref()
    const printed = await reply(asked, { text, timeoutMs })
    if (printed === null) await end()
    else asked.unref()
    return printed === null ? { status: 'unknown' } : read(printed)
  }

  return {
    solve(text, timeoutMs) {
      const answer = last.then(() => ask(text, timeoutMs))
      last = answer.catch(() => undefined)
      return answer
    },
    close: end,
  }
}

/** What the thread prints; null when it fails or does not answer in time. */
function reply(worker: Worker, question: { text: string; timeoutMs: number }): Promise<string | null> {
  return new Promise((resolve) => {
    const finish = (printed: string | null) => {
      clearTimeout(timer)
      worker.off('message', printedBy).off('error', failed).off('exit', failed)
      resolve(printed)
    }
    const printedBy = (message: unknown) => finish(typeof message === 'string' ? message : null)
    const failed = () => finish(null)
    const timer = setTimeout(failed, question.timeoutMs + PATIENCE_MS)
    worker.on('message', printedBy).on('error', failed).on('exit', failed)
    worker.postMessage(question)
  })
}

/** The first line says whether there are values; what follows is they, or that there are none to be had. */
function read(printed: string): SolverAnswer {
  const [status = '', ...rest] = printed.trimStart().split('\n')
  if (status === 'sat') return { status, model: rest.join('\n') }
  return { status: status === 'unsat' ? status : 'unknown' }
}
