import { type Day, formatDay } from '@branch-playbook/engine'
import { exposedIn } from './campaigns.ts'
import type { Database, Tables } from './tables.ts'

export type Contact = Tables['contacts']

/** The contacts that nobody took back. */
const standing = (store: Database) =>
  store
    .selectFrom('contacts')
    .selectAll()
    .where('id', 'not in', (query) => query.selectFrom('contact_withdrawals').select('contact'))

const between = (store: Database, from: Day, to: Day) =>
  standing(store)
    .where('day', '>=', formatDay(from))
    .where('day', '<=', formatDay(to))
    .orderBy('at')
    .orderBy('id')

/** Contacts logged from one day up to and including another, the oldest first. */
export const contactsBetween = (store: Database, from: Day, to: Day): Promise<Contact[]> =>
  between(store, from, to).execute()

/** Those of them, of any branch, with customers whom campaigns called or held out in one branch or (null) all. */
export const contactsWithExposed = (
  store: Database,
  branch: string | null,
  from: Day,
  to: Day,
): Promise<Contact[]> => between(store, from, to).where('customer', 'in', exposedIn(store, branch)).execute()

/** Contacts of a branch from one day up to and including another, the oldest first. */
export const contactsInBranch = (store: Database, branch: string, from: Day, to: Day): Promise<Contact[]> =>
  between(store, from, to).where('branch', '=', branch).execute()

/** Before any contact was ever logged. */
const BEGINNING: Day = 0

/** Contacts logged before a day, the oldest first. */
export const contactsBefore = (store: Database, day: Day): Promise<Contact[]> =>
  contactsBetween(store, BEGINNING, day - 1)

/** The contacts with one customer, the latest first. */
export const contactsWith = (store: Database, customer: string): Promise<Contact[]> =>
  standing(store).where('customer', '=', customer).orderBy('at', 'desc').orderBy('id').limit(200).execute()

export const contactById = (store: Database, id: string): Promise<Contact | undefined> =>
  store.selectFrom('contacts').selectAll().where('id', '=', id).executeTakeFirst()

/** Whether somebody took a contact back. */
export async function isWithdrawn(store: Database, contact: string): Promise<boolean> {
  const found = await store
    .selectFrom('contact_withdrawals')
    .select('contact')
    .where('contact', '=', contact)
    .executeTakeFirst()
  return found !== undefined
}

/** Takes a contact back that nobody took back before. */
export const withdrawContact = (store: Database, withdrawal: Tables['contact_withdrawals']) =>
  store.insertInto('contact_withdrawals').values(withdrawal).execute()

/** Records a contact once; under an id that is taken nothing is added, and the contact there comes back. */
export async function addContact(
  store: Database,
  contact: Contact,
): Promise<{ readonly contact: Contact; readonly added: boolean }> {
  const { numInsertedOrUpdatedRows } = await store
    .insertInto('contacts')
    .values(contact)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  if ((numInsertedOrUpdatedRows ?? 0n) > 0n) return { contact, added: true }
  const taken = await store
    .selectFrom('contacts')
    .selectAll()
    .where('id', '=', contact.id)
    .executeTakeFirstOrThrow()
  return { contact: taken, added: false }
}
