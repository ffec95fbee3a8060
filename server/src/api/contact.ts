import { z } from '@hono/zod-openapi'
import { channel, isoDay, moment, outcome } from './fields.ts'

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
  })
  .openapi('Contact')
