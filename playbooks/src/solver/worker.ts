import { parentPort } from 'node:worker_threads'
import { init } from 'z3-solver'
import { z } from 'zod'
import { READY } from './ready.ts'

/** The side of the solver that runs in a thread of its own, so that it can be ended whatever it is doing. */

const question = z.object({ text: z.string(), timeoutMs: z.number() })

/** What the library shows of its memory, which it does not describe itself. */
const memory = z.object({
  _malloc: z.custom<(bytes: number) => number>(isFunction),
  _free: z.custom<(at: number) => void>(isFunction),
  ccall: z.custom<(name: string, returns: 'void', types: 'number'[], values: unknown[]) => void>(isFunction),
  async_call: z.custom<(call: () => void) => Promise<string>>(isFunction),
  HEAPU8: z.instanceof(Uint8Array),
})

const { Z3, em } = await init()

parentPort?.on('message', (message: unknown) => {
  const { text, timeoutMs } = question.parse(message)
  answer(text, timeoutMs).then(
    (printed) => parentPort?.postMessage(printed),
    (error: unknown) => parentPort?.postMessage(`(error ${String(error)})`),
  )
})

parentPort?.postMessage(READY)

/** Every question has a context of its own: nothing of it is left when it is answered. */
async function answer(text: string, timeoutMs: number): Promise<string> {
  const config = Z3.mk_config()
  const context = Z3.mk_context(config)
  Z3.del_config(config)
  try {
    return await evaluated(context, `(set-option :timeout ${Math.ceil(timeoutMs)})\n${text}`)
  } finally {
    Z3.del_context(context)
  }
}

/**
 * As `Z3.eval_smtlib2_string`, which gives a text to another thread and at once takes its place in memory back: in
 * 9 of 4,194 questions on a busy machine that thread read something else.
 */
async function evaluated(context: object | number, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${text}\0`)
  const { _malloc: allocate, _free: free } = memory.parse(em)
  const at = allocate(bytes.length)
  try {
    // Looked up only now, as the memory may have grown for the text.
    const { HEAPU8: heap, ccall, async_call: inThread } = memory.parse(em)
    heap.set(bytes, at)
    return await inThread(() =>
      ccall('async_Z3_eval_smtlib2_string', 'void', ['number', 'number'], [context, at]),
    )
  } finally {
    free(at)
  }
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function'
}
