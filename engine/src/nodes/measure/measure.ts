import { z } from 'zod'
import type { DecisionView, Reason } from '../../explain/reason.ts'
import {
  add,
  choose,
  constant,
  divide,
  type Expression,
  input,
  missing,
  multiply,
  round,
  type Step,
  step,
  subtract,
} from '../../expression/expression.ts'
import { AS_OF } from '../../expression/inputs.ts'
import { days, money, percent, valueReference } from '../../values/fields.ts'
import { type CheckedScope, defineKind, nodeBase, part } from '../kind.ts'

const term = z.strictObject({
  of: valueReference(['money', 'count', 'days']),
  /** The share of an amount that counts: a margin, a cost. An amount without a rate counts whole. */
  rate: percent().optional(),
  /** What one of a count is worth; negative for a cost. */
  each: money().optional(),
  /** What a missing figure counts as, in its own unit. */
  ifMissing: z.int().optional(),
})

const sum = z.strictObject({ method: z.literal('sum'), terms: z.array(term).min(1).max(100) })

const daysSince = z.strictObject({
  method: z.literal('days_since'),
  date: valueReference(['date']),
  ifMissing: days().optional(),
})

const schema = nodeBase('measure').extend({
  calculation: z.discriminatedUnion('method', [sum, daysSince]),
})

type Measure = z.infer<typeof schema>
type Term = z.infer<typeof term>

/** Rates have at most four decimals of a percent: as parts of 10^6 they are whole numbers, exact in a double. */
const PARTS = 1_000_000
const inParts = (rate: number): number => Math.round((rate * PARTS) / 100)

/** A number per customer: a weighted sum over products, or the days since something happened. */
export const measure = defineKind('measure', schema, {
  outcome: ({ calculation }) => (calculation.method === 'sum' ? { kind: 'money' } : { kind: 'days' }),

  check({ calculation }, scope, report) {
    if (calculation.method === 'days_since') {
      const date = scope.value(calculation.date)
      if (date?.mayBeMissing && calculation.ifMissing === undefined) {
        report('missing_undecided', ['calculation'], { reference: calculation.date, field: 'ifMissing' })
      }
      return
    }
    calculation.terms.forEach((each, at) => {
      const path = ['calculation', 'terms', at]
      const of = scope.value(each.of)
      if (!of) return
      if (of.type.kind === 'money' && each.each !== undefined)
        report('amount_times_amount', [...path, 'each'], { reference: each.of })
      if (of.type.kind !== 'money' && each.each === undefined)
        report('count_without_worth', path, { reference: each.of })
      if (of.type.kind !== 'money' && each.rate !== undefined)
        report('count_with_rate', [...path, 'rate'], { reference: each.of })
      if (of.mayBeMissing && each.ifMissing === undefined) {
        report('missing_undecided', path, { reference: each.of, field: 'ifMissing' })
      }
    })
  },

  lower(node, scope) {
    const { calculation } = node
    if (calculation.method === 'days_since') {
      const elapsed = subtract(input(AS_OF), scope.value(calculation.date).operand)
      const expression = known(calculation.date, calculation.ifMissing, elapsed, scope)
      return [{ name: node.id, node: node.id, type: { kind: 'days' }, expression, output: true }]
    }
    // Every term is rounded by itself, so that the parts a customer's page shows add up to the sum it shows.
    const terms = calculation.terms.map(
      (each, at): Step => ({
        name: part(node.id, termName(at)),
        node: node.id,
        type: { kind: 'money' },
        expression: worth(each, scope),
        output: false,
      }),
    )
    const total = terms.map((term): Expression => step(term.name)).reduce(add)
    return [
      ...terms,
      { name: node.id, node: node.id, type: { kind: 'money' }, expression: total, output: true },
    ]
  },

  explain(node, view) {
    const { calculation } = node
    const value = view.figure(node.id)
    const name = { kind: 'text', value: node.id, name: node.name } as const
    if (calculation.method === 'days_since') {
      const date = view.figure(calculation.date)
      const code = date.value === null ? 'measure_never' : 'measure_days'
      return [{ node: node.id, code, figures: { name, value, date } }]
    }
    const terms = calculation.terms.map((each, at) => explainTerm(node, each, at, view))
    return [{ node: node.id, code: 'measure_sum', figures: { name, value } }, ...terms.filter(isReason)]
  },
})

const termName = (at: number): string => `term_${at + 1}`

function worth(each: Term, scope: CheckedScope): Expression {
  const amount = known(each.of, each.ifMissing, scope.value(each.of).operand, scope)
  if (each.each !== undefined) return multiply(amount, constant(each.each))
  if (each.rate === undefined) return amount
  return round(divide(multiply(amount, constant(inParts(each.rate))), constant(PARTS)))
}

/** The expression, or what the playbook says a missing figure counts as. */
function known(
  reference: string,
  ifMissing: number | undefined,
  expression: Expression,
  scope: CheckedScope,
): Expression {
  if (!scope.value(reference).mayBeMissing) return expression
  return choose(
    [{ when: missing(scope.value(reference).operand), take: constant(ifMissing ?? 0) }],
    expression,
  )
}

/** A term that adds nothing is left out of the explanation. */
function explainTerm(node: Measure, each: Term, at: number, view: DecisionView): Reason | null {
  const result = view.figure(part(node.id, termName(at)))
  if (result.value === 0) return null
  const figures = {
    name: { kind: 'text', value: each.of, name: view.nameOf(each.of) },
    amount: view.figure(each.of),
    result,
  } as const
  if (each.each !== undefined) {
    const worthOfOne = { kind: 'money', value: each.each } as const
    return { node: node.id, code: 'measure_count_term', figures: { ...figures, each: worthOfOne } }
  }
  if (each.rate === undefined) return { node: node.id, code: 'measure_whole_term', figures }
  const rate = { kind: 'percent', value: each.rate } as const
  return { node: node.id, code: 'measure_rate_term', figures: { ...figures, rate } }
}

const isReason = (reason: Reason | null): reason is Reason => reason !== null
