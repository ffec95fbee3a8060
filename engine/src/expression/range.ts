import { MOST_INTEGER, type ValueType } from '../values/value-type.ts'
import type { Expression, Operand } from './expression.ts'

/** The least and the most of a whole number. */
export interface Range {
  readonly least: number
  readonly most: number
}

/** What an expression reads of a customer. */
type Figure = Extract<Operand, { op: 'fact' | 'step' }>

/** Days of the years 0 to 9999 and the spans between them; working days are fewer. */
const MOST_DAY = 4_000_000

/** The bounds of what has no value: they widen no others. */
const NO_VALUE: Range = { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY }

const around = (most: number): Range => ({ least: -most, most })

/** The bounds of a fact of that type, as populations keep them; null when it is not a whole number of 32 bits. */
export function rangeOfType(type: ValueType): Range | null {
  switch (type.kind) {
    case 'date':
      return around(MOST_DAY)
    case 'days':
    case 'count':
      return around(MOST_INTEGER)
    default:
      return null
  }
}

/** The bounds of expressions that were asked for before: whoever asks at every level needs each once. */
export type KnownRanges = Map<Expression, Range | null>

/**
 * The bounds of an expression whose value is always a whole number, from the bounds of the facts and steps it
 * reads, by interval arithmetic; null when it may be something else. A missing figure may lie outside them.
 */
export function rangeOf(
  expression: Expression,
  figure: (figure: Figure) => Range | null,
  known: KnownRanges = new Map(),
): Range | null {
  const before = known.get(expression)
  if (before !== undefined) return before
  const range = rangeWithin(expression, figure, (each) => rangeOf(each, figure, known))
  known.set(expression, range)
  return range
}

function rangeWithin(
  expression: Expression,
  known: (figure: Figure) => Range | null,
  inner: (each: Expression) => Range | null,
): Range | null {
  switch (expression.op) {
    case 'fact':
    case 'step':
      return known(expression)
    case 'input':
      return around(MOST_DAY)
    case 'constant':
      return Number.isSafeInteger(expression.value) ? spanOf([Number(expression.value)]) : null
    case 'nothing':
      return NO_VALUE
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'minimum':
    case 'maximum': {
      const [left, right] = [inner(expression.left), inner(expression.right)]
      if (!left || !right) return null
      return spanOf([left.least, left.most].flatMap((one) => corners(expression.op, one, right)))
    }
    case 'bands':
      return { least: 0, most: expression.thresholds.length }
    case 'workingDay':
      return { least: 0, most: MOST_DAY }
    case 'lookup': {
      const cells = expression.results.flatMap((cell) => (Number.isSafeInteger(cell) ? [Number(cell)] : []))
      return cells.length === expression.results.length ? spanOf(cells) : null
    }
    case 'choose': {
      const ranges = [expression.otherwise, ...expression.rules.map(({ take }) => take)].map(inner)
      const bounds = ranges.flatMap((range) => (range ? [range.least, range.most] : []))
      return bounds.length === 2 * ranges.length ? spanOf(bounds) : null
    }
    case 'divide':
    case 'floor':
    case 'holds':
      return null
  }
}

function corners(op: Expression['op'], one: number, { least, most }: Range): number[] {
  switch (op) {
    case 'add':
      return [one + least, one + most]
    case 'subtract':
      return [one - least, one - most]
    case 'multiply':
      return [one * least, one * most]
    case 'minimum':
      return [Math.min(one, least), Math.min(one, most)]
    default:
      return [Math.max(one, least), Math.max(one, most)]
  }
}

/** Tables have more cells than a function takes arguments. */
const spanOf = (bounds: readonly number[]): Range => ({
  least: bounds.reduce((least, bound) => Math.min(least, bound), Number.POSITIVE_INFINITY),
  most: bounds.reduce((most, bound) => Math.max(most, bound), Number.NEGATIVE_INFINITY),
})

/** Whether every number of the range has 32 bits. */
export const fitsInteger = ({ least, most }: Range): boolean => least >= -(2 ** 31) && most < 2 ** 31
