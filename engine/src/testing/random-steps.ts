import fc from 'fast-check'
import {
  add,
  all,
  any,
  type Condition,
  choose,
  compare,
  constant,
  divide,
  type Expression,
  fact,
  floor,
  holds,
  input,
  isTrue,
  type LookupKey,
  maximum,
  minimum,
  missing,
  multiply,
  not,
  nothing,
  type Operand,
  type Step,
  step,
  subtract,
  workingDay,
} from '../expression/expression.ts'
import type { Plan } from '../plan/plan.ts'
import { MOST_INTEGER, type ValueType } from '../values/value-type.ts'
import { SMALL } from './small-bank.ts'

/** Draws one value from an arbitrary. */
export type Draw = <Value>(arbitrary: fc.Arbitrary<Value>) => Value

interface Named {
  readonly operand: Operand
  readonly type: ValueType
  readonly maybe: boolean
}

const NAMES = ['A', 'B', 'C']
const TYPES: readonly ValueType[] = [
  { kind: 'money' },
  { kind: 'percent' },
  { kind: 'days' },
  { kind: 'count' },
  { kind: 'date' },
  { kind: 'flag' },
  { kind: 'class', values: NAMES },
  { kind: 'class', values: ['C', 'x', 'A'] },
]

const numbers = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 0.5, 2 ** 31, -(2 ** 31), MOST_INTEGER),
  fc.integer({ min: -40, max: 40 }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
)

/**
 * The small bank's facts with steps drawn at random: every operation of the plan's language and every type, some
 * missing, each reading facts and steps before it, guarded as nodes guard them.
 */
export function randomPlan(draw: Draw, count: number): Plan {
  const named: Named[] = SMALL.playbook.facts.map(({ name, missing }) => ({
    operand: fact(name),
    type: SMALL.types.get(name) ?? { kind: 'count' },
    maybe: missing === 'possible',
  }))
  const steps = Array.from({ length: count }, (_, at): Step => {
    const type = draw(fc.constantFrom(...TYPES))
    const maybe = draw(fc.integer({ min: 0, max: 3 })) === 0
    const draft = new Draft(draw, named)
    const value = draft.value(type)
    const expression = maybe ? choose([{ when: draft.condition(1), take: nothing }], value) : value
    const name = `step_${at}`
    named.push({ operand: step(name), type, maybe })
    return { name, node: 'random', type, expression, output: draw(fc.boolean()) }
  })
  const types = new Map([...SMALL.types, ...steps.map(({ name, type }) => [name, type] as const)])
  return { ...SMALL, steps, outputs: steps.filter(({ output }) => output), types }
}

const isNumber = ({ kind }: ValueType) => kind !== 'flag' && kind !== 'class'

/** One expression in the making. */
class Draft {
  readonly #draw: Draw
  readonly #named: readonly Named[]

  constructor(draw: Draw, named: readonly Named[]) {
    this.#draw = draw
    this.#named = named
  }

