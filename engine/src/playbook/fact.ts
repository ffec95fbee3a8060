import { z } from 'zod'
import { bilingual, classValue, identifier } from '../values/fields.ts'
import type { ValueType } from '../values/value-type.ts'

const factBase = z.strictObject({
  name: identifier(),
  label: bilingual(),
  /** Whether a customer may lack the fact. A condition on such a fact says what a missing one means. */
  missing: z.enum(['never', 'possible']),
  /** Marks figures that include postings made by the bank, such as interest; they spoil recency. */
  note: bilingual().optional(),
})

/** An entry of the customer dictionary. */
export const factSchema = z.discriminatedUnion('type', [
  factBase.extend({ type: z.enum(['money', 'percent', 'days', 'count', 'date', 'flag']) }),
  factBase.extend({ type: z.literal('class'), values: z.array(classValue()).min(1).max(200) }),
])

export type Fact = z.infer<typeof factSchema>

export const typeOfFact = (fact: Fact): ValueType =>
  fact.type === 'class' ? { kind: 'class', values: fact.values } : { kind: fact.type }
