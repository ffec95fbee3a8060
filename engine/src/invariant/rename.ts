import type { Condition, Expression, Operand } from '../expression/expression.ts'

/** The expression with other operands in their places. */
export function withOperands(expression: Expression, to: (operand: Operand) => Operand): Expression {
  const inner = (each: Expression) => withOperands(each, to)
  switch (expression.op) {
    case 'fact':
    case 'step':
    case 'input':
    case 'constant':
      return to(expression)
    case 'nothing':
      return expression
    case 'floor':
    case 'workingDay':
      return { ...expression, of: inner(expression.of) }
    case 'bands':
      return { ...expression, of: to(expression.of) }
    case 'lookup':
      return { ...expression, keys: expression.keys.map(({ of, domain }) => ({ of: to(of), domain })) }
    case 'choose':
      return {
        ...expression,
        rules: expression.rules.map(({ when, take }) => ({ when: testing(when, to), take: inner(take) })),
        otherwise: inner(expression.otherwise),
      }
    case 'holds':
      return { ...expression, condition: testing(expression.condition, to) }
    default:
      return { ...expression, left: inner(expression.left), right: inner(expression.right) }
  }
}

function testing(condition: Condition, to: (operand: Operand) => Operand): Condition {
  switch (condition.test) {
    case 'all':
    case 'any':
      return { ...condition, of: condition.of.map((each) => testing(each, to)) }
    case 'not':
      return { ...condition, of: testing(condition.of, to) }
    case 'compare':
      return { ...condition, left: to(condition.left), right: to(condition.right) }
    case 'missing':
    case 'among':
      return { ...condition, of: to(condition.of) }
    case 'always':
      return condition
  }
}
