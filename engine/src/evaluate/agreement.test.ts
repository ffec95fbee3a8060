import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { constant, fact, floor, multiply } from '../expression/expression.ts'
import type { Plan } from '../plan/plan.ts'
import { decode } from '../population/column.ts'
import { type Figures, populationOf } from '../population/population.ts'
import { type Draw, randomPlan } from '../testing/random-steps.ts'
import { customer, day, on, RUN, rateCut, SMALL } from '../testing/small-bank.ts'
import type { Maybe } from '../values/value-type.ts'
import { interpret, interpretSingle } from './closures/interpret.ts'
import { compile } from './columns/compile.ts'
import { compileSingle } from './columns/single.ts'
import type { Decider, Extent, SingleDecider } from './decisions.ts'
import { referenceEvaluator } from './reference/reference.ts'
import { traced } from './trace/traced.ts'

const run = on('2026-05-20', rateCut('2026-05-18'))

const DECIDERS: Record<string, (plan: Plan, extent: Extent) => Decider> = {
  columns: compile,
  'columns in pieces of a step or two': (plan, extent) => compile(plan, { ...extent, most: 32 }),
  'columns in a few pieces': (plan, extent) => compile(plan, { ...extent, most: 150 }),
  closures: interpret,
}

const SINGLE: Record<string, (plan: Plan, extent: Extent) => SingleDecider> = {
  'columns of one': compileSingle,
  'closures of one': interpretSingle,
}

const maybe = <Value>(known: fc.Arbitrary<Value>) => fc.option(known, { nil: null, freq: 3 })
const whole = fc.oneof(fc.integer({ min: -40, max: 40 }), fc.constantFrom(0, 1_000_000_000, -1_000_000_000))
const amount = fc.oneof(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.maxSafeInteger())
const near = fc.oneof(
  fc.integer({ min: day('2024-12-20'), max: day('2027-01-10') }),
  fc.constantFrom(day('2025-01-01'), day('2026-12-31'), day('2026-05-02'), 0),
)

const anybody: fc.Arbitrary<Figures> = fc
  .record<Record<string, Maybe>>({
    balance: amount,
    fees: amount,
    visits: whole,
    deposits: whole,
    last_activity: maybe(near),
    held_tier: maybe(fc.constantFrom('A', 'B', 'C')),
    months_below: whole,
    last_contact: maybe(near),
    matures: maybe(near),
    touches: maybe(whole),
    last_refusal: maybe(near),
    do_not_contact: maybe(fc.boolean()),
    consent_phone: maybe(fc.boolean()),
  })
  .map((facts) => customer(facts))

/** The figures of each customer by that evaluator, in the order of the steps. */
function decided(plan: Plan, customers: readonly Figures[], by: Decider): Maybe[][] {
  const { columns } = by.decide(populationOf(plan, customers), run)
  return customers.map((_, at) =>
    plan.steps.map(({ name, type }) => decode(type, columns.get(name)?.[at] ?? Number.NaN)),
  )
}

function decidedSingly(plan: Plan, customers: readonly Figures[], by: SingleDecider): Maybe[][] {
  const { columns } = populationOf(plan, customers)
  return customers.map((_, at) => {
    const outcomes = by.decide(
      by.reads.map((name) => columns.get(name)?.[at] ?? Number.NaN),
      run,
    )
    return plan.steps.map(({ type }, step) => decode(type, outcomes[step] ?? Number.NaN))
  })
}

async function byReference(plan: Plan, customers: readonly Figures[]): Promise<Maybe[][]> {
  const reference = referenceEvaluator(plan)
  const found: Maybe[][] = []
  for (const facts of customers) {
    const { values } = await reference.decide(facts, run)
    found.push(plan.steps.map(({ name }) => values.get(name) ?? null))
  }
  return found
}

const all = (plan: Plan) => ({ wanted: plan.steps.map(({ name }) => name) })

describe('every evaluator', () => {
  it('gives the same figures, to the bit, for steps of every operation and type', {
    timeout: 240_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.gen(),
        fc.array(anybody, { minLength: 1, maxLength: 9 }),
        async (gen, customers) => {
          const draw: Draw = (arbitrary) => gen(() => arbitrary)
          const plan = randomPlan(draw, draw(fc.integer({ min: 1, max: 14 })))
          const expected = await byReference(plan, customers)
          for (const [name, make] of Object.entries(DECIDERS)) {
            expect(decided(plan, customers, make(plan, all(plan))), name).toEqual(expected)
          }
          for (const [name, make] of Object.entries(SINGLE)) {
            expect(decidedSingly(plan, customers, make(plan, all(plan))), name).toEqual(expected)
          }
          const tracer = traced(plan)
          const values = customers.map((facts) => {
            const trace = tracer.decide(facts, run)
            return plan.steps.map(({ name }) => trace.value(name))
          })
          expect(values, 'trace').toEqual(expected)
        },
      ),
      // A plan is a thousand draws: to shrink one takes longer than to read it.
      { numRuns: 60, endOnFailure: true },
    )
  })

  it('hands out the outputs alone, and given steps as they are', () => {
    const customers = fc.sample(anybody, { numRuns: 600, seed: 7 })
    const population = populationOf(SMALL, customers)
    const whole = compile(SMALL, all(SMALL)).decide(population, run)
    const given = new Set(['contribution', 'tier', 'duty'])
    const wanted = ['list', 'tier', 'list.score']
    const known = { ...population, columns: new Map([...population.columns, ...whole.columns]) }
    for (const [name, make] of Object.entries(DECIDERS)) {
      expect([...make(SMALL, {}).decide(population, run).columns.keys()], name).toEqual(
        SMALL.outputs.map((each) => each.name),
      )
      const decider = make(SMALL, { wanted, given })
      expect(decider.reads, name).not.toContain('held_tier')
      const { columns } = decider.decide(known, run)
      for (const each of wanted)
        expect(columns.get(each), `${name}: ${each}`).toEqual(whole.columns.get(each))
    }
  })

  it('hands out the nearest whole number that a column can hold', () => {
    const expression = floor(multiply(fact('balance'), constant(1000)))
    const step = { name: 'only', node: 'only', type: { kind: 'count' }, expression, output: true } as const
    const types = new Map([...SMALL.types, [step.name, step.type] as const])
    const plan: Plan = { ...SMALL, steps: [step], outputs: [step], types }
    const customers = [-5_000_000, 5_000_000, 7].map((balance) => customer({ balance }))
    for (const [name, make] of Object.entries(DECIDERS)) {
      const { columns } = make(plan, {}).decide(populationOf(plan, customers), run)
      expect([...(columns.get('only') ?? [])], name).toEqual([-(2 ** 31), 2 ** 31 - 1, 7000])
    }
  })

  it('decides again on another day', () => {
    const population = populationOf(SMALL, fc.sample(anybody, { numRuns: 300, seed: 3 }))
    for (const [name, make] of Object.entries(DECIDERS)) {
      const decider = make(SMALL, {})
      decider.decide(population, run)
      expect(decider.decide(population, RUN), name).toEqual(compile(SMALL).decide(population, RUN))
    }
    for (const [name, make] of Object.entries(SINGLE)) {
      const decider = make(SMALL, {})
      const facts = decider.reads.map((each) => population.columns.get(each)?.[0] ?? Number.NaN)
      const [first, other, again] = [run, RUN, run].map((day) => decider.decide(facts, day))
      expect(other, name).toEqual(make(SMALL, {}).decide(facts, RUN))
      expect(again, name).toEqual(first)
      expect(other, name).not.toEqual(first)
    }
  })
})
