import { ANY_NUMBER, type Domain, hasKnown, type Numbers, numbers } from './domain.ts'
import type { Calculation } from './graph.ts'

/*
 * Bounds of sums, products and quotients of doubles. Every operation of IEEE 754 rounds correctly, and rounding
 * keeps the order of numbers: what an operation makes of two bounds, rounded as it is, bounds what it makes of
 * the numbers between them. So these bounds are those of the arithmetic as it is computed, not of the exact one.
 */

/** Past this, whole doubles have whole numbers between them that are none. */
export const MOST_EXACT = 2 ** 53

const OPERATIONS: Record<Calculation, (left: number, right: number) => number> = {
  add: (left, right) => left + right,
  subtract: (left, right) => left - right,
  multiply: (left, right) => left * right,
  divide: (left, right) => left / right,
  minimum: Math.min,
  maximum: Math.max,
}

/** What the operation makes of any two numbers of the domains; of a missing one, anything: nobody looks at it. */
export function calculate(op: Calculation, left: Domain, right: Domain): Numbers {
  if (left.kind === 'choices' || right.kind === 'choices' || !hasKnown(left) || !hasKnown(right))
    return ANY_NUMBER
  const whole = op !== 'divide' && left.whole && right.whole
  const nan = left.nan || right.nan
  if (left.least > left.most || right.least > right.most) return { ...ANY_NUMBER, missing: false }
  const divisors = op === 'divide' ? withoutZero(right) : [right]
  const operation = OPERATIONS[op]
  let [least, most, undefinedToo] = [Infinity, -Infinity, nan]
  for (const one of [left.least, left.most]) {
    for (const divisor of divisors) {
      for (const other of [divisor.least, divisor.most]) {
        const result = operation(one, other)
        if (Number.isNaN(result)) return { ...numbers(-Infinity, Infinity, whole), nan: true }
        least = Math.min(least, result)
        most = Math.max(most, result)
      }
    }
  }
  if (divisors.length === 0) return ANY_NUMBER
  if (!Number.isFinite(least) && !Number.isFinite(most)) undefinedToo ||= mayBeUndefined(op, left, right)
  return { ...numbers(least, most, whole), nan: undefinedToo }
}

/** Infinite numbers of both signs may meet, or an infinite one nothing. */
const mayBeUndefined = (op: Calculation, left: Numbers, right: Numbers): boolean =>
  op !== 'minimum' &&
  op !== 'maximum' &&
  [left.least, left.most, right.least, right.most].some((each) => !Number.isFinite(each))

/** Plans never look at what a division by zero makes: the divisor is less or more. */
function withoutZero({ least, most, whole }: Numbers): Numbers[] {
  const smallest = whole ? 1 : Number.MIN_VALUE
  const parts = [numbers(least, Math.min(most, -smallest)), numbers(Math.max(least, smallest), most)]
  return parts.filter((part) => part.least <= part.most)
}

/** The left numbers among `left` that may give a result within `result`; wide enough for any rounding. */
export function leftOf(
  op: 'add' | 'subtract' | 'multiply' | 'divide',
  result: Numbers,
  left: Numbers,
  right: Numbers,
): Numbers {
  const sizes = [Math.abs(right.least), Math.abs(right.most)]
  switch (op) {
    case 'add':
      return solved(result, right, (one, other) => one - other, exactly(left, right))
    case 'subtract':
      return solved(result, right, (one, other) => one + other, exactly(left, right))
    case 'multiply': {
      if (right.least <= 0 && right.most >= 0) return ANY_NUMBER
      const rounding = { ...exactly(left, right), least: Number.MIN_VALUE / Math.min(...sizes) }
      return solved(result, right, (one, other) => one / other, rounding)
    }
    case 'divide': {
      const rounding = { exact: false, least: Number.MIN_VALUE * Math.max(1, ...sizes) }
      return solved(result, right, (one, other) => one * other, rounding)
    }
  }
}

/** The right numbers of a sum, difference or product that may give a result within `result`. */
export function rightOf(
  op: 'add' | 'subtract' | 'multiply',
  result: Numbers,
  left: Numbers,
  right: Numbers,
): Numbers {
  if (op !== 'subtract') return leftOf(op, result, right, left)
  return solved(left, result, (one, other) => one - other, exactly(left, right))
}

/** How an operation may have been rounded: not at all while whole numbers stay small, else by this at least. */
interface RoundedBy {
  readonly exact: boolean
  readonly least: number
}

const exactly = (left: Numbers, right: Numbers): RoundedBy => ({
  exact: left.whole && right.whole,
  least: Number.MIN_VALUE,
})

function solved(
  left: Numbers,
  right: Numbers,
  inverse: (one: number, other: number) => number,
  rounded: RoundedBy,
): Numbers {
  let [least, most, largest] = [Infinity, -Infinity, 0]
  for (const one of [left.least, left.most]) {
    for (const other of [right.least, right.most]) {
      const found = inverse(one, other)
      if (Number.isNaN(found)) return ANY_NUMBER
      least = Math.min(least, found)
      most = Math.max(most, found)
      largest = Math.max(largest, Math.abs(one), Math.abs(other), Math.abs(found))
    }
  }
  const slack = rounded.exact && largest < MOST_EXACT ? 0 : largest * 2 ** -49 + rounded.least
  if (!Number.isFinite(slack)) return ANY_NUMBER
  return { ...ANY_NUMBER, least: least - slack, most: most + slack }
}
