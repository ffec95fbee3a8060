import { z } from 'zod'
import { choose, constant, input, missing, subtract } from '../../expression/expression.ts'
import { AS_OF } from '../../expression/inputs.ts'
import { days, valueReference } from '../../values/fields.ts'
import { defineMethod, named } from './method.ts'

const schema = z.strictObject({
  method: z.literal('days_since'),
  date: valueReference(['date']),
  ifMissing: days().optional(),
})

/** The days from a date to the day of the run. */
export const daysSince = defineMethod('days_since', schema, {
  outcome: () => ({ kind: 'days' }),

  check({ date, ifMissing }, scope, report) {
    if (scope.value(date)?.mayBeMissing && ifMissing === undefined) {
      report('missing_undecided', [], { reference: date, field: 'ifMissing', choices: 'none' })
    }
  },

  lower({ date, ifMissing = 0 }, { id }, scope) {
    const { operand, mayBeMissing } = scope.value(date)
    const elapsed = subtract(input(AS_OF), operand)
    const expression = mayBeMissing
      ? choose([{ when: missing(operand), take: constant(ifMissing) }], elapsed)
      : elapsed
    return [{ name: id, node: id, type: { kind: 'days' }, expression, output: true }]
  },

  place: (_, { step, by, at }, { id }) =>
    step === id && by === 'rule' ? { path: [at === 0 ? 'ifMissing' : 'date'] } : null,

  explain(calculation, owner, view) {
    const date = view.figure(calculation.date)
    const code = date.value === null ? 'measure_never' : 'measure_days'
    return [{ node: owner.id, code, figures: { name: named(owner), value: view.figure(owner.id), date } }]
  },
})
