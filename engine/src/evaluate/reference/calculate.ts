import type { Condition, Expression, LookupKey } from '../../expression/expression.ts'
import type { Maybe, Scalar } from '../../values/value-type.ts'

/** What an expression is calculated from. */
export interface Known {
  value(name: string): Maybe
  input(name: string): number
  holds(condition: Condition): boolean
  workingDay(day: number): number
}

/** The value of an expression, written for clarity: the measure of the faster evaluators. */
export function calculate(expression: Expression, known: Known): Maybe {
  const number = (each: Expression): number => Number(calculate(each, known) ?? Number.NaN)
  switch (expression.op) {
    case 'fact':
    case 'step':
      return known.value(expression.name)
    case 'input':
      return known.input(expression.name)
    case 'constant':
      return expression.value
    case 'nothing':
      return null
    case 'add':
      return number(expression.left) + number(expression.right)
    case 'subtract':
      return number(expression.left) - number(expression.right)
    case 'multiply':
      return number(expression.left) * number(expression.right)
    case 'divide':
      return number(expression.left) / number(expression.right)
    case 'minimum':
      return Math.min(number(expression.left), number(expression.right))
    case 'maximum':
      return Math.max(number(expression.left), number(expression.right))
    case 'floor':
      return Math.floor(number(expression.of))
    case 'bands': {
      const of = number(expression.of)
      return expression.thresholds.filter((each) => of >= each).length
    }
    case 'lookup':
      return cell(expression.keys, expression.results, known)
    case 'choose': {
      const rule = expression.rules.find(({ when }) => known.holds(when))
      return calculate(rule?.take ?? expression.otherwise, known)
    }
    case 'workingDay':
      return known.workingDay(number(expression.of))
    case 'holds':
      return known.holds(expression.condition)
  }
}

function cell(keys: readonly LookupKey[], results: readonly Scalar[], known: Known): Maybe {
  const index = keys.reduce((sum, { of, domain }) => {
    const place = domain.indexOf(calculate(of, known))
    return sum * domain.length + place
  }, 0)
  return results[index] ?? null
}