  value(type: ValueType): Expression {
    switch (type.kind) {
      case 'flag':
        return holds(this.condition(3))
      case 'class':
        return this.#class(type.values)
      case 'money':
      case 'percent':
        return this.#number(3)
      default:
        // Whole numbers keep within their bounds.
        return maximum(minimum(floor(this.#number(3)), constant(MOST_INTEGER)), constant(-MOST_INTEGER))
    }
  }

  condition(depth: number): Condition {
    const inner = () => this.condition(depth - 1)
    const list = () => Array.from({ length: this.#draw(fc.integer({ min: 1, max: 4 })) }, inner)
    switch (depth === 0 ? 'leaf' : this.#draw(fc.constantFrom('leaf', 'leaf', 'all', 'any', 'not'))) {
      case 'all':
        return all(...list())
      case 'any':
        return any(...list())
      case 'not':
        return not(inner())
      default:
        return this.#leaf()
    }
  }

  #leaf(): Condition {
    const one = this.#draw(fc.constantFrom(...this.#named))
    if (this.#draw(fc.integer({ min: 0, max: 9 })) === 0) return all()
    if (one.maybe && this.#draw(fc.boolean())) return missing(one.operand)
    const test = this.#test(one)
    const ifMissing = this.#draw(fc.boolean())
    if (!one.maybe) return test
    return ifMissing ? any(missing(one.operand), test) : all(not(missing(one.operand)), test)
  }

  #test({ operand, type }: Named): Condition {
    if (type.kind === 'flag') return isTrue(operand)
    if (type.kind === 'class') {
      const values = this.#draw(fc.subarray([...type.values], { minLength: 1 }))
      return this.#draw(fc.boolean())
        ? { test: 'among', of: operand, values }
        : compare(operand, 'not_equal', constant(values[0] ?? ''))
    }
    const is = this.#draw(fc.constantFrom('equal', 'not_equal', 'less', 'at_most', 'more', 'at_least'))
    const certain = this.#named.filter((each) => isNumber(each.type) && !each.maybe)
    const other = this.#draw(fc.constantFrom(...certain)).operand
    const literal = constant(this.#draw(numbers))
    return compare(operand, is, this.#draw(fc.constantFrom(other, literal, input('as_of'))))
  }

  #number(depth: number): Expression {
    const inner = () => this.#number(depth - 1)
    switch (depth === 0 ? 'leaf' : this.#draw(fc.integer({ min: 0, max: 11 }))) {
      case 0:
        return add(inner(), inner())
      case 1:
        return subtract(inner(), inner())
      case 2:
        return multiply(inner(), inner())
      case 3:
        return divide(inner(), constant(this.#draw(fc.constantFrom(1, 3, -7, 100))))
      case 4:
        return minimum(inner(), inner())
      case 5:
        return maximum(inner(), inner())
      case 6:
        return floor(inner())
      case 7: {
        const rules = this.#draw(fc.integer({ min: 1, max: 4 }))
        return choose(
          Array.from({ length: rules }, () => ({ when: this.condition(2), take: inner() })),
          inner(),
        )
      }
      case 8:
        return this.#known((operand) => ({
          op: 'bands',
          of: operand,
          thresholds: this.#draw(fc.uniqueArray(numbers, { maxLength: 25 })).toSorted((a, b) => a - b),
        }))
      case 9:
        return this.#lookup(() => this.#draw(numbers))
      case 10:
        return this.#known(workingDay, ({ kind }) => kind === 'date')
      default:
        return this.#draw(fc.boolean()) ? this.#known((operand) => operand) : constant(this.#draw(numbers))
    }
  }

  /** Something of a number that is there. */
  #known(of: (operand: Operand) => Expression, fits: (type: ValueType) => boolean = isNumber): Expression {
    const { operand, maybe } = this.#draw(fc.constantFrom(...this.#named.filter(({ type }) => fits(type))))
    return maybe
      ? choose([{ when: missing(operand), take: constant(this.#draw(numbers)) }], of(operand))
      : of(operand)
  }

  #lookup<Cell extends string | number>(cell: () => Cell): Expression {
    const keyed = this.#named.filter(({ type }) => !isNumber(type))
    const keys = Array.from({ length: this.#draw(fc.integer({ min: 1, max: 3 })) }, (): LookupKey => {
      const { operand, type } = this.#draw(fc.constantFrom(...keyed))
      const values = type.kind === 'class' ? type.values : [false, true]
      return { of: operand, domain: [null, ...values] }
    })
    const size = keys.reduce((cells, { domain }) => cells * domain.length, 1)
    return { op: 'lookup', keys, results: Array.from({ length: size }, cell) }
  }

  #class(values: readonly string[]): Expression {
    if (this.#draw(fc.boolean())) return this.#lookup(() => this.#draw(fc.constantFrom(...values)))
    const of = (): Expression => {
      const same = this.#named.filter(
        ({ type, maybe }) =>
          !maybe && type.kind === 'class' && type.values.every((each) => values.includes(each)),
      )
      const literal = constant(this.#draw(fc.constantFrom(...values)))
      return this.#draw(fc.constantFrom(literal, ...same.map(({ operand }) => operand)))
    }
    return choose([{ when: this.condition(2), take: of() }], of())
  }
}
