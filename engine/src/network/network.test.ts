import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WORKING_DAYS } from '../testing/small-bank.ts'
import { calculate, leftOf, rightOf } from './arithmetic.ts'
import {
  admits,
  type Domain,
  EITHER,
  hull,
  isEmpty,
  join,
  meet,
  type Numbers,
  numbers,
  only,
} from './domain.ts'
import { forward } from './forward.ts'
import { type Calculation, Graph, type Vertex } from './graph.ts'
import { above, below } from './neighbours.ts'
import { Propagator } from './propagate.ts'
import { search } from './search.ts'

/** Numbers where doubles go wrong. */
const edges = fc.constantFrom(
  0,
  1,
  -1,
  0.5,
  -0.5,
  0.1,
  0.3,
  3,
  1e-300,
  2 ** 53,
  -(2 ** 53),
  2 ** 53 + 2,
  9e15,
  1e300,
)
const anyNumber = fc.oneof(
  edges,
  fc.integer({ min: -1000, max: 1000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const spanOf = (values: readonly number[]): Numbers =>
  numbers(Math.min(...values), Math.max(...values), values.every(Number.isInteger))

const OPERATIONS: Record<Calculation, (left: number, right: number) => number> = {
  add: (left, right) => left + right,
  subtract: (left, right) => left - right,
  multiply: (left, right) => left * right,
  divide: (left, right) => left / right,
  minimum: Math.min,
  maximum: Math.max,
}
const operations = fc.constantFrom<Calculation>('add', 'subtract', 'multiply', 'divide', 'minimum', 'maximum')
const several = fc.array(anyNumber, { minLength: 1, maxLength: 4 })

describe('bounds of arithmetic', () => {
  it('hold every result, as doubles give it', () => {
    fc.assert(
      fc.property(operations, several, several, (op, lefts, rights) => {
        const bounds = calculate(op, spanOf(lefts), spanOf(rights))
        for (const left of lefts) {
          for (const right of rights) {
            if (op === 'divide' && right === 0) continue
            const result = OPERATIONS[op](left, right)
            const held = Number.isNaN(result) ? bounds.nan : admits(bounds, result)
            expect({ op, left, right, result, held }).toEqual({ op, left, right, result, held: true })
          }
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('backwards, never leave out an operand that gives the result', () => {
    const invertible = fc.constantFrom('add', 'subtract', 'multiply', 'divide' as const)
    fc.assert(
      fc.property(invertible, anyNumber, anyNumber, several, (op, left, right, more) => {
        const result = OPERATIONS[op](left, right)
        if (!Number.isFinite(result) || (op === 'divide' && right === 0)) return
        const around = spanOf([right, ...(op === 'divide' ? [] : more)])
        expect(admits(leftOf(op, spanOf([result]), spanOf([left]), around), left)).toBe(true)
        if (op !== 'divide')
          expect(admits(rightOf(op, spanOf([result]), spanOf([left, ...more]), spanOf([right])), right)).toBe(
            true,
          )
      }),
      { numRuns: 2000 },
    )
  })

  it('know the next double on either side', () => {
    fc.assert(
      fc.property(anyNumber, (value) => {
        expect(below(above(value))).toBe(value + 0)
        expect(above(value)).toBeGreaterThan(value)
        // Between neighbours lies nothing.
        expect([value, above(value)]).toContain(value / 2 + above(value) / 2)
      }),
    )
  })
})

const domains = fc.oneof(
  several.map(spanOf),
  fc.subarray(['x', 'y', 'z', 'w']).map((of): Domain => ({ kind: 'choices', of, missing: false })),
)
const maybeMissing = fc
  .tuple(domains, fc.boolean())
  .map(([domain, missing]): Domain => ({ ...domain, missing }))
const value = fc.oneof(anyNumber, fc.constantFrom('x', 'y', 'z', 'w'), fc.constant(null))

describe('domains', () => {
  it('meet in what both hold and join in what either holds', () => {
    fc.assert(
      fc.property(maybeMissing, maybeMissing, value, (left, right, each) => {
        const both = admits(left, each) && admits(right, each)
        if (both) expect(admits(meet(left, right), each)).toBe(true)
        if (admits(meet(left, right), each)) expect(both).toBe(true)
        if (left.kind === right.kind && (admits(left, each) || admits(right, each)))
          expect(admits(join(left, right), each)).toBe(true)
      }),
    )
  })

  it('say that nothing is taken away by handing the same domain back', () => {
    fc.assert(fc.property(maybeMissing, (domain) => meet(domain, domain) === domain))
  })
})

describe('what may be no number', () => {
  const overflowing: Numbers = { ...numbers(-Infinity, Infinity), nan: true }
  const at = (vertex: Vertex) => forward(vertex, () => overflowing, WORKING_DAYS)

  it('comes of infinite numbers, and stays what it may be', () => {
    expect(calculate('subtract', numbers(0, Infinity), numbers(0, Infinity)).nan).toBe(true)
    expect(calculate('multiply', numbers(0, 1), numbers(0, Infinity)).nan).toBe(true)
    expect(join(overflowing, numbers(0, 1))).toMatchObject({ nan: true })
    expect(join(numbers(0, 1), overflowing)).toMatchObject({ nan: true })
    expect(at({ op: 'floor', of: 0 })).toMatchObject({ nan: true })
  })

  it('reaches no threshold, and no comparison holds for it', () => {
    const high = { ...numbers(9, 10), nan: true }
    expect(forward({ op: 'bands', of: 0, thresholds: [1, 2] }, () => high, WORKING_DAYS)).toEqual(
      numbers(0, 2, true),
    )
    const known = (id: number) => (id === 0 ? numbers(1, 2) : high)
    expect(forward({ op: 'less', left: 0, right: 1 }, known, WORKING_DAYS)).toEqual(EITHER)
    expect(forward({ op: 'missing', of: 1 }, known, WORKING_DAYS)).toEqual(EITHER)
  })
})

/** A random graph over three whole numbers and a class, small enough to go through all of its values. */
const CLASS = ['x', 'y', 'z'] as const
const small = fc.gen().map((gen) => {
  const draw = <Value>(arbitrary: fc.Arbitrary<Value>): Value => gen(() => arbitrary)
  const graph = new Graph()
  const [first, second] = [
    graph.variable('a', numbers(-3, 3, true)),
    graph.variable('b', numbers(-3, 3, true, true)),
  ]
  const letter = graph.variable('c', { kind: 'choices', of: [...CLASS], missing: false })
  const known = graph.add({ op: 'not', of: graph.add({ op: 'missing', of: second }) })
  const half = graph.add({ op: 'constant', value: draw(fc.constantFrom(0.5, 2, -1)) })
  // What may be missing is guarded, as plans guard it.
  const guarded = graph.add({ op: 'choose', rules: [{ when: known, take: second }], otherwise: first })
  const figures = [first, guarded, half]
  const flags = [known, graph.add({ op: 'among', of: letter, values: draw(fc.subarray([...CLASS])) })]
  const one = (ids: readonly number[]) => draw(fc.constantFrom(...ids))
  for (let at = 0; at < 6; at += 1) {
    const op = draw(operations.filter((each) => each !== 'divide'))
    const vertices: Vertex[] = [
      { op, left: one(figures), right: one(figures) },
      { op: 'floor', of: one(figures) },
      { op: 'bands', of: one(figures), thresholds: [-1, 1.5, 4] },
      {
        op: 'choose',
        rules: [
          { when: one(flags), take: one(figures) },
          { when: one(flags), take: one(figures) },
        ],
        otherwise: one(figures),
      },
      { op: 'lookup', keys: [{ of: letter, domain: [null, ...CLASS] }], results: [0, 7, -2, 5] },
    ]
    figures.push(graph.add(draw(fc.constantFrom(...vertices))))
    const tests: Vertex[] = [
      { op: draw(fc.constantFrom('equal', 'less', 'at_most')), left: one(figures), right: one(figures) },
      { op: draw(fc.constantFrom('all', 'any')), of: [one(flags), one(flags)] },
      { op: 'not', of: one(flags) },
    ]
    flags.push(graph.add(draw(fc.constantFrom(...tests))))
  }
  return { graph, condition: flags.at(-1) ?? known }
})

/** Every combination of values, worked out forwards with one value for each variable. */
function* everyCustomer({ graph }: { graph: Graph }): Generator<Domain[]> {
  const span = [-3, -2, -1, 0, 1, 2, 3]
  for (const a of span) {
    for (const b of [...span, null]) {
      for (const c of CLASS) {
        const given = new Map([a, b, c].map((each, at) => [['a', 'b', 'c'][at] ?? '', only(each)]))
        const found: Domain[] = []
        for (const vertex of graph.vertices) {
          const own = vertex.op === 'variable' ? given.get(vertex.name) : undefined
          found.push(own ?? forward(vertex, (id) => found[id] ?? EITHER, WORKING_DAYS) ?? EITHER)
        }
        yield found
      }
    }
  }
}

describe('the search', () => {
  it('agrees with going through all values of small graphs', () => {
    const counts = { never: 0, holds: 0, open: 0 }
    fc.assert(
      fc.property(small, (made) => {
        const holds = [...everyCustomer(made)].some(
          (each) =>
            admits(each[made.condition] ?? EITHER, true) && !admits(each[made.condition] ?? EITHER, false),
        )
        const found = search(new Propagator(made.graph, WORKING_DAYS), made.condition, { left: 50_000 })
        counts[found.status] += 1
        if (found.status === 'never') expect(holds).toBe(false)
        if (found.status === 'holds') expect(holds).toBe(true)
      }),
      { numRuns: 300, endOnFailure: true },
    )
    expect(counts.never).toBeGreaterThan(10)
    expect(counts.holds).toBeGreaterThan(100)
    expect(counts.open).toBeLessThan(40)
  })

  it('takes away only what no customer has', () => {
    fc.assert(
      fc.property(small, (made) => {
        const propagator = new Propagator(made.graph, WORKING_DAYS)
        const narrowed = propagator.initial()
        const fits = propagator.assume(narrowed, [[made.condition, only(true)]], { left: 50_000 })
        for (const customer of everyCustomer(made)) {
          if (
            !admits(customer[made.condition] ?? EITHER, true) ||
            admits(customer[made.condition] ?? EITHER, false)
          )
            continue
          expect(fits).toBe(true)
          for (const { id } of made.graph.variables.values()) {
            expect(isEmpty(meet(narrowed[id] ?? EITHER, customer[id] ?? EITHER))).toBe(false)
          }
        }
      }),
      { numRuns: 200, endOnFailure: true },
    )
  })

  it('ends in bounded work', () => {
    const graph = new Graph()
    const [left, right] = ['l', 'r'].map((name) => graph.variable(name, numbers(-1e9, 1e9, true)))
    if (left === undefined || right === undefined) return expect.fail()
    const crossed = graph.add({
      op: 'all',
      of: [graph.add({ op: 'less', left, right }), graph.add({ op: 'less', left: right, right: left })],
    })
    const effort = { left: 20_000 }
    expect(search(new Propagator(graph, WORKING_DAYS), crossed, effort).status).not.toBe('holds')
  })

  it('writes equal expressions once', () => {
    const graph = new Graph()
    const vertex = { op: 'constant', value: -0 } as const
    expect(graph.add(vertex)).toBe(graph.add({ op: 'constant', value: 0 }))
    expect(hull([1, null, 3])).toEqual(numbers(1, 3, true, true))
  })
})
