import { setImmediate } from 'node:timers/promises'

/** What a long piece of work takes at a time, in milliseconds: others are served in between. */
const MOST_MS = 8

/** Long work that lets others be served: it pauses wherever it may. */
export class Slices {
  #began = performance.now()

  /** Returns at once while the slice is not used up. */
  async pause(): Promise<void> {
    if (performance.now() - this.#began < MOST_MS) return
    await setImmediate()
    this.#began = performance.now()
  }
}
