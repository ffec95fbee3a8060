import type { Journal } from '../audit/journal.ts'
import { sealHolds } from '../audit/seal.ts'
import type { Subscription } from '../store/digests.ts'

/** The path below the public address that ends a subscription, for whoever has a mail of it. */
export const UNSUBSCRIBE_PATH = '/api/digest/unsubscriptions'

type Whose = Pick<Subscription, 'user' | 'address'>

const statement = ({ user, address }: Whose): string => JSON.stringify(['unsubscribe', user, address])

/** What stands in a link that ends a subscription: whose, and that this bank wrote it. It holds for one address. */
export const unsubscribeToken = (journal: Journal, whose: Whose): string =>
  `${Buffer.from(whose.user).toString('base64url')}.${journal.sign(statement(whose))}`

/** The user whom a token names. */
export const userOfToken = (token: string): string =>
  Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()

export const tokenHolds = ({ publicKey }: Journal, token: string, whose: Whose): boolean =>
  sealHolds(statement(whose), token.split('.')[1] ?? '', publicKey)
