import {
  type Condition,
  type Expression,
  holds,
  isTrue,
  type Operand,
  type Step,
  step,
} from '../../expression/expression.ts'
import { mayBeNegativeZero } from '../../expression/negative-zero.ts'
import type { ValueType } from '../../values/value-type.ts'
import { isTotal, type Magnitude, magnitudeOf, magnitudeOfType } from './magnitude.ts'

/** One column of the query: a step of the plan, or a part of one that has to stand by itself. */
export interface Cell {
  readonly name: string
  readonly type: ValueType
  readonly expression: Expression
  readonly magnitude: Magnitude
  /** Whether it may come out as -0, which the outcome of a step never is. */
  readonly dropsNegativeZero: boolean
}

/** How deep expressions may nest: DuckDB reads at most 1,000 levels, and one of ours takes several of them. */
const MOST_NESTED = 60

type Arithmetic = Extract<Expression, { left: Expression }>

/**
 * The steps as columns, in order. What nests too deep gets a column of its own; and, for a database whose
 * arithmetic fails where a double would overflow, vanish or be divided by zero, so do the operands of such an
 * operation, because it has to look at them before it may be done.
 */
export function cellsOf(
  steps: readonly Step[],
  types: ReadonlyMap<string, ValueType>,
  { ieee }: { readonly ieee: boolean },
): Cell[] {
  const writer = new CellWriter(types, ieee)
  for (const each of steps) writer.step(each)
  return writer.cells
}

class CellWriter {
  readonly cells: Cell[] = []
  readonly #types: ReadonlyMap<string, ValueType>
  readonly #ieee: boolean
  readonly #magnitudes = new Map<string, Magnitude>()

  constructor(types: ReadonlyMap<string, ValueType>, ieee: boolean) {
    this.#types = types
    this.#ieee = ieee
  }

  step({ name, type, expression }: Step): void {
    this.#add(name, type, this.#simpler(expression, type).expression, mayBeNegativeZero(expression))
  }

  #add(name: string, type: ValueType, expression: Expression, dropsNegativeZero: boolean): void {
    const magnitude = this.#magnitudeOf(expression)
    this.#magnitudes.set(name, magnitude)
    this.cells.push({ name, type, expression, magnitude, dropsNegativeZero })
  }

  #magnitudeOf(expression: Expression): Magnitude {
    return magnitudeOf(expression, ({ name }) => {
      const type = this.#types.get(name)
      return this.#magnitudes.get(name) ?? magnitudeOfType(type ?? { kind: 'percent' })
    })
  }

  /** A column for the expression, and the operand that reads it. No step has a colon in its name. */
  #part(expression: Expression, type: ValueType): Operand {
    if (isOperand(expression)) return expression
    const name = `part:${this.cells.length}`
    this.#add(name, type, expression, false)
    return step(name)
  }

  /** The expression with what must stand by itself taken out, and how deep the rest nests. */
  #simpler(
    expression: Expression,
    type: ValueType,
  ): { readonly expression: Expression; readonly depth: number } {
    switch (expression.op) {
      case 'floor':
      case 'workingDay': {
        const of = this.#simpler(expression.of, expression.op === 'floor' ? type : { kind: 'date' })
        return this.#limited({ ...expression, of: of.expression }, of.depth + 1, type)
      }
      case 'choose': {
        const rules = expression.rules.map(({ when, take }) => ({
          when: this.#shallower(when),
          take: this.#simpler(take, type),
        }))
        const otherwise = this.#simpler(expression.otherwise, type)
        const deepest = Math.max(
          otherwise.depth,
          ...rules.map(({ when, take }) => Math.max(when.depth, take.depth)),
        )
        const simpler = {
          ...expression,
          rules: rules.map(({ when, take }) => ({ when: when.condition, take: take.expression })),
          otherwise: otherwise.expression,
        }
        return this.#limited(simpler, deepest + 1, type)
      }
      case 'holds': {
        const { condition, depth } = this.#shallower(expression.condition)
        return { expression: { ...expression, condition }, depth: depth + 1 }
      }
      case 'add':
      case 'subtract':
      case 'multiply':
      case 'divide':
      case 'minimum':
      case 'maximum': {
        const [left, right] = [this.#simpler(expression.left, type), this.#simpler(expression.right, type)]
        const simpler = { ...expression, left: left.expression, right: right.expression }
        if (this.#isSafe(simpler)) return this.#limited(simpler, Math.max(left.depth, right.depth) + 1, type)
        const parts = { left: this.#part(simpler.left, type), right: this.#part(simpler.right, type) }
        return { expression: { ...expression, ...parts }, depth: 1 }
      }
      default:
        return { expression, depth: 0 }
    }
  }

  #limited(expression: Expression, depth: number, type: ValueType) {
    return depth < MOST_NESTED
      ? { expression, depth }
      : { expression: this.#part(expression, type), depth: 0 }
  }

  #isSafe(expression: Arithmetic): boolean {
    if (this.#ieee || expression.op === 'minimum' || expression.op === 'maximum') return true
    if (mayDivideByZero(expression)) return false
    return isTotal(expression.op, this.#magnitudeOf(expression.left), this.#magnitudeOf(expression.right))
  }

  #shallower(condition: Condition): { readonly condition: Condition; readonly depth: number } {
    switch (condition.test) {
      case 'all':
      case 'any': {
        const of = condition.of.map((each) => this.#shallower(each))
        const deepest = of.reduce((most, each) => Math.max(most, each.depth), 0)
        return this.#limitedCondition({ ...condition, of: of.map((each) => each.condition) }, deepest + 1)
      }
      case 'not': {
        const of = this.#shallower(condition.of)
        return this.#limitedCondition({ ...condition, of: of.condition }, of.depth + 1)
      }
      default:
        return { condition, depth: 0 }
    }
  }

  #limitedCondition(condition: Condition, depth: number) {
    if (depth < MOST_NESTED) return { condition, depth }
    return { condition: isTrue(this.#part(holds(condition), { kind: 'flag' })), depth: 0 }
  }
}

const isOperand = (expression: Expression): expression is Operand =>
  expression.op === 'fact' ||
  expression.op === 'step' ||
  expression.op === 'input' ||
  expression.op === 'constant'

/** A divisor that is no constant may be zero. */
export const mayDivideByZero = ({ op, right }: Arithmetic): boolean =>
  op === 'divide' && !(right.op === 'constant' && Number(right.value) !== 0)
