import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { Refusal } from '../files/refusal.ts'

/** A place in the log: the number of an entry, and the hash that stands for it and all before it. */
export interface Head {
  readonly number: number
  readonly hash: string
}

/** Signs texts about the log (Ed25519), so that who rewrites the whole log is found out without the key. */
export interface Seal {
  /** PEM, for whoever checks. */
  readonly publicKey: string
  /** The signature as base64url. */
  sign(text: string): string
}

/**
 * The seal whose private key is in a file; a key is made when there is none.
 * @throws Refusal when the file holds no such key.
 */
export function openSeal(file: string): Seal {
  return sealOf(readKey(file) ?? makeKey(file))
}

/**
 * The seal of a bank that has one.
 * @throws Refusal when there is no key in the file.
 */
export function presentSeal(file: string): Seal {
  const key = readKey(file)
  if (key) return sealOf(key)
  throw new Refusal(`${file}: is missing; put it back from a backup, or start the server once.`)
}

function sealOf(key: KeyObject): Seal {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()
  return { publicKey, sign: (text) => sign(null, Buffer.from(text), key).toString('base64url') }
}

/**
 * Whether a signature is of this text and made with the key that belongs to the public one (PEM). Of the ways
 * to write the same signature only the one that `sign` writes counts.
 */
export function sealHolds(text: string, signature: string, publicKey: string): boolean {
  const bytes = Buffer.from(signature, 'base64url')
  if (bytes.toString('base64url') !== signature) return false
  return verify(null, Buffer.from(text), createPublicKey(publicKey), bytes)
}

function readKey(file: string): KeyObject | null {
  let pem: string
  try {
    pem = readFileSync(file, 'utf8')
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return null
    throw fault
  }
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch (fault) {
    throw new Refusal(`${file}: is no private key; put it back from a backup.`, { cause: fault })
  }
  throw new Refusal(`${file}: is no Ed25519 key; put it back from a backup.`)
}

function makeKey(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519')
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  return privateKey
}
