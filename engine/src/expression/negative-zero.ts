import type { Expression } from './expression.ts'

/** Whether an expression may come out as -0 (IEEE 754); the outcomes of steps never do. */
export function mayBeNegativeZero(expression: Expression): boolean {
  switch (expression.op) {
    case 'step':
    case 'input':
    case 'bands':
    case 'workingDay':
    case 'holds':
    case 'nothing':
      return false
    case 'constant':
      return Object.is(expression.value, -0)
    case 'add':
      return mayBeNegativeZero(expression.left) && mayBeNegativeZero(expression.right)
    case 'subtract':
      return mayBeNegativeZero(expression.left)
    case 'floor':
      return mayBeNegativeZero(expression.of)
    case 'minimum':
    case 'maximum':
      return mayBeNegativeZero(expression.left) || mayBeNegativeZero(expression.right)
    case 'choose':
      return [expression.otherwise, ...expression.rules.map(({ take }) => take)].some(mayBeNegativeZero)
    case 'fact':
    case 'lookup':
    case 'multiply':
    case 'divide':
      return true
  }
}
