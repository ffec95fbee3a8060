import { z } from 'zod'
import type { DecisionView, Reason } from '../../explain/reason.ts'
import {
  add,
  choose,
  constant,
  divide,
  type Expression,
  missing,
  multiply,
  round,
  type Step,
  step,
} from '../../expression/expression.ts'
import { money, percent, valueReference } from '../../values/fields.ts'
import { type CheckedScope, part } from '../kind.ts'
import { defineMethod, named, nameFigure, type Owner } from './method.ts'

const term = z.strictObject({
  of: valueReference(['money', 'count', 'days']),
  /** The share of an amount that counts: a margin, a cost. An amount without a rate counts whole. */
  rate: percent().optional(),
  /** What one of a count is worth; negative for a cost. */
  each: money().optional(),
  /** What a missing figure counts as, in its own unit. */
  ifMissing: z.int().optional(),
})

type Term = z.infer<typeof term>

const schema = z.strictObject({ method: z.literal('sum'), terms: z.array(term).min(1).max(100) })

/** Rates have at most four decimals of a percent: as parts of 10^6 they are whole numbers, exact in a double. */
const PARTS = 1_000_000
const inParts = (rate: number): number => Math.round((rate * PARTS) / 100)

/** A weighted sum of figures: shares of amounts, and what counts are worth. */
export const sum = defineMethod('sum', schema, {
  outcome: () => ({ kind: 'money' }),

  check({ terms }, scope, report) {
    terms.forEach((each, at) => {
      const path = ['terms', at]
      const of = scope.value(each.of)
      if (!of) return
      if (of.type.kind === 'money' && each.each !== undefined)
        report('amount_times_amount', [...path, 'each'], { reference: each.of })
      if (of.type.kind !== 'money' && each.each === undefined)
        report('count_without_worth', path, { reference: each.of })
      if (of.type.kind !== 'money' && each.rate !== undefined)
        report('count_with_rate', [...path, 'rate'], { reference: each.of })
      if (of.mayBeMissing && each.ifMissing === undefined) {
        report('missing_undecided', path, { reference: each.of, field: 'ifMissing', choices: 'none' })
      }
    })
  },

  lower(calculation, { id }, scope) {
    // Every term is rounded by itself, so that the parts a customer's page shows add up to the sum it shows.
    const terms = calculation.terms.map(
      (each, at): Step => ({
        name: part(id, termName(at)),
        node: id,
        type: { kind: 'money' },
        expression: worth(each, scope),
        output: false,
      }),
    )
    const total = terms.map((term): Expression => step(term.name)).reduce(add)
    return [...terms, { name: id, node: id, type: { kind: 'money' }, expression: total, output: true }]
  },

  place({ terms }, { step, by, at }, { id }) {
    const term = terms.findIndex((_, place) => step === part(id, termName(place)))
    return term < 0 || by !== 'rule' ? null : { path: ['terms', term], way: at === 0 ? 'missing' : 'known' }
  },

  explain({ terms }, owner, view) {
    const figures = { name: named(owner), value: view.figure(owner.id) }
    const reasons = terms.flatMap((each, at) => explainTerm(owner, each, at, view) ?? [])
    return [{ node: owner.id, code: 'measure_sum', figures }, ...reasons]
  },
})

const termName = (at: number): string => `term_${at + 1}`

/** The terms of a sum, each with the step that holds what it comes to. */
export const sumTerms = (
  id: string,
  { terms }: z.infer<typeof schema>,
): readonly (Term & { readonly step: string })[] =>
  terms.map((each, at) => ({ ...each, step: part(id, termName(at)) }))

function worth(each: Term, scope: CheckedScope): Expression {
  const { operand, mayBeMissing } = scope.value(each.of)
  const amount = mayBeMissing
    ? choose([{ when: missing(operand), take: constant(each.ifMissing ?? 0) }], operand)
    : operand
  if (each.each !== undefined) return multiply(amount, constant(each.each))
  if (each.rate === undefined) return amount
  return round(divide(multiply(amount, constant(inParts(each.rate))), constant(PARTS)))
}

/** A term that adds nothing is left out of the explanation. */
function explainTerm({ id }: Owner, each: Term, at: number, view: DecisionView): Reason | null {
  const result = view.figure(part(id, termName(at)))
  if (result.value === 0) return null
  const figures = { name: nameFigure(each.of, view), amount: view.figure(each.of), result } as const
  if (each.each !== undefined) {
    const worthOfOne = { kind: 'money', value: each.each } as const
    return { node: id, code: 'measure_count_term', figures: { ...figures, each: worthOfOne } }
  }
  if (each.rate === undefined) return { node: id, code: 'measure_whole_term', figures }
  const rate = { kind: 'percent', value: each.rate } as const
  return { node: id, code: 'measure_rate_term', figures: { ...figures, rate } }
}
