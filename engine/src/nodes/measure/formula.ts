import { z } from 'zod'
import type { Reason } from '../../explain/reason.ts'
import {
  choose,
  constant,
  type Expression,
  missing,
  nothing,
  type Step,
  step,
} from '../../expression/expression.ts'
import { asFigure } from '../../formula/bounds.ts'
import { checkFormula } from '../../formula/check.ts'
import type { Fault } from '../../formula/fault.ts'
import { FormulaLowering } from '../../formula/lower.ts'
import { namesInFormula } from '../../formula/token.ts'
import type { Typed } from '../../formula/typed.ts'
import { formulaText } from '../../values/fields.ts'
import { isOfNumericType, type ValueKind, type ValueType } from '../../values/value-type.ts'
import { part, type Report } from '../kind.ts'
import { undecidedIn } from './formula-missing.ts'
import { defineMethod, missingOutcome, named, nameFigure } from './method.ts'

const schema = z.strictObject({
  method: z.literal('formula'),
  /** Such as `balance * 1.35% + fees - 200 * visits`; amounts are in the minor unit. */
  formula: formulaText(),
  /** What the formula gives. A plain number takes any of the units but percent. */
  unit: z.enum(['money', 'percent', 'days', 'count', 'date', 'flag']),
  /** What the outcome counts as where something the formula rests on is missing, or it divides by zero. */
  ifMissing: z.number().optional(),
  ...missingOutcome,
})

type Calculation = z.infer<typeof schema>

/** The outcome before a missing one is replaced. */
const FOUND = 'found'

/**
 * A formula over facts and figures of other nodes. Amounts, days, counts and dates are rounded to whole ones once,
 * at the end, halves up; on the way there are fractions.
 */
export const formula = defineMethod('formula', schema, {
  outcome: ({ unit }): ValueType => ({ kind: unit }),
  mayBeMissing: ({ mayBeMissing = false }) => mayBeMissing,

  check(calculation, scope, report) {
    const { typed, faults } = checkFormula(calculation.formula, scope)
    for (const each of faults) report(each.code, ['formula'], placed(each))
    if (!typed) return
    const { unit } = calculation
    const fits = typed.unit === unit || (typed.unit === 'number' && isCounted(unit))
    if (!fits) report('formula_wrong_result', ['formula'], { found: typed.unit, expected: unit })
    checkMissing(calculation, typed, report)
  },

  lower(calculation, { id }, scope) {
    const { typed } = checkFormula(calculation.formula, { ...scope, names: () => [] })
    if (!typed) return []
    const lowering = new FormulaLowering(id, scope)
    const { expression, lacks, whole } = lowering.value(typed)
    const figure = asFigure(calculation.unit, expression, whole)
    const lacking = typed.mayBeMissing ? lacks : null
    const found = lacking === null ? figure : choose([{ when: lacking, take: nothing }], figure)
    return [...lowering.steps, ...outcomeSteps(id, { kind: calculation.unit }, found, calculation.ifMissing)]
  },

  explain({ formula, ifMissing }, owner, view) {
    const value = view.figure(owner.id)
    const isMissing =
      ifMissing === undefined ? value.value === null : view.value(part(owner.id, FOUND)) === null
    const code = !isMissing
      ? 'measure_formula'
      : ifMissing === undefined
        ? 'measure_formula_missing'
        : 'measure_formula_counted'
    const figures = { name: named(owner), value, formula: { kind: 'text', value: formula } } as const
    const rests = namesInFormula(formula).map((reference): Reason => {
      const found = view.figure(reference)
      const name = nameFigure(reference, view)
      if (found.value === null) return { node: owner.id, code: 'figure_missing', figures: { name } }
      return { node: owner.id, code: 'figure_known', figures: { name, value: found } }
    })
    return [{ node: owner.id, code, figures }, ...rests]
  },
})

/** Plain numbers may be amounts, days and counts; a percentage is said to be one. */
const isCounted = (unit: ValueKind): boolean => unit === 'money' || unit === 'days' || unit === 'count'

const placed = ({ at, end, values }: Fault): Fault['values'] => ({ ...values, at, end, place: at + 1 })

function checkMissing({ unit, ifMissing, mayBeMissing = false }: Calculation, typed: Typed, report: Report) {
  if (ifMissing !== undefined && mayBeMissing) {
    report('missing_decided_twice', ['mayBeMissing'], { field: 'ifMissing' })
  }
  const fits = ifMissing === undefined || (unit !== 'date' && isOfNumericType({ kind: unit }, ifMissing))
  if (!fits) report('measure_missing_value', ['ifMissing'], { kind: unit, value: ifMissing })
  const decided = ifMissing !== undefined || mayBeMissing
  if (typed.mayBeMissing && !decided) {
    const { reason, at, end } = undecidedIn(typed)
    report('formula_missing_undecided', ['formula'], { reason, at, end, place: at + 1 })
  }
  if (!typed.mayBeMissing && decided) {
    const field = ifMissing === undefined ? 'mayBeMissing' : 'ifMissing'
    report('formula_decided_needlessly', [field], { field })
  }
}

function outcomeSteps(id: string, type: ValueType, found: Expression, ifMissing: number | undefined): Step[] {
  if (ifMissing === undefined) return [{ name: id, node: id, type, expression: found, output: true }]
  const before = part(id, FOUND)
  const replaced = choose([{ when: missing(step(before)), take: constant(ifMissing) }], step(before))
  return [
    { name: before, node: id, type, expression: found, output: false },
    { name: id, node: id, type, expression: replaced, output: true },
  ]
}
