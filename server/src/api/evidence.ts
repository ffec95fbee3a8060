import { z } from '@hono/zod-openapi'
import { bilingual, isoDay } from './fields.ts'

const claim = z.object({
  id: z.string(),
  name: bilingual,
  verdict: z.enum(['proven', 'disproven', 'unknown']),
  witness: z
    .object({
      day: isoDay,
      events: z
        .array(z.object({ id: z.string(), type: z.string(), day: isoDay, name: bilingual }))
        .readonly(),
      facts: z.record(z.string(), z.string().nullable()),
    })
    .optional()
    .openapi({ description: 'A made-up customer who breaks a disproven claim' }),
})

/** What spoke for a version when it was submitted. */
export const evidenceSchema = z
  .object({
    tests: z.object({ passed: z.number().int(), failed: z.number().int() }),
    claims: z.array(claim).readonly(),
    warnings: z.number().int(),
  })
  .openapi('Evidence')
