/** A page asks again for what it shows every 20 seconds; a look that nobody went on with for so long is over. */
const IDLE_MS = 60_000
/** However long it goes on, it is written down so often. */
const WRITTEN_EVERY_MS = 3_600_000
/** So many looks at a time; those that nobody went on with for the longest give way, and are written down again. */
const MOST = 20_000

/** Looks that go on: pages that stay open ask for what they show again and again, which is one look. */
export class LooksGoingOn {
  /** Moments in milliseconds, those that were gone on with last at the end. */
  readonly #looks = new Map<string, { readonly written: number; readonly last: number }>()

  /** Goes on with a look, if it does. */
  goesOn(look: string, now: number): boolean {
    const known = this.#looks.get(look)
    if (!known || now - known.last > IDLE_MS || now - known.written >= WRITTEN_EVERY_MS) return false
    this.#put(look, { written: known.written, last: now })
    return true
  }

  /** A look that was written down goes on from now. */
  begin(look: string, now: number): void {
    this.#put(look, { written: now, last: now })
    const [eldest] = this.#looks.keys()
    if (this.#looks.size > MOST && eldest !== undefined) this.#looks.delete(eldest)
  }

  #put(look: string, moments: { readonly written: number; readonly last: number }): void {
    this.#looks.delete(look)
    this.#looks.set(look, moments)
  }
}
