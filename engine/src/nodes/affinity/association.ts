import { z } from 'zod'
import type { DecisionView } from '../../explain/reason.ts'
import { parseDay } from '../../values/day.ts'
import { choiceOf, count, day, identifier, productOf } from '../../values/fields.ts'
import { part, type Report } from '../kind.ts'

/** So many customers, to the size of any bank. */
const customers = () => count(10_000_000_000).min(1)

export const associationSchema = z.strictObject({
  id: identifier().max(60),
  /** Holds all of these, ... */
  has: z.array(choiceOf('holdings', 'id')).min(1).max(10),
  /** ... and lacks what the association leads to: */
  lacks: choiceOf('holdings', 'id'),
  /** then this product of the suitability node is worth offering. */
  offer: productOf('suitability'),
  /** What was counted when the rule was found: all customers, those who hold the first, the second, both. */
  counts: z.strictObject({
    customers: customers(),
    has: customers(),
    lacks: customers(),
    both: count(10_000_000_000),
  }),
  /** Who accepted the rule and on which day; it holds from then to the last day. */
  acceptedBy: z.string().min(1).max(200),
  acceptedOn: day(),
  until: day(),
})

export type Association = z.infer<typeof associationSchema>

/** The figures of an association: support, confidence and leverage in percent, lift as a factor. */
export interface AssociationFigures {
  /** How many of all hold both. */
  readonly support: number
  /** How many of those who hold the first hold the second too. */
  readonly confidence: number
  /** How many times as many as among all; 1 where the two have nothing to do with each other. */
  readonly lift: number
  /** How many more of all hold both than if the two had nothing to do with each other. */
  readonly leverage: number
  /** The leverage in customers. */
  readonly gained: number
}

export function associationFigures({ counts }: Pick<Association, 'counts'>): AssociationFigures {
  const { customers, has, lacks, both } = counts
  const gained = both - (has / customers) * lacks
  return {
    support: (100 * both) / customers,
    confidence: (100 * both) / has,
    lift: both / has / (lacks / customers),
    leverage: (100 * gained) / customers,
    gained,
  }
}

/** The rules from the greatest leverage down; of equal ones the first listed. */
export const byLeverage = (rules: readonly Association[]): Association[] =>
  rules.toSorted((left, right) => associationFigures(right).leverage - associationFigures(left).leverage)

/** The rules of an affinity node whose association a customer shows, the greatest leverage first. */
export const associatedRules = (
  { id, rules }: { readonly id: string; readonly rules: readonly Association[] },
  view: Pick<DecisionView, 'value'>,
): Association[] => byLeverage(rules).filter((rule) => view.value(part(id, `r_${rule.id}`)) === true)

/** Whether a rule holds on a day. */
export const inForce = ({ acceptedOn, until }: Association, asOf: number): boolean =>
  asOf >= (parseDay(acceptedOn) ?? Number.POSITIVE_INFINITY) &&
  asOf <= (parseDay(until) ?? Number.NEGATIVE_INFINITY)

interface OneProduct {
  readonly one: string
  readonly other: string
}

/** What the schema cannot say of a rule: counts that no bank can have, and rules that say nothing. */
export function checkAssociation(
  rule: Association,
  oneProduct: readonly OneProduct[],
  path: readonly (string | number)[],
  report: Report,
): void {
  const { customers, has, lacks, both } = rule.counts
  if (both > has || both > lacks || has + lacks - both > customers)
    report('counts_impossible', [...path, 'counts'], { customers, has, lacks, both })
  else if (associationFigures(rule).lift <= 1) report('association_without_gain', [...path, 'counts'])
  if (rule.has.includes(rule.lacks)) report('has_and_lacks', [...path, 'lacks'], { name: rule.lacks })
  if (rule.until < rule.acceptedOn)
    report('ends_before_it_begins', [...path, 'until'], { from: rule.acceptedOn })
  for (const [at, each] of rule.has.entries()) {
    const same = oneProduct.some(
      ({ one, other }) => (one === each && other === rule.lacks) || (other === each && one === rule.lacks),
    )
    if (same) report('tautology', [...path, 'has', at], { one: each, other: rule.lacks })
  }
}
