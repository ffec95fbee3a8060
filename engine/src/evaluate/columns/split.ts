import {
  add,
  type ChooseRule,
  type Condition,
  type Expression,
  isTrue,
  type Operand,
  type Step,
  step,
} from '../../expression/expression.ts'
import { sizeOf, sizeOfCondition } from '../../expression/size.ts'
import type { ValueType } from '../../values/value-type.ts'

/** Every number of a plan fits a double. */
const DOUBLE = { kind: 'percent' } as const
const FLAG = { kind: 'flag' } as const

/**
 * The step as itself and steps before it that work out parts of it, each of at most about `most` operations.
 * Their names have a sign that no name of a playbook has.
 */
export function split(whole: Step, most: number): Step[] {
  if (sizeOf(whole.expression) <= most) return [whole]
  const splitter = new Splitter(whole, most)
  const expression = splitter.shrunk(whole.expression, whole.type)
  return [...splitter.parts, { ...whole, expression }]
}

class Splitter {
  readonly parts: Step[] = []
  readonly #whole: Step
  readonly #most: number

  constructor(whole: Step, most: number) {
    this.#whole = whole
    this.#most = most
  }

  /** `type` is what a part of this expression has: the step's own where its value may be the step's. */
  shrunk(expression: Expression, type: ValueType): Expression {
    if (sizeOf(expression) <= this.#most) return expression
    switch (expression.op) {
      case 'choose':
        return this.#choose(expression.rules, expression.otherwise, type)
      case 'holds':
        return { op: 'holds', condition: this.#condition(expression.condition) }
      case 'floor':
      case 'workingDay':
        return { ...expression, of: this.shrunk(expression.of, DOUBLE) }
      case 'bands':
        return this.#bands(expression.of, expression.thresholds)
      case 'add':
      case 'subtract':
      case 'multiply':
      case 'divide':
      case 'minimum':
      case 'maximum': {
        const half = Math.floor(this.#most / 2)
        const side = (each: Expression) => this.#apart(this.shrunk(each, DOUBLE), DOUBLE, half)
        return { ...expression, left: side(expression.left), right: side(expression.right) }
      }
      default:
        return expression
    }
  }

  /** The expression, or the step that works it out when it has more operations than that. */
  #apart(expression: Expression, type: ValueType, most: number): Expression {
    return sizeOf(expression) <= most ? expression : this.#part(expression, type)
  }

  #part(expression: Expression, type: ValueType): Operand {
    const name = `${this.#whole.name}~${this.parts.length}`
    this.parts.push({ name, node: this.#whole.node, type, expression, output: false })
    return step(name)
  }

  /** From the last rule to the first; what was gathered so far becomes the `otherwise` of those before it. */
  #choose(rules: readonly ChooseRule[], otherwise: Expression, type: ValueType): Expression {
    const share = Math.floor(this.#most / 4)
    let rest = this.#apart(this.shrunk(otherwise, type), type, share)
    let size = sizeOf(rest)
    let gathered: ChooseRule[] = []
    const written = () =>
      gathered.length === 0 ? rest : ({ op: 'choose', rules: gathered, otherwise: rest } as const)
    for (const { when, take } of rules.toReversed()) {
      const rule = {
        when: this.#flagged(this.#condition(when), share),
        take: this.#apart(this.shrunk(take, type), type, share),
      }
      const more = 4 + sizeOfCondition(rule.when) + sizeOf(rule.take)
      if (gathered.length > 0 && size + more > this.#most) {
        rest = this.#part(written(), type)
        gathered = []
        size = 0
      }
      gathered = [rule, ...gathered]
      size += more
    }
    return written()
  }

  #condition(condition: Condition): Condition {
    if (sizeOfCondition(condition) <= this.#most) return condition
    switch (condition.test) {
      case 'not':
        return { test: 'not', of: this.#condition(condition.of) }
      case 'all':
      case 'any':
        return this.#joined(condition.test, condition.of)
      default:
        return condition
    }
  }

  /** In groups, and groups of groups, until they are few enough. */
  #joined(test: 'all' | 'any', of: readonly Condition[]): Condition {
    const share = Math.floor(this.#most / 4)
    const groups: Condition[][] = [[]]
    let size = 0
    for (const each of of) {
      const part = this.#flagged(this.#condition(each), share)
      const more = 1 + sizeOfCondition(part)
      if (size + more > this.#most) {
        groups.push([])
        size = 0
      }
      groups.at(-1)?.push(part)
      size += more
    }
    const [only = [], ...others] = groups
    if (others.length === 0) return { test, of: only }
    return this.#joined(
      test,
      groups.map((group) => this.#flagged({ test, of: group }, 0)),
    )
  }

  /** The condition, or the flag of a step of its own when it has more operations than that. */
  #flagged(condition: Condition, most: number): Condition {
    if (sizeOfCondition(condition) <= most) return condition
    return isTrue(this.#part({ op: 'holds', condition }, FLAG))
  }

  #bands(of: Operand, thresholds: readonly number[]): Expression {
    const each = Math.max(1, Math.floor((this.#most - 4) / 2))
    const groups = Array.from({ length: Math.ceil(thresholds.length / each) }, (_, at) =>
      thresholds.slice(at * each, (at + 1) * each),
    )
    const [first, ...rest] = groups.map((group) => this.#part({ op: 'bands', of, thresholds: group }, DOUBLE))
    return rest.reduce<Expression>(add, first ?? { op: 'constant', value: 0 })
  }
}
