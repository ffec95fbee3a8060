import { z } from 'zod'

/** A condition as json-rules-engine writes it; what it may hold is looked at when it is read. */
export type RulesCondition = Readonly<Record<string, unknown>>

const condition = z.record(z.string(), z.unknown())

const event = z.looseObject({ type: z.string().min(1), params: z.unknown().optional() })

const rule = z.looseObject({
  conditions: condition,
  event,
  name: z.unknown().optional(),
  priority: z.int().min(1).optional(),
})

export type RulesRule = z.infer<typeof rule>

/** One rule, a list of rules, or rules with the conditions that they share by name. */
export const rulesDocument = z.union([
  rule.transform((one) => ({ rules: [one], conditions: {} })),
  z.array(rule).transform((rules) => ({ rules, conditions: {} })),
  z.strictObject({
    rules: z.array(rule),
    conditions: z.record(z.string(), condition).default({}),
  }),
])
