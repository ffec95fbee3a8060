import { z } from 'zod'
import { defineKind, nodeBase } from '../kind.ts'
import { daysSince } from './days-since.ts'
import { formula } from './formula.ts'
import type { BoundMethod } from './method.ts'
import { rank } from './rank.ts'
import { sum } from './sum.ts'
import { tellMeasure } from './tell.ts'
import { window } from './window.ts'

const METHODS = [sum, formula, window, rank, daysSince]

const schema = nodeBase('measure').extend({
  calculation: z.discriminatedUnion('method', [
    sum.schema,
    formula.schema,
    window.schema,
    rank.schema,
    daysSince.schema,
  ]),
})

export type Measure = z.infer<typeof schema>

/**
 * A number per customer: a weighted sum over products, a formula, what a window of periods comes to, a rank among
 * all customers, or the days since something happened.
 */
export const measure = defineKind('measure', schema, {
  outcome: (node, scope) => methodOf(node).outcome(scope),
  mayBeMissing: (node) => methodOf(node).mayBeMissing(),
  check(node, scope, report) {
    methodOf(node).check(scope, (code, path, values) => report(code, ['calculation', ...path], values), node)
  },
  lower: (node, scope) => methodOf(node).lower(node, scope),
  place: (node, branch) => {
    const place = methodOf(node).place(branch, node)
    return place && { ...place, path: ['calculation', ...place.path] }
  },
  tell: tellMeasure,
  explain: (node, view) => methodOf(node).explain(node, view),
})

function methodOf({ calculation }: Measure): BoundMethod {
  for (const method of METHODS) {
    const bound = method.bind(calculation)
    if (bound) return bound
  }
  throw new Error(`There is no method "${calculation.method}"`)
}
