import type { Contact } from '../store/ledger.ts'

/** The key of a promised call names the contact that promised it, see `withPromise`. */
const PROMISED = /\|call_back@(.+)$/

/** The contact in which a call was promised, by the key of the call; null for any other action. */
export const promisedIn = (action: string): string | null => PROMISED.exec(action)?.[1] ?? null

/**
 * Tells which contact began each that it is shown, the earliest first: one that keeps a promise belongs to the one in
 * which the call was promised, and with it to what that was made for. Any other began itself, also one that keeps a
 * promise made before all of these.
 */
export function beginnings<Each extends Pick<Contact, 'id' | 'action'>>(): (contact: Each) => Each {
  const begun = new Map<string, Each>()
  return (contact) => {
    const promise = contact.action === null ? null : promisedIn(contact.action)
    const first = begun.get(promise ?? '') ?? contact
    begun.set(contact.id, first)
    return first
  }
}

/**
 * Which contact began each, by its id, see `beginnings`.
 *
 * @param contacts the earliest first
 */
export function begunBy<Each extends Pick<Contact, 'id' | 'action'>>(
  contacts: readonly Each[],
): ReadonlyMap<string, Each> {
  const beginningOf = beginnings<Each>()
  return new Map(contacts.map((contact) => [contact.id, beginningOf(contact)]))
}
