import type { Expression } from './expression.ts'

/** Whether an expression is the same for every customer. */
export function isSameForAll(expression: Expression): boolean {
  switch (expression.op) {
    case 'input':
    case 'constant':
    case 'nothing':
      return true
    case 'floor':
    case 'workingDay':
      return isSameForAll(expression.of)
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'minimum':
    case 'maximum':
      return isSameForAll(expression.left) && isSameForAll(expression.right)
    default:
      return false
  }
}
