/** Work that has its turn: in the order in which it came, one after the other, whatever becomes of each. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work, work)
    this.#last = result
    return result
  }

  /** Once all that has come so far is over. */
  async settled(): Promise<void> {
    await this.#last.catch(() => undefined)
  }
}
