import {
  add,
  type Condition,
  choose,
  compare,
  constant,
  divide,
  type Expression,
  floor,
  holds,
  input,
  isTrue,
  maximum,
  minimum,
  missing,
  multiply,
  nothing,
  type Operand,
  round,
  type Step,
  step,
  subtract,
} from '../expression/expression.ts'
import { AS_OF } from '../expression/inputs.ts'
import { type CheckedScope, part } from '../nodes/kind.ts'
import type { ValueType } from '../values/value-type.ts'
import { finite } from './bounds.ts'
import { anyOf, both, certain, either, joinTruths, opposite, type Truth, unknown, unless } from './truth.ts'
import { constantOf, type Typed } from './typed.ts'

/** A part of a formula in the plan's terms. */
export interface Lowered {
  readonly expression: Expression
  /** When it has no value; what the expression gives then does not count. */
  readonly lacks: Condition | null
  /** Whether it is always a whole number. */
  readonly whole: boolean
  /** The power of two that it never reaches, either way. */
  readonly bits: number
  /** How many operations stand in each other. */
  readonly depth: number
}

type Part<Kind extends Typed['is']> = Extract<Typed, { is: Kind }>

/** Rates have at most four decimals of a percent: as parts of 10^6 they are whole numbers, exact in a double. */
const PARTS = 1_000_000
const PARTS_OF_PERCENT = PARTS / 100

/** Expressions deeper than this are cut in two steps, for evaluators that go down one call for each. */
const MOST_DEPTH = 24
const MOST_BITS = 1000
const BITS = { figure: 53, integer: 31, day: 23, percent: 1024, smallest: 1074, bounded: 100 }

/**
 * Turns checked formulas of one node into steps. Arithmetic is done in the order of the text, in IEEE doubles,
 * unrounded on the way: only `round`, `floor` and `ceil` round.
 */
export class FormulaLowering {
  /** The figures needed on the way, in order. */
  readonly steps: Step[] = []
  readonly #node: string
  readonly #scope: CheckedScope

  constructor(node: string, scope: CheckedScope) {
    this.#node = node
    this.#scope = scope
  }

  value(typed: Typed): Lowered {
    const isTested = typed.unit === 'flag' && typed.is !== 'figure' && typed.is !== 'constant'
    const lowered = isTested ? this.#ofTruth(this.truth(typed)) : this.#plain(typed)
    return lowered.depth > MOST_DEPTH ? this.#asOperand(typed, lowered) : lowered
  }

