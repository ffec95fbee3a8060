import type { Scalar, ValueType } from '../values/value-type.ts'

/**
 * The language of the plan: the only thing that evaluators share. Small on purpose; every evaluator is one
 * exhaustive switch over it. Comparisons take operands only, so that every compared figure has a name.
 */
export type Operand =
  | { readonly op: 'fact'; readonly name: string }
  | { readonly op: 'step'; readonly name: string }
  /** A figure of the run, the same for every customer: the day, or the day of an announced event. */
  | { readonly op: 'input'; readonly name: string }
  | { readonly op: 'constant'; readonly value: Scalar }

export type Expression =
  | Operand
  /** The missing value. */
  | { readonly op: 'nothing' }
  | { readonly op: Arithmetic; readonly left: Expression; readonly right: Expression }
  | { readonly op: 'floor'; readonly of: Expression }
  /** How many of the ascending thresholds the operand reaches: 0 for none. */
  | { readonly op: 'bands'; readonly of: Operand; readonly thresholds: readonly number[] }
  /** The cell of a table with one dimension a key, row by row; `null` in a domain stands for missing. */
  | { readonly op: 'lookup'; readonly keys: readonly LookupKey[]; readonly results: readonly Scalar[] }
  /** The outcome of the first rule that holds. */
  | { readonly op: 'choose'; readonly rules: readonly ChooseRule[]; readonly otherwise: Expression }
  /** The ordinal of a day among the calendar's working days. */
  | { readonly op: 'workingDay'; readonly of: Expression }
  | { readonly op: 'holds'; readonly condition: Condition }

export type Arithmetic = 'add' | 'subtract' | 'multiply' | 'divide' | 'minimum' | 'maximum'

export interface LookupKey {
  readonly of: Operand
  /** For a class or flag: null (missing), then its values in order. For a number: 0, 1, 2, ... */
  readonly domain: readonly (Scalar | null)[]
}

export interface ChooseRule {
  readonly when: Condition
  readonly take: Expression
}

export type Comparison = 'equal' | 'not_equal' | 'less' | 'at_most' | 'more' | 'at_least'

export type Condition =
  | { readonly test: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly test: 'not'; readonly of: Condition }
  | { readonly test: 'compare'; readonly is: Comparison; readonly left: Operand; readonly right: Operand }
  | { readonly test: 'missing'; readonly of: Operand }
  | { readonly test: 'among'; readonly of: Operand; readonly values: readonly string[] }
  | { readonly test: 'always'; readonly holds: boolean }

/** One named figure of the plan. */
export interface Step {
  /** The node's id, or `id.part` for the figures a node needs on its way. */
  readonly name: string
  readonly node: string
  readonly type: ValueType
  readonly expression: Expression
  /** Whether the figure belongs to the decision that is handed out, or is only a step towards it. */
  readonly output: boolean
}

export const fact = (name: string): Operand => ({ op: 'fact', name })
export const step = (name: string): Operand => ({ op: 'step', name })
export const input = (name: string): Operand => ({ op: 'input', name })
export const constant = (value: Scalar): Operand => ({ op: 'constant', value })
export const nothing: Expression = { op: 'nothing' }

const binary =
  (op: Arithmetic) =>
  (left: Expression, right: Expression): Expression => ({ op, left, right })

export const add = binary('add')
export const subtract = binary('subtract')
export const multiply = binary('multiply')
export const divide = binary('divide')
export const minimum = binary('minimum')
export const maximum = binary('maximum')
export const floor = (of: Expression): Expression => ({ op: 'floor', of })

/** To the nearest whole number, halves up: the one rounding of the engine, the same in every evaluator. */
export const round = (of: Expression): Expression => floor(add(of, constant(0.5)))

export const choose = (rules: readonly ChooseRule[], otherwise: Expression): Expression =>
  rules.length === 0 ? otherwise : { op: 'choose', rules, otherwise }

export const holds = (condition: Condition): Expression => ({ op: 'holds', condition })
export const workingDay = (of: Expression): Expression => ({ op: 'workingDay', of })

export const compare = (left: Operand, is: Comparison, right: Operand): Condition => ({
  test: 'compare',
  is,
  left,
  right,
})
export const missing = (of: Operand): Condition => ({ test: 'missing', of })
export const not = (of: Condition): Condition => ({ test: 'not', of })
export const isTrue = (operand: Operand): Condition => compare(operand, 'equal', constant(true))

/** All of the conditions; of none, always. Never an empty list, which json-rules-engine would misread. */
export const all = (...of: Condition[]): Condition => join('all', of)

/** Any of the conditions; of none, never. */
export const any = (...of: Condition[]): Condition => join('any', of)

function join(test: 'all' | 'any', of: readonly Condition[]): Condition {
  const [first, ...rest] = of
  if (first === undefined) return { test: 'always', holds: test === 'all' }
  return rest.length === 0 ? first : { test, of }
}
