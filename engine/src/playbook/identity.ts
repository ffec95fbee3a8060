import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import { meaningOf, type Playbook } from './playbook.ts'

/**
 * The identity of a playbook: SHA-256, in hexadecimal, of its canonical JSON (RFC 8785) without what carries
 * no meaning: the layout, the groups and the notes of the canvas and the address of its schema.
 */
export const playbookHash = (playbook: Playbook): string => contentHash(meaningOf(playbook))

/** SHA-256 of the canonical JSON of any value. */
export const contentHash = (value: unknown): string =>
  bytesToHex(sha256(utf8ToBytes(canonicalize(value) ?? 'null')))

/** The `contentHash` of a list whose items come one after the other. */
export class ListHash {
  readonly #hash = sha256.create()
  #isEmpty = true

  add(item: unknown): void {
    this.#hash.update(utf8ToBytes(`${this.#isEmpty ? '[' : ','}${canonicalize(item) ?? 'null'}`))
    this.#isEmpty = false
  }

  /** Nothing can be added afterwards. */
  hex(): string {
    return bytesToHex(this.#hash.update(utf8ToBytes(this.#isEmpty ? '[]' : ']')).digest())
  }
}