  truth(typed: Typed): Truth {
    switch (typed.is) {
      case 'constant':
        return certain({ test: 'always', holds: typed.value === true })
      case 'comparison':
        return this.#comparison(typed)
      case 'joined':
        return joinTruths(typed.by, this.truth(typed.left), this.truth(typed.right))
      case 'not':
        return opposite(this.truth(typed.of))
      case 'missing':
        return certain(this.value(typed.of).lacks ?? { test: 'always', holds: false })
      case 'choice': {
        const [when, yes, no] = [typed.when, typed.yes, typed.no].map((each) => this.#simple(each))
        return when && yes && no ? chosen(when, yes, no) : certain({ test: 'always', holds: false })
      }
      case 'known': {
        const [of, otherwise] = [this.#operand(typed.of), this.#simple(typed.otherwise)]
        return of.lacks ? chosen(certain(of.lacks), otherwise, trueOperand(of)) : trueOperand(of)
      }
      default:
        return trueOperand(this.#operand(typed))
    }
  }

  #plain(typed: Typed): Lowered {
    switch (typed.is) {
      case 'constant':
        return constantValue(typed)
      case 'today':
        return { expression: input(AS_OF), lacks: null, whole: true, bits: BITS.day, depth: 0 }
      case 'figure':
        return this.#figure(typed)
      case 'calculation':
        return this.#calculation(typed)
      case 'extreme': {
        const op = typed.by === 'minimum' ? minimum : maximum
        return typed.of.map((each) => this.value(each)).reduce((left, right) => combined(op, left, right, 0))
      }
      case 'rounding': {
        const of = this.value(typed.of)
        return of.whole
          ? of
          : { ...of, expression: ROUNDINGS[typed.by](of.expression), whole: true, depth: of.depth + 4 }
      }
      case 'absolute': {
        const of = this.#asOperand(typed.of, this.value(typed.of))
        return { ...of, expression: maximum(of.expression, negative(of.expression)), depth: of.depth + 2 }
      }
      case 'opposite': {
        const of = this.value(typed.of)
        return { ...of, expression: negative(of.expression), depth: of.depth + 1 }
      }
      case 'converted':
        return this.value(typed.of)
      case 'choice':
        return this.#choice(typed)
      case 'known':
        return this.#known(typed)
      default:
        return this.#ofTruth(this.truth(typed))
    }
  }

  #figure({ name, unit }: Part<'figure'>): Lowered {
    const { operand, mayBeMissing } = this.#scope.value(name)
    const whole = unit !== 'percent'
    const bits = unit === 'percent' ? BITS.percent : unit === 'money' ? BITS.figure : BITS.integer
    return { expression: operand, lacks: mayBeMissing ? missing(operand) : null, whole, bits, depth: 0 }
  }

  #calculation(typed: Part<'calculation'>): Lowered {
    const left = this.value(typed.left)
    switch (typed.by) {
      case 'add':
        return limited(combined(add, left, this.value(typed.right), 1))
      case 'subtract':
        return limited(combined(subtract, left, this.value(typed.right), 1))
      case 'multiply':
        return limited(product(multiply, left, this.value(typed.right)))
      case 'part_of':
        return limited(this.#partOf(typed, left))
      default:
        return limited(this.#quotient(typed, left))
    }
  }

  /** A percentage that is written with at most four decimals is taken exactly. */
  #partOf(typed: Part<'calculation'>, left: Lowered): Lowered {
    const right = this.value(typed.right)
    const written = [typed.right, typed.left].find(({ is, unit }) => is === 'constant' && unit === 'percent')
    const parts = Number(written && constantOf(written)) * PARTS_OF_PERCENT
    const exact = Math.round(parts)
    const isExact = written !== undefined && Math.abs(parts - exact) < 1e-6
    const share = (one: Expression, other: Expression): Expression => {
      if (!isExact) return divide(multiply(one, other), constant(100))
      const amount = written === typed.right ? one : other
      return divide(multiply(amount, constant(exact)), constant(PARTS))
    }
    return { ...product(share, left, right), whole: false }
  }

  #quotient(typed: Part<'calculation'>, left: Lowered): Lowered {
    const divisor = constantOf(typed.right)
    const right = this.#operand(typed.right)
    const operator = (one: Expression, other: Expression): Expression =>
      divide(typed.by === 'share' ? multiply(one, constant(100)) : one, other)
    const lacks = divisor === null ? compare(right.operand, 'equal', constant(0)) : null
    const least = typeof divisor === 'number' ? Math.abs(divisor) : 1
    const smallest = right.whole ? 0 : divisor === null ? BITS.smallest : Math.max(0, -Math.log2(least))
    return {
      expression: operator(left.expression, right.expression),
      lacks: anyOf([left.lacks, right.lacks, lacks]),
      whole: false,
      bits: left.bits + 7 + Math.ceil(smallest),
      depth: Math.max(left.depth, right.depth) + 2,
    }
  }

