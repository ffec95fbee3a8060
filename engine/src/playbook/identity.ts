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
