import type { Database } from '../store/tables.ts'
import { checkpointText } from './entry-hash.ts'
import type { Seal } from './seal.ts'

/** A place in the log, signed, to be kept elsewhere: the log up to it can never change unseen again. */
export interface Checkpoint {
  /** The bank's id. */
  readonly bank: string
  /** The number of the last entry, and its hash. */
  readonly number: number
  readonly hash: string
  readonly at: string
  /** Ed25519, base64url. */
  readonly signature: string
  /** PEM. */
  readonly publicKey: string
}

/** A checkpoint of the log as it stands. */
export async function makeCheckpoint(
  store: Database,
  seal: Seal,
  bank: string,
  at: string,
): Promise<Checkpoint> {
  const { number, hash } = await store
    .selectFrom('audit_head')
    .select(['number', 'hash'])
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()
  const place = { bank, number, hash, at }
  return { ...place, signature: seal.sign(checkpointText(place)), publicKey: seal.publicKey }
}
