import fc from 'fast-check'
import { calculate } from '../evaluate/reference/calculate.ts'
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
} from '../expression/expression.ts'
import { closed } from '../region/interval.ts'
import { choices, numbers, type Region } from '../region/region.ts'
import type { Maybe, ValueType } from '../values/value-type.ts'

/**
 * Plans that can be gone through customer by customer, for tests of what reasons about all of them at once: facts
 * have few values here, and steps are made up of them at random.
 */

export const COUNT: ValueType = { kind: 'count' }
const CLASS: ValueType = { kind: 'class', values: ['A', 'B'] }
const SMALL = [0, 1, 2, 3]
export const FACTS: Record<string, { type: ValueType; region: Region; values: Maybe[] }> = {
  x: { type: COUNT, region: numbers(COUNT, [closed(0, 3)]), values: SMALL },
  y: { type: COUNT, region: numbers(COUNT, [closed(0, 3)]), values: SMALL },
  maybe: { type: COUNT, region: numbers(COUNT, [closed(0, 3)], true), values: [null, ...SMALL] },
  held: { type: CLASS, region: choices(['A', 'B'], true), values: [null, 'A', 'B'] },
}

export const POINTS = Object.entries(FACTS).reduce<Map<string, Maybe>[]>(
  (sofar, [name, { values }]) =>
    sofar.flatMap((point) => values.map((value) => new Map(point).set(name, value))),
  [new Map()],
)

const is = fc.constantFrom('equal', 'not_equal', 'less', 'at_most', 'more', 'at_least' as const)
const small = fc.constantFrom(0, 1, 2, 3, 0.5, -1)

/** Conditions on these numbers and on the facts; a missing one is decided before it is compared. */
export const conditionOn = (figures: readonly Operand[]): fc.Arbitrary<Condition> => {
  const figure = fc.constantFrom(...figures)
  const guarded = fc
    .tuple(is, small, fc.boolean())
    .map(([how, value, passes]) =>
      passes
        ? any(missing(fact('maybe')), compare(fact('maybe'), how, constant(value)))
        : all(not(missing(fact('maybe'))), compare(fact('maybe'), how, constant(value))),
    )
  const leaf = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.tuple(figure, is, small).map(([left, how, value]) => compare(left, how, constant(value))),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(figure, is, figure).map(([left, how, right]) => compare(left, how, right)),
    },
    guarded,
    fc.constantFrom(missing(fact('maybe')), missing(fact('held'))),
    fc
      .subarray(['A', 'B'], { minLength: 1 })
      .map((values) => all(not(missing(fact('held'))), { test: 'among', of: fact('held'), values })),
  )
  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      leaf,
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((each) => all(...each)),
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((each) => any(...each)),
      tie('condition').map(not),
    ),
  })).condition
}

/** Numbers made of these. */
const numberOf = (figures: readonly Operand[]): fc.Arbitrary<Expression> =>
  fc.letrec<{ number: Expression }>((tie) => {
    const two = fc.tuple(tie('number'), tie('number'))
    const operations = fc.constantFrom(add, subtract, multiply, minimum, maximum)
    return {
      number: fc.oneof(
        { maxDepth: 2, depthSize: 'small' },
        fc.constantFrom<Expression>(...figures),
        small.map(constant),
        fc.tuple(operations, two).map(([make, [left, right]]) => make(left, right)),
        fc.tuple(tie('number'), fc.constantFrom(2, -4)).map(([left, by]) => divide(left, constant(by))),
        tie('number').map(floor),
        fc.constantFrom(...figures).map((of) => ({ op: 'bands', of, thresholds: [1, 2.5] }) as const),
        fc
          .tuple(conditionOn(figures), two)
          .map(([when, [take, otherwise]]) => choose([{ when, take }], otherwise)),
        fc.constant(choose([{ when: missing(fact('maybe')), take: constant(2) }], fact('maybe'))),
        fc.constant<Expression>({
          op: 'lookup',
          keys: [
            { of: fact('held'), domain: [null, 'A', 'B'] },
            { of: fact('x'), domain: SMALL },
          ],
          results: [0, 1, 2, 3, 3, 1, 0, 2, 1, 1, 1, 1],
        }),
      ),
    }
  }).number

export const named = (name: string, type: ValueType, expression: Expression): Step => ({
  name,
  node: 'n',
  type,
  expression,
  output: true,
})

export const PERCENT: ValueType = { kind: 'percent' }
const FIGURES: Operand[] = [fact('x'), fact('y')]

/** Steps, one on the other, and a condition on all of them. */
export const plans = fc
  .tuple(numberOf(FIGURES), conditionOn(FIGURES), numberOf([...FIGURES, step('s0')]), fc.boolean())
  .chain(([first, flag, second, lacking]) => {
    const guard = compare(fact('x'), 'more', constant(1))
    const steps = [
      named('s0', PERCENT, first),
      named('s1', { kind: 'flag' }, holds(flag)),
      named('s2', PERCENT, second),
      named('s3', PERCENT, lacking ? choose([{ when: guard, take: nothing }], step('s0')) : step('s0')),
    ]
    const on = conditionOn([...FIGURES, step('s0'), step('s2')])
    const known = compare(step('s1'), 'equal', constant(true))
    const unless = all(not(missing(step('s3'))), compare(step('s3'), 'at_most', constant(1)))
    const condition = fc.tuple(on, fc.boolean(), fc.boolean()).map(([each, asks, lacks]) => {
      const further = [...(asks ? [known] : []), ...(lacks ? [unless] : [])]
      return all(each, ...further)
    })
    return condition.map((each) => ({ steps, condition: each }))
  })

function test(condition: Condition, value: (operand: Operand) => Maybe): boolean {
  switch (condition.test) {
    case 'all':
      return condition.of.every((each) => test(each, value))
    case 'any':
      return condition.of.some((each) => test(each, value))
    case 'not':
      return !test(condition.of, value)
    case 'always':
      return condition.holds
    case 'missing':
      return value(condition.of) === null
    case 'among':
      return condition.values.includes(String(value(condition.of)))
    case 'compare': {
      const [left, right] = [value(condition.left), value(condition.right)]
      if (condition.is === 'equal') return left === right
      if (condition.is === 'not_equal') return left !== right
      const [one, other] = [Number(left ?? Number.NaN), Number(right ?? Number.NaN)]
      return { less: one < other, at_most: one <= other, more: one > other, at_least: one >= other }[
        condition.is
      ]
    }
  }
}

/** All figures of a customer. */
export function decide(steps: readonly Step[], point: ReadonlyMap<string, Maybe>): Map<string, Maybe> {
  const values = new Map(point)
  const value = (operand: Operand): Maybe =>
    operand.op === 'constant' ? operand.value : (values.get(operand.name) ?? null)
  for (const { name, expression } of steps) {
    const found = calculate(expression, {
      value: (each) => values.get(each) ?? null,
      input: () => 0,
      holds: (condition) => test(condition, value),
      workingDay: (day) => day,
    })
    values.set(name, typeof found === 'number' ? found + 0 : found)
  }
  return values
}

export const holdsFor = (condition: Condition, values: ReadonlyMap<string, Maybe>): boolean =>
  test(condition, (operand) =>
    operand.op === 'constant' ? operand.value : (values.get(operand.name) ?? null),
  )

/** What the facts may be, and their types. */
export const facts = new Map(Object.entries(FACTS).map(([name, { region }]) => [name, region]))
export const factTypes = Object.entries(FACTS).map(([name, { type }]) => [name, type] as const)
