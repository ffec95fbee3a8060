import { z } from 'zod'
import type { Reason } from '../../explain/reason.ts'
import {
  add,
  choose,
  constant,
  divide,
  type Expression,
  maximum,
  minimum,
  missing,
  not,
  nothing,
  type Operand,
  type Step,
  step,
  subtract,
} from '../../expression/expression.ts'
import { asFigure } from '../../formula/bounds.ts'
import { factReference } from '../../values/fields.ts'
import { isOfNumericType, type ValueKind, type ValueType } from '../../values/value-type.ts'
import { type CheckedScope, part, type Report, type Scope } from '../kind.ts'
import { defineMethod, missingOutcome, named } from './method.ts'

const MOST_PERIODS = 120

const schema = z.strictObject({
  method: z.literal('window'),
  /** The same figure of successive periods, newest first. */
  facts: z
    .array(factReference(['money', 'percent', 'days', 'count']))
    .min(1)
    .max(MOST_PERIODS),
  /** How many of them count, from the newest; all, when not said. */
  last: z.int().min(1).max(MOST_PERIODS).optional(),
  /** `change` is the newest less the oldest. */
  statistic: z.enum(['sum', 'average', 'least', 'most', 'change']),
  /** Whether periods that are missing are left out, or count as a value. */
  missingPeriods: z
    .discriminatedUnion('as', [
      z.strictObject({ as: z.literal('left_out') }),
      z.strictObject({ as: z.literal('value'), value: z.number() }),
    ])
    .optional(),
  /** What the outcome counts as where all periods are left out; for a change, all but one. */
  ifMissing: z.number().optional(),
  ...missingOutcome,
})

type Calculation = z.infer<typeof schema>

/** How many periods of the window are known. */
const PERIODS = 'periods'

/** What a figure of several periods comes to: its sum, average, extremes or change. */
export const window = defineMethod('window', schema, {
  outcome: typeOf,
  mayBeMissing: ({ mayBeMissing = false }) => mayBeMissing,

  check(calculation, scope, report) {
    checkPeriods(calculation, scope, report)
    checkMissing(calculation, scope, report)
  },

  lower(calculation, { id }, scope) {
    const { statistic, ifMissing } = calculation
    const periods = periodsOf(calculation, scope)
    const type = typeOf(calculation, scope)
    const leftOut = periods.some(({ lacks }) => lacks)
    const known: Step = {
      name: part(id, PERIODS),
      node: id,
      type: { kind: 'count' },
      expression: leftOut ? periods.map(oneIfKnown).reduce(add) : constant(periods.length),
      output: false,
    }
    const figure = asFigure(
      type.kind,
      STATISTICS[statistic](periods, step(known.name), type.kind),
      statistic !== 'average',
    )
    const few = {
      test: 'compare',
      is: 'less',
      left: step(known.name),
      right: constant(least(statistic)),
    } as const
    const instead = ifMissing === undefined ? nothing : constant(ifMissing)
    const expression = leftOut ? choose([{ when: few, take: instead }], figure) : figure
    return [known, { name: id, node: id, type, expression, output: true }]
  },

  explain(calculation, owner, view) {
    const [value, periods] = [view.figure(owner.id), view.figure(part(owner.id, PERIODS))]
    const name = named(owner)
    const statistic = { kind: 'text', value: calculation.statistic } as const
    if (value.value === null) return [{ node: owner.id, code: 'measure_window_missing', figures: { name } }]
    if (Number(periods.value) < least(calculation.statistic)) {
      return [{ node: owner.id, code: 'measure_window_counted', figures: { name, value } }]
    }
    const known = windowOf(calculation).flatMap((reference): Reason[] => {
      const figure = view.figure(reference)
      if (figure.value === null) return []
      const period = { kind: 'text', value: reference, name: view.nameOf(reference) } as const
      return [{ node: owner.id, code: 'figure_known', figures: { name: period, value: figure } }]
    })
    return [
      { node: owner.id, code: 'measure_window', figures: { name, value, statistic, periods } },
      ...known,
    ]
  },
})

function typeOf(
  { facts }: Calculation,
  scope: { value(name: string): { type: ValueType } | undefined },
): ValueType {
  const type = scope.value(facts[0] ?? '')?.type
  return type && type.kind !== 'class' ? type : { kind: 'count' }
}

const windowOf = ({ facts, last }: Calculation): string[] => facts.slice(0, last)

/** How many known periods a statistic needs. */
const least = (statistic: Calculation['statistic']): number => (statistic === 'change' ? 2 : 1)

