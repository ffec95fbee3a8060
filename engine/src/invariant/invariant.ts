import { z } from 'zod'
import { conditionSchema } from '../condition/condition.ts'
import { bilingual, identifier, valueReference } from '../values/fields.ts'

const always = z.strictObject({
  kind: z.literal('always'),
  /** For whom it is claimed; for everybody when not said. */
  when: conditionSchema.optional(),
  /** What holds of them. */
  then: conditionSchema,
})

const monotone = z.strictObject({
  kind: z.literal('monotone'),
  /**
   * The figure of which one customer has more than another who is like him in all else. A node's figure is cut
   * loose from what it is computed from. Customers who lack the figure are not compared.
   */
  more: valueReference(['money', 'percent', 'days', 'count', 'date']),
  /** The figure that is never lower for more of it: a number, or a class whose values are listed best first. */
  neverLowers: valueReference(['money', 'percent', 'days', 'count', 'date', 'class']),
})

/** Something that the bank wants to be so for every customer there could be, and on every day. */
export const invariantSchema = z.strictObject({
  id: identifier(),
  name: bilingual(),
  claim: z.discriminatedUnion('kind', [always, monotone]),
})

export type Invariant = z.infer<typeof invariantSchema>
export type Claim = Invariant['claim']
export type MonotoneClaim = Extract<Claim, { kind: 'monotone' }>
