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

/** Signs heads of the log (Ed25519), so that who rewrites the whole log is found out without the key. */
export interface Seal {
  /** PEM, for whoever checks. */
  readonly publicKey: string
  sign(head: Head): string
}

const signed = ({ number, hash }: Head): Buffer => Buffer.from(`branch-playbook audit ${number} ${hash}`)

/**
 * The seal whose private key is in a file; a key is made when there is none.
 * @throws Refusal when the file holds no such key.
 */
export function openSeal(file: string): Seal {
  const key = readKey(file) ?? makeKey(file)
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()
  return { publicKey, sign: (head) => sign(null, signed(head), key).toString('base64url') }
}

/** Whether a signature is of this head and made with the key that belongs to the public one (PEM). */
export function sealHolds(head: Head, signature: string, publicKey: string): boolean {
  return verify(null, signed(head), createPublicKey(publicKey), Buffer.from(signature, 'base64url'))
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
