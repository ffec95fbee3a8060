import type { Condition, Expression, Operand } from './expression.ts'

/** The names of the steps that an expression reads. */
export function* stepsRead(expression: Expression): Generator<string> {
  switch (expression.op) {
    case 'fact':
    case 'input':
    case 'constant':
    case 'nothing':
      return
    case 'step':
      yield expression.name
      return
    case 'floor':
    case 'bands':
    case 'workingDay':
      yield* stepsRead(expression.of)
      return
    case 'lookup':
      for (const { of } of expression.keys) yield* stepsRead(of)
      return
    case 'choose':
      for (const { when, take } of expression.rules) {
        yield* stepsTested(when)
        yield* stepsRead(take)
      }
      yield* stepsRead(expression.otherwise)
      return
    case 'holds':
      yield* stepsTested(expression.condition)
      return
    default:
      yield* stepsRead(expression.left)
      yield* stepsRead(expression.right)
  }
}

function* stepsTested(condition: Condition): Generator<string> {
  for (const operand of operandsOf(condition)) yield* stepsRead(operand)
}

/** The operands that a condition compares. */
export function* operandsOf(condition: Condition): Generator<Operand> {
  switch (condition.test) {
    case 'all':
    case 'any':
      for (const each of condition.of) yield* operandsOf(each)
      return
    case 'not':
      yield* operandsOf(condition.of)
      return
    case 'compare':
      yield condition.left
      yield condition.right
      return
    case 'among':
    case 'missing':
      yield condition.of
      return
    case 'always':
  }
}
