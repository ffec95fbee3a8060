import { describe, expect, it } from 'vitest'
import { all, choose, compare, constant, type Expression, fact } from '../expression/expression.ts'
import { WORKING_DAYS } from '../testing/small-bank.ts'
import { buildGraph } from './build.ts'
import { type Numbers, numbers } from './domain.ts'
import { Graph, type Id, type Vertex } from './graph.ts'
import { Propagator } from './propagate.ts'
import { neverFalls } from './rising.ts'
import { search } from './search.ts'

/** A graph over one number, with the vertices that are made of it. */
function over(domain: Numbers, make: (x: Id, add: (vertex: Vertex) => Id) => Id, effort = 100_000) {
  const graph = new Graph()
  const x = graph.variable('x', domain)
  const condition = make(x, (vertex) => graph.add(vertex))
  return search(new Propagator(graph, WORKING_DAYS), condition, { left: effort })
}

const squareIs = (value: number) => (x: Id, add: (vertex: Vertex) => Id) =>
  add({
    op: 'equal',
    left: add({ op: 'multiply', left: x, right: x }),
    right: add({ op: 'constant', value }),
  })

describe('the search', () => {
  it.each([[71], [29], [100], [3]])('goes through all numbers of a small range: %s', (root) => {
    const found = over(numbers(0, 100, true), squareIs(root * root))
    expect(found).toEqual({ status: 'holds', values: new Map([['x', root]]) })
  })

  it('tells what cannot be from what was not found', () => {
    expect(over(numbers(0, 100, true), squareIs(-4)).status).toBe('never')
    expect(over(numbers(0, 100, true), squareIs(72 * 72 + 1)).status).toBe('never')
    // 1,234,567 squared: there is such a number, but a range as wide as this is not gone through.
    expect(over(numbers(-1e9, 1e9, true), squareIs(1_234_567 ** 2)).status).toBe('open')
  })

  it('never calls impossible what it had no time to look at', () => {
    for (let effort = 0; effort < 400; effort += 7) {
      expect(over(numbers(0, 100, true), squareIs(71 * 71), effort).status).not.toBe('never')
    }
  })

  it.each([
    ['before the calendar', WORKING_DAYS.first - 9, WORKING_DAYS.first - 2, 1],
    [
      'after the calendar',
      WORKING_DAYS.last + 2,
      WORKING_DAYS.last + 9,
      WORKING_DAYS.ordinal(WORKING_DAYS.last),
    ],
    ['on its first day', WORKING_DAYS.first, WORKING_DAYS.first, WORKING_DAYS.ordinal(WORKING_DAYS.first)],
    ['on its last day', WORKING_DAYS.last, WORKING_DAYS.last, WORKING_DAYS.ordinal(WORKING_DAYS.last)],
  ])('knows the ordinal of days %s', (_, least, most, ordinal) => {
    const at = (value: number) => (x: Id, add: (vertex: Vertex) => Id) =>
      add({ op: 'equal', left: add({ op: 'workingDay', of: x }), right: add({ op: 'constant', value }) })
    expect(over(numbers(least, most, true), at(WORKING_DAYS.ordinal(least))).status).toBe('holds')
    expect(over(numbers(least, most, true), at(ordinal + 1)).status).toBe('never')
    expect(over(numbers(least, most, true), at(ordinal - 1)).status).toBe('never')
  })
})

it.each([
  ['before', 'less', WORKING_DAYS.first],
  ['after', 'more', WORKING_DAYS.last],
] as const)('the search finds days %s the calendar, which count as its first or last', (_, side, end) => {
  const found = over(numbers(end - 300, end + 300, true), (x, add) => {
    const bound = add({ op: 'constant', value: end })
    const beyond = side === 'less' ? ([x, bound] as const) : ([bound, x] as const)
    const ordinal = add({ op: 'constant', value: WORKING_DAYS.ordinal(end) })
    return add({
      op: 'all',
      of: [
        add({ op: 'equal', left: add({ op: 'workingDay', of: x }), right: ordinal }),
        add({ op: 'less', left: beyond[0], right: beyond[1] }),
      ],
    })
  })
  expect(found.status).toBe('holds')
})

const built = (expression: Expression) => {
  const step = { name: 'y', node: 'y', type: { kind: 'count' }, expression, output: true } as const
  const { graph, places } = buildGraph([step], {
    domain: () => numbers(-100, 100, true),
    derived: () => undefined,
  })
  return { graph, place: places.get('y') ?? -1 }
}
const x = fact('x')
const never = { test: 'always', holds: false } as const
const always = { test: 'always', holds: true } as const

describe('a graph', () => {
  it('has only the rules that can be taken', () => {
    const rules = [
      { when: never, take: constant(1) },
      { when: all(always, always), take: constant(2) },
      { when: compare(x, 'less', constant(3)), take: constant(3) },
    ]
    const { graph, place } = built(choose(rules, constant(4)))
    expect(graph.vertex(place)).toEqual({ op: 'constant', value: 2 })
  })

  it('has one vertex for what says the same', () => {
    const [less, more] = [compare(x, 'less', constant(3)), compare(constant(3), 'more', x)]
    const { graph, place } = built(
      choose(
        [
          { when: less, take: constant(1) },
          { when: more, take: constant(1) },
        ],
        x,
      ),
    )
    const vertex = graph.vertex(place)
    expect(vertex.op === 'choose' && vertex.rules[0]?.when === vertex.rules[1]?.when).toBe(true)
  })
})

describe('a number that follows another', () => {
  const rises = (expression: Expression): boolean => {
    const { graph, place } = built(expression)
    const domains = new Propagator(graph, WORKING_DAYS).initial()
    return neverFalls(graph, domains, place, graph.variables.get('fact x')?.id ?? -1)
  }
  const below = compare(x, 'less', constant(3))
  const of = (
    op: 'add' | 'subtract' | 'multiply' | 'divide',
    left: Expression,
    right: Expression,
  ): Expression => ({ op, left, right })

  it.each<[string, Expression, boolean]>([
    ['the number itself', x, true],
    ['what is taken from it', of('subtract', x, constant(5)), true],
    ['what it is taken from', of('subtract', constant(5), x), false],
    ['twice turned around', of('subtract', constant(5), of('subtract', constant(5), x)), true],
    ['times more than nothing', of('multiply', x, constant(0.1)), true],
    ['times less than nothing', of('multiply', x, constant(-0.1)), false],
    ['its square', of('multiply', x, x), false],
    ['a part of it, rounded down', { op: 'floor', of: of('divide', x, constant(7)) }, true],
    ['divided by less than nothing', of('divide', x, constant(-7)), false],
    ['what it divides', of('divide', constant(7), x), false],
    ['what is chosen by it', choose([{ when: below, take: constant(9) }], constant(1)), false],
    [
      'what is chosen by another',
      choose([{ when: compare(fact('z'), 'less', constant(3)), take: x }], constant(1)),
      true,
    ],
    ['a rising table of its bands', table([0, 1, 1]), true],
    ['a falling table of its bands', table([2, 1, 0]), false],
    ['a table that turns', table([0, 2, 1]), false],
    ['nothing of it', fact('z'), true],
  ])('%s', (_, expression, expected) => {
    expect(rises(expression)).toBe(expected)
  })
})

function table(results: number[]): Expression {
  const bands = { name: 'x', op: 'fact' } as const
  return { op: 'lookup', keys: [{ of: bands, domain: [0, 1, 2] }], results }
}
