import { Worker } from 'node:worker_threads'
import type { Solve, SolverAnswer } from '@branch-playbook/engine'
import { READY } from './ready.ts'

/** A solver that runs until it is closed. */
export interface Solver {
  readonly solve: Solve
  /** Ends its threads. Questions that are open are answered with `unknown`. */
  close(): Promise<void>
}

/** The solver's own clock ends a question; this much later, in milliseconds, its thread is ended instead. */
const PATIENCE_MS = 2000

/** How long the solver may take to load, in milliseconds, on a machine that has much else to do. */
const LOADING_MS = 60_000

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

  async function started(): Promise<Worker | null> {
    if (worker) return worker
    const fresh = new Worker(new URL('./worker.ts', import.meta.url), { execArgv: [] })
    worker = fresh
    const gone = () => {
      if (worker === fresh) worker = null
    }
    fresh.on('error', gone).on('exit', gone)
    return (await reply(fresh, LOADING_MS)) === READY ? fresh : null
  }

  async function ask(text: string, timeoutMs: number): Promise<SolverAnswer> {
    const asked = await started()
    asked?.ref()
    asked?.postMessage({ text, timeoutMs })
    const printed = asked && (await reply(asked, timeoutMs + PATIENCE_MS))
    if (printed === null) await end()
    else asked?.unref()
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

/** What the thread says next; null when it fails or takes longer than that. */
function reply(worker: Worker, withinMs: number): Promise<string | null> {
  return new Promise((resolve) => {
    const finish = (said: string | null) => {
      clearTimeout(timer)
      worker.off('message', heard).off('error', failed).off('exit', failed)
      resolve(said)
    }
    const heard = (message: unknown) => finish(typeof message === 'string' ? message : null)
    const failed = () => finish(null)
    const timer = setTimeout(failed, withinMs)
    worker.on('message', heard).on('error', failed).on('exit', failed)
  })
}

/** The first line says whether there are values; what follows is they, or that there are none to be had. */
function read(printed: string): SolverAnswer {
  const [status = '', ...rest] = printed.trimStart().split('\n')
  if (status === 'sat') return { status, model: rest.join('\n') }
  return { status: status === 'unsat' ? status : 'unknown' }
}
