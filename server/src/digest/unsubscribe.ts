import { hash } from 'node:crypto'
import type { Journal } from '../audit/journal.ts'
import { sealHolds } from '../audit/seal.ts'
import type { Subscription } from '../store/digests.ts'

/** The path below the public address that ends a subscription, for whoever has a mail of it. */
export const UNSUBSCRIBE_PATH = '/api/digest/unsubscriptions'

/** Whose digest a link ends, and at which address, as it stands in the link: by its hash. */
interface Named {
  readonly user: string
  readonly address: string
}

const statement = ({ user, address }: Named): string => JSON.stringify(['unsubscribe', user, address])

/** What stands in a link that ends a subscription: whose, and that this bank wrote it. It holds for one address. */
export function unsubscribeToken(
  journal: Journal,
  { user, address }: Pick<Subscription, 'user' | 'address'>,
): string {
  const named = { user, address: hashOf(address) }
  return [Buffer.from(user).toString('base64url'), named.address, journal.sign(statement(named))].join('.')
}

/**
 * Whose digest a token ends; null for one that this bank did not write. That is told by the token alone: who has a
 * digest and who has none is nobody else's business.
 */
export function namedBy({ publicKey }: Journal, token: string): Named | null {
  const [user = '', address = '', signature = '', ...more] = token.split('.')
  const named = { user: Buffer.from(user, 'base64url').toString(), address }
  return more.length === 0 && sealHolds(statement(named), signature, publicKey) ? named : null
}

/** Whether a token is of the address to which a digest goes. */
export const isOfAddress = ({ address }: Named, subscription: Pick<Subscription, 'address'>): boolean =>
  address === hashOf(subscription.address)

const hashOf = (address: string): string => hash('sha256', address, 'base64url').slice(0, 22)
