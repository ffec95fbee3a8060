import { z } from 'zod'
import { bilingual, day, identifier } from '../values/fields.ts'

/** Something that head office announces, such as a rate cut. Triggers answer to its type. */
export const eventSchema = z.strictObject({
  id: z.string().min(1).max(100),
  type: identifier(),
  day: day(),
  /** The last day on which it is news, for however long triggers would answer to it; without one they alone say. */
  until: day().optional(),
  name: bilingual(),
})

export type BankEvent = z.infer<typeof eventSchema>
