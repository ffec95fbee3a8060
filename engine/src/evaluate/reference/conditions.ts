import type { NestedCondition, TopLevelCondition } from 'json-rules-engine'
import type { Comparison, Condition, Expression, Operand } from '../../expression/expression.ts'

// Facts that are none of the playbook's have a colon in their name, which no fact or step has.

/** The fact that is always true, for a condition that always or never holds. */
export const ALWAYS = 'always:'

/** The fact that says whether another is missing. */
export const missingFact = (name: string): string => `missing:${name}`

/** The fact that holds a constant which stands on the left of a comparison. */
const constantFact = (value: unknown): string => `constant:${JSON.stringify(value)}`

/** The name under which json-rules-engine finds the operand. */
export function factName(operand: Operand): string {
  if (operand.op === 'constant') return constantFact(operand.value)
  return operand.op === 'input' ? `input:${operand.name}` : operand.name
}

const OPERATORS: Record<Comparison, string> = {
  equal: 'equal',
  not_equal: 'notEqual',
  less: 'lessThan',
  at_most: 'lessThanInclusive',
  more: 'greaterThan',
  at_least: 'greaterThanInclusive',
}

/** A condition of the plan as json-rules-engine writes it. Its root must be all, any or not. */
export function ruleConditions(condition: Condition): TopLevelCondition {
  const nested = nestedCondition(condition)
  return 'all' in nested || 'any' in nested || 'not' in nested ? nested : { all: [nested] }
}

function nestedCondition(condition: Condition): NestedCondition {
  switch (condition.test) {
    case 'all':
      return { all: condition.of.map(nestedCondition) }
    case 'any':
      return { any: condition.of.map(nestedCondition) }
    case 'not':
      return { not: nestedCondition(condition.of) }
    case 'compare': {
      const { left, is, right } = condition
      const value = right.op === 'constant' ? right.value : { fact: factName(right) }
      return { fact: factName(left), operator: OPERATORS[is], value }
    }
    case 'missing':
      return { fact: missingFact(factName(condition.of)), operator: 'equal', value: true }
    case 'among':
      return { fact: factName(condition.of), operator: 'in', value: [...condition.values] }
    case 'always':
      return { fact: ALWAYS, operator: 'equal', value: condition.holds }
  }
}

/** The conditions in an expression, each once. */
export function conditionsOf(expression: Expression): Condition[] {
  switch (expression.op) {
    case 'choose':
      return [
        ...expression.rules.flatMap(({ when, take }) => [when, ...conditionsOf(take)]),
        ...conditionsOf(expression.otherwise),
      ]
    case 'holds':
      return [expression.condition]
    case 'floor':
    case 'workingDay':
      return conditionsOf(expression.of)
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'minimum':
    case 'maximum':
      return [...conditionsOf(expression.left), ...conditionsOf(expression.right)]
    default:
      return []
  }
}
