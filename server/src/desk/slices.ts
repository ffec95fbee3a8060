import { setImmediate } from 'node:timers/promises'
import type { Steps } from '@branch-playbook/engine'

/** What a long piece of work takes at a time, in milliseconds: others are served in between. */
const MOST_MS = 8

/** Carries out the steps while others are served in between. */
export async function inSlices<Result>(steps: Steps<Result>): Promise<Result> {
  let began = performance.now()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (performance.now() - began < MOST_MS) continue
    await setImmediate()
    began = performance.now()
  }
}
