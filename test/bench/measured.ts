import { z } from 'zod'

/** What a measuring process prints. */
export const measuredSchema = z.object({
  /** The median round, and the first, milliseconds. */
  ms: z.number(),
  first: z.number(),
  peakRssMiB: z.number(),
  /** SHA-256 over all outcomes, and over the lists where there are any. */
  digest: z.string(),
})

export type Measured = z.infer<typeof measuredSchema>
