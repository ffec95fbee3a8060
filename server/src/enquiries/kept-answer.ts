import { RISKS } from '@branch-playbook/engine'
import { z } from 'zod'

const bilingual = z.object({ 'zh-CN': z.string(), en: z.string() })

/** What a playbook answers to an enquiry, as it is kept with it. */
export const keptAnswer = z.object({
  /** Null for anything else than the playbook's kinds. */
  kind: z.object({ node: z.string(), id: z.string(), name: bilingual }).nullable(),
  /** Null when the branch's desk finds an answer. */
  handler: z.object({ id: z.string(), name: bilingual }).nullable(),
  answer: bilingual.nullable(),
  /** What may be offered afterwards, all of it suitable on the day; the best first. */
  offers: z.array(z.object({ id: z.string(), name: bilingual, risk: z.enum(RISKS) })),
  reasons: z.array(z.object({ node: z.string(), code: z.string(), text: bilingual })),
})

export type KeptAnswer = z.infer<typeof keptAnswer>

/** By when an enquiry is answered: a moment, or a day that it may take to its end. Neither when nobody knows. */
export interface Due {
  readonly at: string | null
  readonly day: string | null
}
