import { z } from 'zod'
import type { Figure } from '../../explain/reason.ts'
import {
  add,
  choose,
  constant,
  type Expression,
  missing,
  nothing,
  subtract,
} from '../../expression/expression.ts'
import { count, thresholdOf, valueReference } from '../../values/fields.ts'
import type { Report } from '../kind.ts'
import { defineMethod, missingOutcome, named, nameFigure, type Owner } from './method.ts'

const MOST_PARTS = 20

const schema = z.strictObject({
  method: z.literal('rank'),
  of: valueReference(['money', 'percent', 'days', 'count']),
  /** Into how many parts customers are divided; the best part has that score, unless ties leave fewer. */
  parts: z.int().min(2).max(MOST_PARTS),
  better: z.enum(['more', 'less']),
  /** The least value of each part but the lowest, ascending: frozen from a population, so that no tie is split. */
  cuts: z
    .array(thresholdOf('calculation.of'))
    .max(MOST_PARTS - 1)
    .optional(),
  /** The score of a customer whose figure is missing. */
  ifMissing: count(MOST_PARTS).optional(),
  ...missingOutcome,
})

type Calculation = z.infer<typeof schema>

/** The score of a customer among all customers, from 1, by cuts of value: customers of one value have one score. */
export const rank = defineMethod('rank', schema, {
  outcome: () => ({ kind: 'count' }),
  mayBeMissing: ({ mayBeMissing = false }) => mayBeMissing,

  check(calculation, scope, report, owner) {
    const { of, ifMissing, mayBeMissing } = calculation
    checkCuts(calculation, report, owner)
    const lacking = scope.value(of)?.mayBeMissing ?? false
    const decided = ifMissing !== undefined || mayBeMissing === true
    if (ifMissing !== undefined && mayBeMissing)
      report('missing_decided_twice', ['mayBeMissing'], { field: 'ifMissing' })
    if (lacking && !decided)
      report('missing_undecided', [], { reference: of, field: 'ifMissing', choices: 'none' })
    if (!lacking && decided && scope.value(of)) {
      report('missing_impossible', [ifMissing === undefined ? 'mayBeMissing' : 'ifMissing'], {
        reference: of,
      })
    }
  },

  lower({ of, better, cuts = [], ifMissing }, { id }, scope) {
    const { operand, mayBeMissing } = scope.value(of)
    const reached: Expression = { op: 'bands', of: operand, thresholds: cuts }
    const score = better === 'more' ? add(reached, constant(1)) : subtract(constant(cuts.length + 1), reached)
    const instead = ifMissing === undefined ? nothing : constant(ifMissing)
    const expression = mayBeMissing ? choose([{ when: missing(operand), take: instead }], score) : score
    return [{ name: id, node: id, type: { kind: 'count' }, expression, output: true }]
  },

  explain({ of, parts, cuts = [] }, owner, view) {
    const [value, amount] = [view.figure(owner.id), view.figure(of)]
    const shared = { name: named(owner), figure: nameFigure(of, view) }
    const count: Figure = { kind: 'count', value: parts }
    if (value.value === null) return [{ node: owner.id, code: 'measure_rank_missing', figures: shared }]
    const scored = { ...shared, value, parts: count }
    if (amount.value === null) return [{ node: owner.id, code: 'measure_rank_counted', figures: scored }]
    const bounds = boundsOf(cuts, Number(amount.value), amount)
    if (!bounds) return [{ node: owner.id, code: 'measure_rank_alone', figures: { ...scored, amount } }]
    return [{ node: owner.id, code: 'measure_rank', figures: { ...scored, amount, ...bounds } }]
  },
})

function checkCuts({ parts, cuts }: Calculation, report: Report, { id }: Owner): void {
  if (!cuts) {
    report('cut_not_frozen', [], { node: id, band: 'none' })
    return
  }
  if (cuts.length >= parts) report('too_many_cuts', ['cuts'], { found: cuts.length, parts, most: parts - 1 })
  cuts.forEach((cut, at) => {
    const before = cuts[at - 1]
    if (before !== undefined && cut <= before) report('cuts_out_of_order', ['cuts', at], { cut, before })
  })
}

const NO_BOUND: Figure = { kind: 'text', value: 'none' }

/** The cuts that a value lies between; null where there are none. */
function boundsOf(
  cuts: readonly number[],
  value: number,
  amount: Figure,
): { lower: Figure; upper: Figure } | null {
  const [lower, upper] = [cuts.findLast((each) => value >= each), cuts.find((each) => value < each)]
  if (lower === undefined && upper === undefined) return null
  const figure = (bound: number | undefined): Figure =>
    bound === undefined ? NO_BOUND : { ...amount, value: bound }
  return { lower: figure(lower), upper: figure(upper) }
}
