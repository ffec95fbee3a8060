/** Keeps what was made of the state of things as it is, for who asks next; when the state is another, nothing. */
export class OfState<Key, Made> {
  readonly #most: number
  readonly #kept = new Map<Key, Made>()
  #state: object | null = null

  /** The one kept longest goes when there are more than `most`. */
  constructor(most: number) {
    this.#most = most
  }

  /** What is kept under the key, or else is made now. States are told apart by identity: they never change. */
  get(state: object, key: Key, make: () => Made): Made {
    if (state !== this.#state) this.#kept.clear()
    this.#state = state
    const known = this.#kept.get(key)
    if (known !== undefined) return known
    const made = make()
    this.#kept.set(key, made)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest)
    return made
  }
}
