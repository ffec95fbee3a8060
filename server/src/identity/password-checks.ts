/** So many passwords are checked at a time: the other threads of the pool are for files. */
const AT_A_TIME = 2
/** So many more may wait; each takes some 50 milliseconds. */
const MOST_WAITING = 60

/** More sign-ins than the server can check wait already. */
export class TooManySignIns extends Error {
  constructor() {
    super('Too many sign-ins are waiting to be checked')
    this.name = 'TooManySignIns'
  }
}

/**
 * Lets sign-ins through a few at a time, so that those of strangers leave time for everyone else; and one after
 * the other for each user, so that nobody tries several passwords before the first failure counts.
 */
export class PasswordChecks {
  readonly #lastOf = new Map<string, Promise<unknown>>()
  readonly #queue: (() => void)[] = []
  #running = 0
  #asked = 0

  /** @throws TooManySignIns */
  async inTurn<Result>(user: string, check: () => Promise<Result>): Promise<Result> {
    if (this.#asked >= AT_A_TIME + MOST_WAITING) throw new TooManySignIns()
    this.#asked += 1
    const before = this.#lastOf.get(user)
    const mine = Promise.resolve(before).then(
      () => this.#fewAtATime(check),
      () => this.#fewAtATime(check),
    )
    this.#lastOf.set(user, mine)
    try {
      return await mine
    } finally {
      this.#asked -= 1
      if (this.#lastOf.get(user) === mine) this.#lastOf.delete(user)
    }
  }

  async #fewAtATime<Result>(check: () => Promise<Result>): Promise<Result> {
    if (this.#running < AT_A_TIME) this.#running += 1
    else await new Promise<void>((resolve) => this.#queue.push(resolve))
    try {
      return await check()
    } finally {
      const next = this.#queue.shift()
      // Whoever waited longest takes the place over.
      if (next) next()
      else this.#running -= 1
    }
  }
}
