import { createHmac, randomBytes } from 'node:crypto'

/** How long a password that was right once is not checked again. */
const REMEMBERED_MS = 60_000
const MOST_REMEMBERED = 2_000

/**
 * Remembers for a minute which credentials were right, so that HTTP Basic does not cost a password check with
 * each request. It holds neither passwords nor anything that can be tried against a list of them: what it keeps
 * is keyed with a secret that ends with the process. Whoever asks compares the stored hash, so that a changed
 * password ends the memory of the old one.
 */
export class CheckedCredentials {
  readonly #secret = randomBytes(32)
  readonly #checked = new Map<string, { readonly hash: string; readonly until: number }>()

  /** Remembers that a password fits a stored hash. */
  remember(id: string, password: string, hash: string, now: Date): void {
    if (this.#checked.size >= MOST_REMEMBERED) this.#forget(now)
    this.#checked.set(this.#keyOf(id, password), { hash, until: now.getTime() + REMEMBERED_MS })
  }

  /** The stored hash that a password was found to fit in the last minute; null when it has to be checked. */
  hashFor(id: string, password: string, now: Date): string | null {
    const found = this.#checked.get(this.#keyOf(id, password))
    return found && found.until > now.getTime() ? found.hash : null
  }

  #forget(now: Date): void {
    for (const [key, { until }] of this.#checked) if (until <= now.getTime()) this.#checked.delete(key)
    if (this.#checked.size >= MOST_REMEMBERED) this.#checked.clear()
  }

  #keyOf(id: string, password: string): string {
    return createHmac('sha256', this.#secret)
      .update(JSON.stringify([id, password]))
      .digest('base64')
  }
}
