import { parentPort } from 'node:worker_threads'
import { init } from 'z3-solver'
import { z } from 'zod'
import { READY } from './ready.ts'

/** The side of the solver that runs in a thread of its own, so that it can be ended whatever it is doing. */

const question = z.object({ text: z.string(), timeoutMs: z.number() })

const { Z3 } = await init()

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
    return await Z3.eval_smtlib2_string(context, `(set-option :timeout ${Math.ceil(timeoutMs)})\n${text}`)
  } finally {
    Z3.del_context(context)
  }
}
