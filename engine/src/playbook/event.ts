import { z } from 'zod'
import { bilingual, day, identifier } from '../values/fields.ts'

/** Something that head office announces, such as a rate cut. Triggers answer to its type. */
export const eventSchema = z.strictObject({
  id: z.string().min(1).max(100),
  type: identifier(),
  day: day(),
  name: bilingual(),
})

export type BankEvent = z.infer<typeof eventSchema>