function checkPeriods(calculation: Calculation, scope: Scope, report: Report): void {
  const { facts, last, statistic } = calculation
  const { kind: first } = typeOf(calculation, scope)
  facts.forEach((reference, at) => {
    const kind = scope.value(reference)?.type.kind
    if (kind !== undefined && kind !== first)
      report('window_kinds_differ', ['facts', at], { reference, kind, first })
  })
  if (last !== undefined && last > facts.length)
    report('window_too_long', ['last'], { last, listed: facts.length })
  const found = windowOf(calculation).length
  if (found < least(statistic)) report('window_too_short', [last === 1 ? 'last' : 'facts'], { found })
}

function checkMissing(calculation: Calculation, scope: Scope, report: Report): void {
  const { missingPeriods, ifMissing, mayBeMissing } = calculation
  const lacking = windowOf(calculation).find((name) => scope.value(name)?.mayBeMissing)
  const type = typeOf(calculation, scope)
  const { kind } = type
  if (lacking === undefined) {
    const [reference = ''] = calculation.facts
    if (missingPeriods) report('missing_impossible', ['missingPeriods'], { reference })
  } else if (!missingPeriods)
    report('missing_undecided', [], {
      reference: lacking,
      field: 'missingPeriods',
      choices: '{ "as": "left_out" }, { "as": "value", "value": 0 }',
    })
  if (missingPeriods?.as === 'value' && !isOfNumericType(type, missingPeriods.value)) {
    report('measure_missing_value', ['missingPeriods', 'value'], { kind, value: missingPeriods.value })
  }
  if (ifMissing !== undefined && !isOfNumericType(type, ifMissing)) {
    report('measure_missing_value', ['ifMissing'], { kind, value: ifMissing })
  }
  if (ifMissing !== undefined && mayBeMissing)
    report('missing_decided_twice', ['mayBeMissing'], { field: 'ifMissing' })
  const decided = ifMissing !== undefined || mayBeMissing === true
  const mayLack = lacking !== undefined && missingPeriods?.as === 'left_out'
  if (mayLack && !decided)
    report('missing_undecided', [], { reference: lacking, field: 'ifMissing', choices: 'none' })
  if (!mayLack && decided) {
    const [reference = ''] = calculation.facts
    report('missing_impossible', [ifMissing === undefined ? 'mayBeMissing' : 'ifMissing'], { reference })
  }
}

/** One period: its figure, what stands for it, and whether it may be left out. */
interface Period {
  readonly operand: Operand
  readonly value: Expression
  readonly lacks: boolean
}

const periodsOf = (calculation: Calculation, scope: CheckedScope): Period[] =>
  windowOf(calculation).map((name) => {
    const { operand, mayBeMissing } = scope.value(name)
    if (!mayBeMissing) return { operand, value: operand, lacks: false }
    const { missingPeriods } = calculation
    if (missingPeriods?.as !== 'value') return { operand, value: operand, lacks: true }
    const value = choose([{ when: missing(operand), take: constant(missingPeriods.value) }], operand)
    return { operand, value, lacks: false }
  })

/** The value of a period, and another where it is left out. */
const or = ({ operand, value, lacks }: Period, otherwise: Expression): Expression =>
  lacks ? choose([{ when: missing(operand), take: otherwise }], value) : value

const oneIfKnown = ({ operand, lacks }: Period): Expression =>
  lacks ? choose([{ when: missing(operand), take: constant(0) }], constant(1)) : constant(1)

type Statistic = (periods: readonly Period[], known: Operand, kind: ValueKind) => Expression

const sum: Statistic = (periods) => periods.map((each) => or(each, constant(0))).reduce(add)

/** More than any figure of the kind. */
const beyond = (kind: ValueKind): number =>
  kind === 'percent' ? Number.MAX_VALUE : kind === 'money' ? Number.MAX_SAFE_INTEGER : 2 ** 31 - 1

const STATISTICS: Record<Calculation['statistic'], Statistic> = {
  sum,
  average: (periods, known, kind) => divide(sum(periods, known, kind), maximum(known, constant(1))),
  least: (periods, _, kind) => periods.map((each) => or(each, constant(beyond(kind)))).reduce(minimum),
  most: (periods, _, kind) => periods.map((each) => or(each, constant(-beyond(kind)))).reduce(maximum),
  change: (periods) => subtract(first(periods), first(periods.toReversed())),
}

/** The first known period of the list. */
function first(periods: readonly Period[]): Expression {
  const certain = periods.findIndex(({ lacks }) => !lacks)
  const asked = certain < 0 ? periods : periods.slice(0, certain + 1)
  const rules = asked.slice(0, -1).map(({ operand, value }) => ({ when: not(missing(operand)), take: value }))
  return choose(rules, asked.at(-1)?.value ?? constant(0))
}
