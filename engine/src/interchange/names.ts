const MOST_LENGTH = 60

/** Gives names of any script and form names that a playbook takes, each its own. */
export class Names {
  readonly #taken: Set<string>
  readonly #given = new Map<string, string>()

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken)
  }

  /** The name for what is called so in the document; the same for the same. */
  of(written: string, prefix: string): string {
    const known = this.#given.get(written)
    if (known !== undefined) return known
    const name = this.free(written, prefix)
    this.#given.set(written, name)
    return name
  }

  /** A name like this one that nothing else has. */
  free(written: string, prefix: string): string {
    const base = asIdentifier(written, prefix)
    for (let at = 1; ; at += 1) {
      const name = at === 1 ? base : `${base.slice(0, MOST_LENGTH - String(at).length - 1)}_${at}`
      if (this.#taken.has(name)) continue
      this.#taken.add(name)
      return name
    }
  }
}

/** `accountAge`, `Account age` and `account.age` all become `account_age`; what has no Latin letter gets the prefix. */
export function asIdentifier(written: string, prefix: string): string {
  const words = written
    .normalize('NFKD')
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  const name = /^[a-z]/.test(words) ? words : `${prefix}_${words}`.replace(/_$/, '')
  return name.slice(0, MOST_LENGTH).replace(/_+$/, '')
}
