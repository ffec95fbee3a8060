import { z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import type { Contact } from '../store/ledger.ts'
import { channel, isoDay, moment, outcome, timeOfDay } from './fields.ts'

/** A contact as it was logged. */
export const contactSchema = z
  .object({
    id: z.string(),
    customer: z.string(),
    branch: z.string(),
    adviser: z.string().openapi({ description: 'Whose time it took' }),
    by: z.string().openapi({ description: 'The user who logged it' }),
    action: z.string().nullable(),
    channel,
    outcome,
    note: z.string(),
    minutes: z.number().int(),
    day: isoDay,
    at: moment,
    callBackOn: isoDay.nullable().openapi({ description: 'For which day the customer was promised a call' }),
    callBackTime: timeOfDay.nullable().openapi({ description: 'Not before which time of that day' }),
  })
  .openapi('Contact')

/** A contact of the store as the API tells it. */
export const shownContact = ({
  call_back_on: callBackOn,
  call_back_time: callBackTime,
  call_back_minutes: _minutes,
  ...contact
}: Contact): z.infer<typeof contactSchema> => ({ ...contact, callBackOn, callBackTime })

/** A contact as the day's list shows it. */
export const doneSchema = contactSchema.extend({ customerName: z.string() })

export function doneContact({ snapshot, identities }: Desk, contact: Contact): z.infer<typeof doneSchema> {
  const row = snapshot.customers.rowOf(contact.customer)
  const identity = row === null ? undefined : identities.at(row)
  return { ...shownContact(contact), customerName: identity?.name ?? contact.customer }
}
