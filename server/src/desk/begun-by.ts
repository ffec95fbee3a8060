import type { Contact } from '../store/ledger.ts'

/** The key of a promised call names the contact that promised it, see `withPromise`. */
const PROMISED = /\|call_back@(.+)$/

/** The contact in which a call was promised, by the key of the call; null for any other action. */
export const promisedIn = (action: string): string | null => PROMISED.exec(action)?.[1] ?? null

/**
 * Which contact began each, by its id: one that keeps a promise belongs to the one in which the call was promised, and
 * with it to what that was made for. Any other began itself, also one that keeps a promise made before all of these.
 *
 * @param contacts the earliest first
 */
export function begunBy<Each extends Pick<Contact, 'id' | 'action'>>(
  contacts: readonly Each[],
): ReadonlyMap<string, Each> {
  const begun = new Map<string, Each>()
  for (const contact of contacts) {
    const promise = contact.action === null ? null : promisedIn(contact.action)
    begun.set(contact.id, begun.get(promise ?? '') ?? contact)
  }
  return begun
}
