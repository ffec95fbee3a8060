import type { Expression, Operand } from '../../expression/expression.ts'
import { MOST_INTEGER, type ValueType } from '../../values/value-type.ts'

/**
 * How large and how fine a number may be: every value is a multiple of `grain` and within `most` of zero. From the
 * magnitudes of two numbers it is known whether their product can overflow or vanish.
 */
export interface Magnitude {
  readonly grain: number
  readonly most: number
}

const whole = (most: number): Magnitude => ({ grain: 1, most })

/** Any double at all. */
const ANY: Magnitude = { grain: Number.MIN_VALUE, most: Number.MAX_VALUE }

/** Days since 1970 of the years 0 to 9999, and spans between them. */
const MOST_DAY = 4_000_000

/** A quotient is cut off after 53 bits. */
const PRECISION = 2 ** -53

/** The magnitude of a fact of that type, as the dictionary admits it. */
export function magnitudeOfType({ kind }: ValueType): Magnitude {
  switch (kind) {
    case 'money':
      return whole(2 ** 53)
    case 'percent':
      return ANY
    case 'flag':
    case 'class':
      return whole(255)
    default:
      return whole(MOST_INTEGER)
  }
}

/** The magnitude of an expression's value, from those of the facts and steps it reads. */
export function magnitudeOf(
  expression: Expression,
  known: (figure: Extract<Operand, { op: 'fact' | 'step' }>) => Magnitude,
): Magnitude {
  const inner = (each: Expression) => magnitudeOf(each, known)
  switch (expression.op) {
    case 'fact':
    case 'step':
      return known(expression)
    case 'input':
    case 'workingDay':
      return whole(MOST_DAY)
    case 'constant':
      return ofNumber(Number(expression.value))
    case 'nothing':
    case 'holds':
      return whole(1)
    case 'floor':
      return whole(inner(expression.of).most + 1)
    case 'bands':
      return whole(expression.thresholds.length)
    case 'lookup':
      return widest(expression.results.map((each) => ofNumber(Number(each))))
    case 'choose':
      return widest([inner(expression.otherwise), ...expression.rules.map(({ take }) => inner(take))])
    case 'minimum':
    case 'maximum':
      return widest([inner(expression.left), inner(expression.right)])
    default:
      return ofArithmetic(expression.op, inner(expression.left), inner(expression.right))
  }
}

function ofArithmetic(
  op: 'add' | 'subtract' | 'multiply' | 'divide',
  left: Magnitude,
  right: Magnitude,
): Magnitude {
  switch (op) {
    case 'add':
    case 'subtract':
      return { grain: Math.min(left.grain, right.grain), most: left.most + right.most }
    case 'multiply':
      return { grain: left.grain * right.grain, most: left.most * right.most }
    case 'divide':
      return { grain: (left.grain / right.most) * PRECISION, most: left.most / right.grain }
  }
}

function ofNumber(value: number): Magnitude {
  if (Number.isNaN(value) || value === 0) return whole(0)
  return { grain: Number.isInteger(value) ? 1 : Math.abs(value) * PRECISION, most: Math.abs(value) }
}

const widest = (magnitudes: readonly Magnitude[]): Magnitude => ({
  grain: magnitudes.reduce((least, { grain }) => Math.min(least, grain), Number.POSITIVE_INFINITY),
  most: magnitudes.reduce((most, each) => Math.max(most, each.most), 0),
})

/** Whether the operation can neither overflow nor vanish; whether a divisor is zero is another question. */
export function isTotal(
  op: 'add' | 'subtract' | 'multiply' | 'divide',
  left: Magnitude,
  right: Magnitude,
): boolean {
  const { grain, most } = ofArithmetic(op, left, right)
  return most < Number.MAX_VALUE && grain >= Number.MIN_VALUE
}
