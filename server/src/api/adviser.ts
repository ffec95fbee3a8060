import { z } from '@hono/zod-openapi'
import type { StaffMember } from '../desk/staff.ts'
import { messageIn } from '../locale/messages.ts'

/** Somebody with a list. A branch's desk has one for the customers without an adviser. */
export const adviserSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    nameEn: z.string().nullable(),
    minutes: z.number().int().openapi({ description: 'Minutes for contacts on a working day' }),
    away: z.boolean().openapi({ description: 'On leave that day: others look after the customers' }),
    left: z.boolean().openapi({ description: 'His customers were handed over to others' }),
    desk: z.boolean().openapi({ description: 'The branch manager’s desk, not a person’s list' }),
  })
  .openapi('Adviser')

export const adviserOf = ({ id, name, minutes, away, left }: StaffMember): z.infer<typeof adviserSchema> => ({
  id,
  name: name ?? messageIn('zh-CN', 'desk.name'),
  nameEn: name === null ? messageIn('en', 'desk.name') : null,
  minutes,
  away,
  left,
  desk: name === null,
})
