import { z } from '@hono/zod-openapi'
import { bilingual } from './fields.ts'

const place = z.string().nullable()

/** What differs between two documents, in words. */
export const documentComparison = z.object({
  changes: z.array(
    z.object({
      kind: z.enum(['added', 'removed', 'changed', 'moved', 'renamed']),
      node: z.string().nullable().openapi({ description: 'The node that it is part of' }),
      pathBefore: place.openapi({ description: 'JSON Pointer into the earlier document' }),
      pathAfter: place.openapi({ description: 'JSON Pointer into the later document' }),
      text: bilingual,
    }),
  ),
  equivalence: z
    .object({
      outcomes: z.number().int(),
      equal: z
        .number()
        .int()
        .openapi({ description: 'Proven to be the same for every customer there could be' }),
      sentences: z.array(bilingual),
    })
    .nullable()
    .openapi({ description: 'Null when one of the two cannot run' }),
})

export type DocumentComparison = z.infer<typeof documentComparison>
