import type { Condition, Expression } from './expression.ts'

/** The most operations that the code of an expression has: a double takes two vectors, a table one a byte. */
export function sizeOf(expression: Expression): number {
  switch (expression.op) {
    case 'fact':
      return 2
    case 'step':
    case 'input':
    case 'constant':
    case 'nothing':
      return 0
    case 'floor':
      return 3 + sizeOf(expression.of)
    case 'workingDay':
      return 8 + sizeOf(expression.of)
    case 'bands':
      return 4 + 2 * expression.thresholds.length
    case 'lookup':
      return 8 + expression.keys.length
    case 'choose':
      return expression.rules.reduce(
        (sum, { when, take }) => sum + 4 + sizeOfCondition(when) + sizeOf(take),
        sizeOf(expression.otherwise),
      )
    case 'holds':
      return 1 + sizeOfCondition(expression.condition)
    default:
      return 4 + sizeOf(expression.left) + sizeOf(expression.right)
  }
}

export function sizeOfCondition(condition: Condition): number {
  switch (condition.test) {
    case 'all':
    case 'any':
      return condition.of.reduce((sum, each) => sum + 1 + sizeOfCondition(each), 0)
    case 'not':
      return 1 + sizeOfCondition(condition.of)
    default:
      return 5
  }
}
