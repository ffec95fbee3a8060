import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  choose,
  compare,
  constant,
  type Expression,
  fact,
  missing,
  type Step,
} from '../../expression/expression.ts'
import type { Plan } from '../../plan/plan.ts'
import { factsOf, newPopulation, populationOf } from '../../population/population.ts'
import { type Draw, randomPlan } from '../../testing/random-steps.ts'
import { customer, day, on, PLAYBOOK, planOf, RUN, rateCut, SMALL } from '../../testing/small-bank.ts'
import { compile } from '../columns/compile.ts'
import { referenceEvaluator } from '../reference/reference.ts'
import { pointName, withPoints } from './points.ts'
import { traced } from './traced.ts'

const run = on('2026-03-02', rateCut('2026-03-01'))
const traceOf = (facts: Parameters<typeof customer>[0], on = run) => traced(SMALL).decide(customer(facts), on)

/** The small bank's facts with one step. */
function planWith(expression: Expression): Plan {
  const step: Step = { name: 'only', node: 'only', type: { kind: 'count' }, expression, output: true }
  return { ...SMALL, steps: [step], outputs: [step], types: new Map([...SMALL.types, ['only', step.type]]) }
}

const branchesOf = (expression: Expression, facts: Parameters<typeof customer>[0] = {}) =>
  traced(planWith(expression)).decide(customer(facts), RUN).branches('only')

describe('the trace of a customer', () => {
  it('has the values of all facts and steps, as the reference evaluator has them', async () => {
    const facts = customer({ fees: 6000, last_contact: day('2026-01-05'), deposits: 1 })
    const { values } = await referenceEvaluator(SMALL).decide(facts, run)
    const trace = traced(SMALL).decide(facts, run)
    expect(Object.fromEntries([...values.keys()].map((name) => [name, trace.value(name)]))).toEqual(
      Object.fromEntries(values),
    )
    expect([trace.value('nobody'), trace.run]).toEqual([null, run])
  })

  it('says which band, cell, rule and part decided', () => {
    const trace = traceOf({ fees: 6000, visits: 3, held_tier: 'A', months_below: 9, deposits: 1 })
    expect(trace.value('tier')).toBe('B')
    expect(trace.branch('tier.reached_level')).toEqual({ by: 'band', at: 1, of: 3 })
    expect(trace.branch('tier')).toEqual({ by: 'cell', at: 1, of: 3 })
    // The levels of B and low: the strategy's row of B, after that of a missing tier and of A.
    expect(trace.branch('strategy')).toEqual({ by: 'cell', at: expect.any(Number), of: expect.any(Number) })
    // No holding touched: the third part of the trigger's condition is the first that does not hold.
    expect(traceOf({ fees: 6000 }).value('rate_cut')).toBe(false)
    expect(traceOf({ fees: 6000, deposits: 1 }).branch('rate_cut')).toEqual({ by: 'part', at: 4, of: 4 })
    expect(traceOf({ fees: 6000 }).branch('rate_cut')).toEqual({ by: 'part', at: 2, of: 4 })
    expect(trace.branch('contribution')).toBeNull()
  })

  it('says of alternatives which was the first to hold, and of a rule that none held', () => {
    const never = compare(fact('visits'), 'more', constant(100))
    const often = compare(fact('visits'), 'more', constant(10))
    const any: Expression = { op: 'holds', condition: { test: 'any', of: [never, often] } }
    expect(branchesOf(any, { visits: 20 })).toEqual([{ by: 'part', at: 1, of: 2 }])
    expect(branchesOf(any, { visits: 5 })).toEqual([{ by: 'part', at: 2, of: 2 }])
    const rules = choose(
      [
        { when: never, take: constant(1) },
        { when: often, take: constant(2) },
      ],
      constant(3),
    )
    expect(branchesOf(rules, { visits: 20 })).toEqual([{ by: 'rule', at: 1, of: 2 }])
    expect(branchesOf(rules, { visits: 5 })).toEqual([{ by: 'rule', at: 2, of: 2 }])
  })

  it('leaves out what lies in outcomes that were not taken', () => {
    const inner = choose(
      [{ when: compare(fact('fees'), 'more', constant(0)), take: constant(1) }],
      constant(2),
    )
    const outer = choose([{ when: missing(fact('touches')), take: constant(0) }], inner)
    expect(branchesOf(outer, { touches: null })).toEqual([{ by: 'rule', at: 0, of: 1 }])
    expect(branchesOf(outer, { touches: 1, fees: 5 })).toEqual([
      { by: 'rule', at: 1, of: 1 },
      { by: 'rule', at: 0, of: 1 },
    ])
  })

  it('is the same by position in a population, wherever the columns lie', () => {
    const people = [customer(), customer({ fees: 10_000 }), customer({ last_contact: day('2026-02-27') })]
    const apart = populationOf(SMALL, people)
    const together = newPopulation(factsOf(SMALL), people.length)
    for (const [name, column] of apart.columns) together.columns.get(name)?.set(column)
    for (const [at, facts] of people.entries()) {
      const expected = traced(SMALL).decide(facts, run).text()
      expect(traced(SMALL).at(apart, at, run).text()).toBe(expected)
      expect(traced(SMALL).at(together, at, run).text()).toBe(expected)
    }
  })

  it('stays as it is when others are decided after it, on other days too', () => {
    const first = traceOf({ fees: 6000, last_contact: day('2026-01-05') })
    const before = first.text()
    traceOf({ fees: -1 }, on('2026-05-20'))
    expect(first.text()).toBe(before)
    expect(traceOf({ fees: 6000, last_contact: day('2026-01-05') }).text()).toBe(before)
  })

  it('is JSON text, byte for byte as JSON.stringify makes it of the trace', () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const draw: Draw = (arbitrary) => gen(() => arbitrary)
        const plan = randomPlan(draw, 6)
        const trace = traced(plan).decide(
          customer({ balance: draw(fc.maxSafeInteger()), held_tier: 'B', last_contact: 20_000 }),
          run,
        )
        expect(trace.text()).toBe(JSON.stringify(trace))
        const written: unknown = JSON.parse(trace.text())
        expect(written).toEqual(trace.toJSON())
      }),
      { numRuns: 40, endOnFailure: true },
    )
  })
})

describe('the twin of a plan that tells how it decides', () => {
  it('is decided for a whole population like the steps themselves, and changes none of them', () => {
    const { plan, points } = withPoints(SMALL)
    const names = SMALL.steps.flatMap(({ name }) =>
      (points.get(name) ?? []).map((_, at) => pointName(name, at)),
    )
    const people = [customer(), customer({ fees: 10_000 }), customer({ fees: 5000, visits: 12 })]
    const { columns } = compile(plan, { wanted: names }).decide(populationOf(SMALL, people), run)
    expect([...(columns.get(pointName('tier.reached_level', 0)) ?? [])]).toEqual([0, 2, 0])
    expect(plan.steps.slice(0, SMALL.steps.length)).toEqual(SMALL.steps)
    expect(plan.outputs).toEqual(SMALL.outputs)
  })

  it('has no names that a playbook could have', () => {
    const { plan } = withPoints(planOf(PLAYBOOK))
    const added = plan.steps.slice(SMALL.steps.length).map(({ name }) => name)
    expect(added.every((name) => name.includes('#'))).toBe(true)
    expect(new Set(plan.steps.map(({ name }) => name)).size).toBe(plan.steps.length)
  })
})
