import { formatDay } from '@branch-playbook/engine'
import { z } from 'zod'
import { ErasedParts } from '../audit/erased-parts.ts'
import type { Contact } from '../store/ledger.ts'
import type { Database } from '../store/tables.ts'
import { type Difference, difference } from './difference.ts'
import { type PastDay, unlessUnreadable } from './past-day.ts'

const detailsSchema = z.object({
  branch: z.string(),
  channel: z.string(),
  outcome: z.string(),
  /** Entries of the first releases do not tell it. */
  day: z.string().optional(),
  call_back_on: z.string().optional(),
  call_back_time: z.string().optional(),
})

/** Of what the log tells of a contact, all that the contact's row has to agree with. */
const FIELDS = ['day', 'outcome', 'channel', 'branch', 'call_back_on', 'call_back_time'] as const

/**
 * Which contacts before a day are not as the log knows them: gone, changed, added past it, or erased. None when
 * the log and the store agree.
 */
export async function contactDifferences(store: Database, { day, before }: PastDay): Promise<Difference[]> {
  const date = formatDay(day)
  const contacts = new Map(
    (await store.selectFrom('contacts').selectAll().execute()).map((each) => [each.id, each]),
  )
  const logged = await loggedContacts(store)
  const erased = new ErasedParts(store)
  const found: Difference[] = []
  for (const { id, entry, customer, details } of logged.values()) {
    const contact = contacts.get(id)
    const concerned =
      (details.day ?? contact?.day ?? '') < date || (contact !== undefined && contact.day < date)
    if (!concerned) continue
    const isErased = await erased.has(entry, 0)
    const place = `contacts/${id}`
    if (!contact) {
      found.push(
        isErased
          ? difference('contacts_erased', place, details.day ?? null, null)
          : difference('contact_state', place, details.day ?? null, null, 'replay.contact_removed'),
      )
    } else found.push(...changesOf(contact, details, isErased ? null : customer))
  }
  const unlogged = before.filter(({ id }) => !logged.has(id))
  return [
    ...found,
    ...unlogged.map(({ id, day }) =>
      difference('contact_state', `contacts/${id}`, null, day, 'replay.contact_unlogged'),
    ),
  ]
}

function changesOf(contact: Contact, details: z.infer<typeof detailsSchema>, customer: string | null) {
  const place = `contacts/${contact.id}`
  const changed = (field: string, then: string, now: string) =>
    difference('contact_state', `${place}/${field}`, then, now, 'replay.contact_changed')
  const found = FIELDS.flatMap((field) => {
    const then = details[field]
    return then === undefined || then === contact[field] ? [] : [changed(field, then, contact[field] ?? '')]
  })
  if (customer !== null && customer !== contact.customer)
    found.push(changed('customer', customer, contact.customer))
  return found
}

/** What the log tells of every contact, by its id. */
async function loggedContacts(store: Database) {
  const rows = await store
    .selectFrom('audit_entries')
    .leftJoin('audit_personal', (join) =>
      join.onRef('audit_personal.entry', '=', 'audit_entries.number').on('audit_personal.place', '=', 0),
    )
    .select([
      'audit_entries.number',
      'audit_entries.subject',
      'audit_entries.details',
      'audit_personal.customer',
    ])
    .where('audit_entries.action', '=', 'contact.logged')
    .orderBy('audit_entries.number')
    .execute()
  return new Map(
    rows.flatMap(({ number, subject, details, customer }) => {
      const id = subject.slice('contacts/'.length)
      const read = readDetails(details)
      return read ? [[id, { id, entry: number, customer, details: read }] as const] : []
    }),
  )
}

/** What an entry tells; null when somebody made it unreadable, and the chain says so. */
const readDetails = (text: string): z.infer<typeof detailsSchema> | null =>
  unlessUnreadable(() => detailsSchema.parse(JSON.parse(text)))