  #choice(typed: Part<'choice'>): Lowered {
    const when = this.#simple(typed.when)
    const [yes, no] = [this.value(typed.yes), this.value(typed.no)]
    return {
      expression: choose([{ when: when.yes, take: yes.expression }], no.expression),
      lacks: anyOf([
        unknown(when),
        yes.lacks && both(when.yes, yes.lacks),
        no.lacks && both(when.no, no.lacks),
      ]),
      whole: yes.whole && no.whole,
      bits: Math.max(yes.bits, no.bits),
      depth: Math.max(yes.depth, no.depth) + 1,
    }
  }

  #known(typed: Part<'known'>): Lowered {
    const [of, otherwise] = [this.value(typed.of), this.value(typed.otherwise)]
    if (!of.lacks) return of
    return {
      expression: choose([{ when: of.lacks, take: otherwise.expression }], of.expression),
      lacks: otherwise.lacks && both(of.lacks, otherwise.lacks),
      whole: of.whole && otherwise.whole,
      bits: Math.max(of.bits, otherwise.bits),
      depth: Math.max(of.depth, otherwise.depth) + 1,
    }
  }

  #comparison({ by, left, right }: Part<'comparison'>): Truth {
    const [one, other] = [this.#operand(left), this.#operand(right)]
    return unless(anyOf([one.lacks, other.lacks]), compare(one.operand, by, other.operand))
  }

  /** The truth of a condition with each of its answers in one test. */
  #simple(typed: Typed): Truth {
    return trueOperand(this.#operand(typed))
  }

  #operand(typed: Typed): Lowered & { readonly operand: Operand } {
    return this.#asOperand(typed, this.value(typed))
  }

  /** What can be compared or used twice has a name: a fact, a step, or one made here. */
  #asOperand(typed: Typed, lowered: Lowered): Lowered & { readonly operand: Operand } {
    const { expression, lacks } = lowered
    if (isOperand(expression) && (lacks === null || lacks.test === 'missing')) {
      return { ...lowered, operand: expression }
    }
    const name = part(this.#node, `step_${this.steps.length + 1}`)
    this.steps.push({
      name,
      node: this.#node,
      type: typeOfStep(typed),
      expression: lacks === null ? expression : choose([{ when: lacks, take: nothing }], expression),
      output: false,
    })
    const operand = step(name)
    return { ...lowered, expression: operand, operand, lacks: lacks && missing(operand), depth: 0 }
  }

  #ofTruth(truth: Truth): Lowered {
    const { yes } = truth
    const simple =
      yes.test === 'compare' && yes.is === 'equal' && yes.right.op === 'constant' && yes.right.value === true
    const expression = simple && truth.certain ? yes.left : holds(yes)
    return { expression, lacks: unknown(truth), whole: true, bits: 1, depth: 0 }
  }
}

const isOperand = (expression: Expression): expression is Operand =>
  expression.op === 'fact' ||
  expression.op === 'step' ||
  expression.op === 'input' ||
  expression.op === 'constant'

/** Numbers on the way are doubles, whatever their unit: they may have fractions. */
function typeOfStep({ unit, values = [] }: Typed): ValueType {
  if (unit === 'class') return { kind: 'class', values }
  return unit === 'flag' ? { kind: 'flag' } : { kind: 'percent' }
}

function trueOperand({
  operand,
  lacks,
}: {
  readonly operand: Operand
  readonly lacks: Condition | null
}): Truth {
  if (operand.op === 'constant') return certain({ test: 'always', holds: operand.value === true })
  return unless(lacks, isTrue(operand))
}

const chosen = (when: Truth, yes: Truth, no: Truth): Truth => ({
  yes: either(both(when.yes, yes.yes), both(when.no, no.yes)),
  no: either(both(when.yes, yes.no), both(when.no, no.no)),
  certain: when.certain && yes.certain && no.certain,
})

const negative = (of: Expression): Expression => subtract(constant(0), of)

const ROUNDINGS = {
  round,
  floor,
  ceil: (of: Expression) => negative(floor(negative(of))),
}

function constantValue({ value }: Part<'constant'>): Lowered {
  const number = typeof value === 'number' ? value : 0
  const bits = Math.ceil(Math.log2(Math.abs(number) + 1))
  return { expression: constant(value), lacks: null, whole: Number.isInteger(number), bits, depth: 0 }
}

type Operator = (left: Expression, right: Expression) => Expression

const combined = (operator: Operator, left: Lowered, right: Lowered, more: number): Lowered => ({
  expression: operator(left.expression, right.expression),
  lacks: anyOf([left.lacks, right.lacks]),
  whole: left.whole && right.whole,
  bits: Math.max(left.bits, right.bits) + more,
  depth: Math.max(left.depth, right.depth) + 1,
})

const product = (operator: Operator, left: Lowered, right: Lowered): Lowered => ({
  ...combined(operator, left, right, 0),
  bits: left.bits + right.bits,
})

/** A number that might become endless is kept from it. */
function limited(lowered: Lowered): Lowered {
  if (lowered.bits <= MOST_BITS) return lowered
  return { ...lowered, expression: finite(lowered.expression), bits: BITS.bounded, depth: lowered.depth + 2 }
}
