import type { Condition, Expression, Operand } from './expression.ts'

/** The names of the steps that an expression reads, as often as it reads them. */
export function stepsRead(expression: Expression): string[] {
  const names: string[] = []
  visitOperands(expression, (operand) => {
    if (operand.op === 'step') names.push(operand.name)
  })
  return names
}

/** The operands that a condition compares. */
export function operandsOf(condition: Condition): Operand[] {
  const operands: Operand[] = []
  visitTested(condition, (operand) => operands.push(operand))
  return operands
}

/** Calls back for every operand of an expression, in document order. */
export function visitOperands(expression: Expression, visit: (operand: Operand) => unknown): void {
  switch (expression.op) {
    case 'fact':
    case 'step':
    case 'input':
    case 'constant':
      visit(expression)
      return
    case 'nothing':
      return
    case 'floor':
    case 'bands':
    case 'workingDay':
      visitOperands(expression.of, visit)
      return
    case 'lookup':
      for (const { of } of expression.keys) visit(of)
      return
    case 'choose':
      for (const { when, take } of expression.rules) {
        visitTested(when, visit)
        visitOperands(take, visit)
      }
      visitOperands(expression.otherwise, visit)
      return
    case 'holds':
      visitTested(expression.condition, visit)
      return
    default:
      visitOperands(expression.left, visit)
      visitOperands(expression.right, visit)
  }
}

function visitTested(condition: Condition, visit: (operand: Operand) => unknown): void {
  switch (condition.test) {
    case 'all':
    case 'any':
      for (const each of condition.of) visitTested(each, visit)
      return
    case 'not':
      visitTested(condition.of, visit)
      return
    case 'compare':
      visit(condition.left)
      visit(condition.right)
      return
    case 'among':
    case 'missing':
      visit(condition.of)
      return
    case 'always':
  }
}
