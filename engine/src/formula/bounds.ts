import { constant, type Expression, maximum, minimum, round } from '../expression/expression.ts'
import { MOST_INTEGER, type ValueKind } from '../values/value-type.ts'

/** The first and the last day that is written with four digits of a year, as day numbers. */
const [FIRST_DAY, LAST_DAY] = [-719_528, 2_932_896]

const NO_BOUND = 1e30

const between = (least: number, most: number, of: Expression): Expression =>
  minimum(maximum(of, constant(least)), constant(most))

/** A figure on the way to an outcome, kept from becoming endless: what is endless has no difference. */
export const finite = (of: Expression): Expression => between(-NO_BOUND, NO_BOUND, of)

/**
 * A number as the outcome of a node: amounts, days, counts and dates are rounded to whole ones, halves up, and
 * what no figure of the kind can be stays at the nearest that one can be.
 */
export function asFigure(kind: ValueKind, of: Expression, whole: boolean): Expression {
  const rounded = whole ? of : round(of)
  switch (kind) {
    case 'money':
      return between(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, rounded)
    case 'days':
    case 'count':
      return between(-MOST_INTEGER, MOST_INTEGER, rounded)
    case 'date':
      return between(FIRST_DAY, LAST_DAY, rounded)
    case 'percent':
      return finite(of)
    default:
      return of
  }
}
