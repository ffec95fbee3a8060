import type { Comparison, Condition, Expression, Operand, Step } from '../../expression/expression.ts'
import { visitOperands } from '../../expression/reads.ts'
import { isNumeric, type ValueType } from '../../values/value-type.ts'

/** A comparison of two numbers on which an outcome may hinge. */
export interface Hinge {
  readonly is: Comparison
  readonly left: Operand
  readonly right: Operand
  /** The node that compares. */
  readonly node: string
}

/** The facts that steps read. */
export function factsRead(steps: readonly Step[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { expression } of steps) {
    visitOperands(expression, (operand) => {
      if (operand.op === 'fact') names.add(operand.name)
    })
  }
  return names
}

/** The comparisons of numbers in these steps, each once; what is compared with two constants is none. */
export function hingesOf(steps: readonly Step[], types: ReadonlyMap<string, ValueType>): Hinge[] {
  const found = new Map<string, Hinge>()
  const isNumber = (operand: Operand) => {
    if (operand.op === 'input') return true
    if (operand.op === 'constant') return typeof operand.value === 'number'
    const type = types.get(operand.name)
    return type !== undefined && isNumeric(type)
  }
  for (const { expression, node } of steps) {
    for (const [left, is, right] of comparisonsIn(expression)) {
      if (!isNumber(left) || !isNumber(right) || (isFixed(left) && isFixed(right))) continue
      const key = JSON.stringify([is, left, right])
      if (!found.has(key)) found.set(key, { is, left, right, node })
    }
  }
  return [...found.values()]
}

const isFixed = ({ op }: Operand): boolean => op === 'constant' || op === 'input'

type Compared = readonly [left: Operand, is: Comparison, right: Operand]

function* comparisonsIn(expression: Expression): Generator<Compared> {
  switch (expression.op) {
    case 'bands':
      for (const value of expression.thresholds) yield [expression.of, 'at_least', { op: 'constant', value }]
      return
    case 'choose':
      for (const { when, take } of expression.rules) {
        yield* comparisonsOf(when)
        yield* comparisonsIn(take)
      }
      yield* comparisonsIn(expression.otherwise)
      return
    case 'holds':
      yield* comparisonsOf(expression.condition)
      return
    case 'floor':
    case 'workingDay':
      yield* comparisonsIn(expression.of)
      return
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'minimum':
    case 'maximum':
      yield* comparisonsIn(expression.left)
      yield* comparisonsIn(expression.right)
      return
    default:
  }
}

function* comparisonsOf(condition: Condition): Generator<Compared> {
  switch (condition.test) {
    case 'all':
    case 'any':
      for (const each of condition.of) yield* comparisonsOf(each)
      return
    case 'not':
      yield* comparisonsOf(condition.of)
      return
    case 'compare':
      yield [condition.left, condition.is, condition.right]
      return
    default:
  }
}

/** Of each figure, the facts on which it rests, directly or through other steps. */
export function factsBehind(steps: readonly Step[]): ReadonlyMap<string, ReadonlySet<string>> {
  const behind = new Map<string, ReadonlySet<string>>()
  for (const { name, expression } of steps) {
    const facts = new Set<string>()
    visitOperands(expression, (operand) => {
      if (operand.op === 'fact') facts.add(operand.name)
      if (operand.op === 'step') for (const fact of behind.get(operand.name) ?? []) facts.add(fact)
    })
    behind.set(name, facts)
  }
  return behind
}
