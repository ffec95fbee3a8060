/** Keeps what takes long to make, so that those who ask at the same time, or again, share it. */
export class Once<Made> {
  readonly #most: number
  readonly #kept = new Map<string, Promise<Made>>()

  /** The one kept longest goes when there are more than `most`. */
  constructor(most: number) {
    this.#most = most
  }

  /** What is kept under the key, or else is made now. What could not be made is not kept. */
  get(key: string, make: () => Promise<Made>): Promise<Made> {
    const known = this.#kept.get(key)
    if (known) return known
    const made = make()
    this.#kept.set(key, made)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest)
    made.catch(() => this.#kept.delete(key))
    return made
  }
}
