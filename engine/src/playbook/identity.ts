import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import type { Playbook } from './playbook.ts'

/**
 * The identity of a playbook: SHA-256, in hexadecimal, of its canonical JSON (RFC 8785) without what carries
 * no meaning: the layout of the canvas and the address of its schema.
 */
export function playbookHash(playbook: Playbook): string {
  const { layout: _layout, $schema: _schema, ...meaning } = playbook
  return contentHash(meaning)
}

/** SHA-256 of the canonical JSON of any value. */
export const contentHash = (value: unknown): string =>
  bytesToHex(sha256(utf8ToBytes(canonicalize(value) ?? 'null')))
