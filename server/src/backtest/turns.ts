/** One after the other, in the order in which they came. */
export class Turns {
  #last: Promise<void> = Promise.resolve()
  #waiting = 0

  /** Whether somebody has his turn at this moment, or waits for it. */
  get taken(): boolean {
    return this.#waiting > 0
  }

  /**
   * Waits for its turn.
   * @returns what ends the turn; it has to be called.
   * @throws the signal's reason, when that says so before the turn has come.
   */
  async take(signal: AbortSignal): Promise<() => void> {
    const before = this.#last
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#last = promise
    this.#waiting += 1
    const end = () => {
      this.#waiting -= 1
      resolve()
    }
    const aborted = Promise.withResolvers<never>()
    const abort = () => aborted.reject(signal.reason)
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    try {
      await Promise.race([before, aborted.promise])
      return end
    } catch (fault) {
      // Whoever comes next still waits for those before.
      void before.then(end)
      throw fault
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }
}
