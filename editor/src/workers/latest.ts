/**
 * Works on what was asked for last, one request at a time. Those that came before it while another was in work are
 * dropped. Requests arrive as messages do: between tasks.
 */
export class Latest<Request> {
  readonly #work: (request: Request, isOvertaken: () => Promise<boolean>) => Promise<void>
  #next: { readonly request: Request } | null = null
  #isWorking = false

  /**
   * @param work answers a request; it does not throw. Long work asks from time to time whether it is overtaken by a
   * later request, which is let in by that, and then ends.
   */
  constructor(work: (request: Request, isOvertaken: () => Promise<boolean>) => Promise<void>) {
    this.#work = work
  }

  ask(request: Request): void {
    this.#next = { request }
    if (!this.#isWorking) void this.#workOff()
  }

  async #workOff(): Promise<void> {
    this.#isWorking = true
    while (this.#next) {
      const { request } = this.#next
      this.#next = null
      await this.#work(request, () => this.#isOvertaken())
      await arrivals()
    }
    this.#isWorking = false
  }

  async #isOvertaken(): Promise<boolean> {
    await arrivals()
    return this.#next !== null
  }
}

/** Lets messages in that arrived meanwhile. */
const arrivals = () => new Promise((resolve) => setTimeout(resolve))
