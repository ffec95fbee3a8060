import { formatFigure, type Opportunity, RISKS, VERDICTS } from '@branch-playbook/engine'
import { z } from '@hono/zod-openapi'
import type { PreparedPlaybook } from '../desk/prepared-playbook.ts'
import { bilingual, isoDay } from './fields.ts'

/** What goes with what a customer holds. */
export const opportunitySchema = z
  .object({
    node: z.string(),
    rule: z.string(),
    product: z.object({ id: z.string(), name: bilingual, risk: z.enum(RISKS) }),
    state: z.enum(['offered', 'withheld', 'not_in_force']),
    verdict: z.enum(VERDICTS),
    has: z.array(z.object({ name: bilingual, text: bilingual })),
    lacks: bilingual,
    evidence: z.object({
      customers: z.number().int(),
      both: z.number().int(),
      support: z.number().openapi({ description: 'Percent of all customers who hold both' }),
      confidence: z.number().openapi({ description: 'Percent of those who hold the first' }),
      lift: z.number(),
    }),
    acceptedBy: z.string(),
    acceptedOn: isoDay,
    until: isoDay,
  })
  .openapi('Opportunity')

/** An opportunity as the API tells it. */
export function shownOpportunity(
  { product, has, ...opportunity }: Opportunity,
  { plan }: PreparedPlaybook,
): z.infer<typeof opportunitySchema> {
  const { currency } = plan.playbook
  return {
    ...opportunity,
    product: { id: product.id, name: product.name, risk: product.risk },
    has: has.map(({ name, figure }) => ({
      name,
      text: {
        'zh-CN': String(formatFigure(figure, 'zh-CN', currency)),
        en: String(formatFigure(figure, 'en', currency)),
      },
    })),
  }
}
