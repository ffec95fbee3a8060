import { z } from 'zod'

export const particularsRow = z.object({
  household: z.string().nullable(),
  consentsRecorded: z.number().int().nullable(),
  consentsSource: z.string().nullable(),
})

/** What feeds may tell of a customer beside his page. */
export interface Particulars extends z.output<typeof particularsRow> {
  /** The customers of his household, himself among them, by number; none where no household is known. */
  readonly members: readonly string[]
}

export const UNKNOWN: Particulars = {
  household: null,
  consentsRecorded: null,
  consentsSource: null,
  members: [],
}
