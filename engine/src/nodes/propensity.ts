import { z } from 'zod'
import type { Step } from '../expression/expression.ts'
import { count, day, percent, recordBy, valueReference } from '../values/fields.ts'
import { type CheckedScope, part, type Report } from './kind.ts'

/**
 * What a contact is tried for: that the conversation takes place, that the customer is interested (or orders the same
 * day), or that he orders within `ORDER_DAYS`.
 */
export const SUCCESSES = ['reached', 'interested', 'ordered'] as const
export type Success = (typeof SUCCESSES)[number]

/** So many days after a contact an order is put down to it. */
export const ORDER_DAYS = 14

/** How likely a contact is worth its time. */
export const likelihood = () => percent().min(1).max(100)

/** What a number was learned from; nothing of it says anything of a single customer. */
export const learnedSchema = z.strictObject({
  success: z.enum(SUCCESSES),
  /** The first and the last day of the contacts that were counted. */
  from: day(),
  until: day(),
  /** How many occasions were followed up, and how many of them with success. */
  tries: count().min(1),
  successes: count(),
  /** What came of it, so that it shows where somebody has set another number since. */
  estimate: likelihood(),
  /** SHA-256 of all counts that were learned from, so that whoever counts again can tell whether they are the same. */
  evidence: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Learned = z.infer<typeof learnedSchema>

const rateSchema = z.strictObject({ percent: likelihood(), learned: learnedSchema.optional() })

/** How likely a contact for the sake of a node is worth its time, by a class such as the tier or the strategy. */
export const propensitySchema = z.strictObject({
  by: valueReference(['class']),
  /** Null where that of the strategy holds. */
  rates: recordBy('propensity.by', rateSchema.nullable()),
})
export type Propensity = z.infer<typeof propensitySchema>

/** A node that puts customers on the list, as far as its own likelihoods go. */
interface Source {
  readonly id: string
  readonly propensity?: Propensity | undefined
}

/** In the plan: the node's own likelihood for a customer in percent, 0 where that of his strategy holds. */
export const ownPropensity = (id: string): string => part(id, 'propensity')

export function propensitySteps({ id, propensity }: Source, scope: CheckedScope): Step[] {
  if (!propensity) return []
  const { type, operand } = scope.value(propensity.by)
  const values = type.kind === 'class' ? type.values : []
  return [
    {
      name: ownPropensity(id),
      node: id,
      type: { kind: 'percent' },
      expression: {
        op: 'lookup',
        keys: [{ of: operand, domain: [null, ...values] }],
        results: [0, ...values.map((value) => propensity.rates[value]?.percent ?? 0)],
      },
      output: false,
    },
  ]
}

export function checkPropensity({ propensity }: Source, report: Report): void {
  for (const [segment, rate] of Object.entries(propensity?.rates ?? {}))
    checkLearned(rate?.learned, ['propensity', 'rates', segment, 'learned'], report)
}

/** What cannot have been counted. */
export function checkLearned(
  learned: Learned | undefined,
  path: readonly (string | number)[],
  report: Report,
): void {
  if (!learned) return
  const { tries, successes, from, until } = learned
  if (successes > tries) report('more_successes_than_tries', [...path, 'successes'], { tries, successes })
  if (until < from) report('ends_before_it_begins', [...path, 'until'], { from })
}

/** Whether a node of any kind has likelihoods of its own. */
export const hasPropensity = (node: object): boolean => 'propensity' in node && node.propensity !== undefined
