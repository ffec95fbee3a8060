import type { Code } from './wasm.ts'

interface Kept {
  readonly code: Code
  readonly kept: Code
  readonly next: Kept | undefined
}

/** What is kept of code that was written, found again by the code itself. */
export class KeptCode {
  readonly #byHash = new Map<number, Kept>()

  find(code: Code, hash: number): Code | undefined {
    let each = this.#byHash.get(hash)
    while (each && !sameCode(each.code, code)) each = each.next
    return each?.kept
  }

  add(code: Code, hash: number, kept: Code): void {
    this.#byHash.set(hash, { code, kept, next: this.#byHash.get(hash) })
  }
}

/** FNV-1a over the bytes, in 31 bits: to make a text of the code and hash that takes ten times longer. */
export function hashOf(code: Code): number {
  let hash = 0x811c9dc5
  for (const byte of code) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 1
}

function sameCode(one: Code, other: Code): boolean {
  if (one.length !== other.length) return false
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false
  return true
}
