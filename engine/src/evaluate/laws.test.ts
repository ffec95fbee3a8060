import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dailyLists } from '../lists/daily-lists.ts'
import { ACTIONS, LISTED_ACTIONS } from '../nodes/arbitration/arbitration.ts'
import type { Plan } from '../plan/plan.ts'
import type { Run } from '../plan/run.ts'
import { decode } from '../population/column.ts'
import { type Figures, populationOf } from '../population/population.ts'
import { customer, day, nodes, on, planOf, playbookWith, rateCut, SMALL } from '../testing/small-bank.ts'
import type { Maybe } from '../values/value-type.ts'
import { compile } from './columns/compile.ts'
import { referenceEvaluator } from './reference/reference.ts'

/** What holds for every customer and every playbook, whatever the numbers. */

const run = on('2026-03-02', rateCut('2026-03-01'))
const maybe = <Value>(known: fc.Arbitrary<Value>) => fc.option(known, { nil: null, freq: 3 })
const near = fc.integer({ min: day('2026-01-01'), max: day('2026-04-01') })
const amount = fc.oneof(
  fc.integer({ min: -20_000, max: 30_000 }),
  fc.constantFrom(0, 4499, 4500, 4999, 5000, 8999, 9000, 9999, 10_000),
)

const anybody: fc.Arbitrary<Figures> = fc
  .record<Record<string, Maybe>>({
    balance: fc.integer({ min: 0, max: 2_000_000 }),
    fees: amount,
    visits: fc.integer({ min: 0, max: 20 }),
    deposits: fc.integer({ min: 0, max: 2 }),
    last_activity: maybe(near),
    held_tier: maybe(fc.constantFrom('A', 'B', 'C')),
    months_below: fc.integer({ min: 0, max: 5 }),
    last_contact: maybe(near),
    matures: maybe(near),
    touches: maybe(fc.integer({ min: 0, max: 6 })),
    last_refusal: maybe(near),
    do_not_contact: maybe(fc.boolean()),
    consent_phone: maybe(fc.boolean()),
  })
  .map((facts) => customer(facts))

const people = fc.array(anybody, { minLength: 1, maxLength: 40 })

const without = <Node extends { hysteresis: unknown }>({ hysteresis: _hysteresis, ...node }: Node) => node
const unheld = planOf(playbookWith(without(nodes.tier)))

/** The outcome of a step for each of the customers. */
function outcomes(plan: Plan, customers: readonly Figures[], name: string, on: Run = run): Maybe[] {
  const { columns } = compile(plan, { wanted: [name] }).decide(populationOf(plan, customers), on)
  const type = plan.types.get(name) ?? expect.fail(name)
  return Array.from(columns.get(name) ?? [], (value) => decode(type, value))
}

const RANK: Readonly<Record<string, number>> = { A: 2, B: 1, C: 0 }
const rank = (tier: Maybe | undefined): number => RANK[String(tier)] ?? Number.NaN
const withFees = (facts: Figures, fees: number): Figures => new Map([...facts, ['fees', fees]])
const numberOf = (value: Maybe | undefined): number => (typeof value === 'number' ? value : Number.NaN)

describe('a decision', () => {
  it('is the same every time', async () => {
    await fc.assert(
      fc.asyncProperty(anybody, async (facts) => {
        const [once, again] = [
          await referenceEvaluator(SMALL).decide(facts, run),
          await referenceEvaluator(SMALL).decide(facts, run),
        ]
        expect([...again.values]).toEqual([...once.values])
        expect(outcomes(SMALL, [facts], 'list.score')).toEqual([once.values.get('list.score')])
      }),
    )
  })

  it('does not depend on who else there is, nor on the order of customers', () => {
    fc.assert(
      fc.property(people, fc.infiniteStream(fc.nat()), (customers, numbers) => {
        const order = customers
          .map((_, at) => ({ at, key: numbers.next().value }))
          .toSorted((left, right) => left.key - right.key)
        for (const name of ['list', 'list.score', 'tier', 'duty.elapsed', 'policy']) {
          const straight = outcomes(SMALL, customers, name)
          const shuffled = outcomes(
            SMALL,
            order.flatMap(({ at }) => customers[at] ?? []),
            name,
          )
          expect(shuffled).toEqual(order.map(({ at }) => straight[at]))
        }
      }),
    )
  })

  it('has nobody on a list who may not be contacted, or of whom it is not known', () => {
    const listed = new Set<Maybe>(LISTED_ACTIONS)
    fc.assert(
      fc.property(people, (customers) => {
        const actions = outcomes(SMALL, customers, 'list')
        for (const [at, facts] of customers.entries()) {
          if (facts.get('do_not_contact') !== false) expect(listed.has(actions[at] ?? null)).toBe(false)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('a tier without hysteresis', () => {
  it('never falls when the contribution rises', () => {
    fc.assert(
      fc.property(people, amount, fc.nat(20_000), (customers, fees, more) => {
        const before = outcomes(
          unheld,
          customers.map((facts) => withFees(facts, fees)),
          'tier',
        )
        const after = outcomes(
          unheld,
          customers.map((facts) => withFees(facts, fees + more)),
          'tier',
        )
        for (const [at, tier] of before.entries()) expect(rank(after[at])).toBeGreaterThanOrEqual(rank(tier))
      }),
    )
  })
})

describe('a tier', () => {
  it('never rises when a threshold is raised, held or not', () => {
    const plans = [nodes.tier, without(nodes.tier)].map(
      (node) => (a: number, b: number) =>
        planOf(
          playbookWith({ ...node, bands: [{ name: 'A', from: a }, { name: 'B', from: b }, { name: 'C' }] }),
        ),
    )
    fc.assert(
      fc.property(people, fc.nat(5000), fc.nat(3000), (customers, moreA, moreB) => {
        for (const bounds of plans) {
          const before = outcomes(bounds(10_000, 5000), customers, 'tier')
          for (const raised of [
            bounds(10_000 + moreA, 5000),
            bounds(10_000 + moreB, 5000 + moreB),
            bounds(10_000, 5000 + Math.min(moreB, 4999)),
          ]) {
            const after = outcomes(raised, customers, 'tier')
            for (const [at, tier] of before.entries()) expect(rank(after[at])).toBeLessThanOrEqual(rank(tier))
          }
        }
      }),
      { numRuns: 50 },
    )
  })

  it('that is held is never below what its value reaches, nor above what was held before', () => {
    fc.assert(
      fc.property(people, (customers) => {
        const [held, reached] = [
          outcomes(SMALL, customers, 'tier'),
          outcomes(SMALL, customers, 'tier.unheld'),
        ]
        for (const [at, facts] of customers.entries()) {
          expect(rank(held[at])).toBeGreaterThanOrEqual(rank(reached[at]))
          const before = facts.get('held_tier') ?? 'C'
          expect(rank(held[at])).toBeLessThanOrEqual(Math.max(rank(reached[at]), rank(before)))
        }
      }),
    )
  })
})

describe('the daily lists', () => {
  const crowd = fc.array(
    fc.record({
      action: fc.constantFrom(1, 1, 2, 2, 4, 5),
      score: fc.oneof(fc.nat(30_000), fc.constantFrom(0, 1, 30_000)),
      minutes: fc.integer({ min: 1, max: 60 }),
      adviser: fc.integer({ min: -1, max: 3 }),
    }),
    { maxLength: 60 },
  )
  const listsOf = (
    customers: readonly { action: number; score: number; minutes: number; adviser: number }[],
    minutes: number[],
  ) => {
    const columns = new Map([
      ['list', Int32Array.from(customers, ({ action }) => action)],
      ['list.score', Int32Array.from(customers, ({ score }) => score)],
      ['list.minutes', Int32Array.from(customers, (each) => each.minutes)],
    ])
    const adviserOf = Int32Array.from(customers, ({ adviser }) => adviser)
    return dailyLists(
      { count: customers.length, columns },
      { arbitration: 'list', quotas: [] },
      {
        adviserOf,
        minutes: Int32Array.from(minutes),
      },
    )
  }
  const capacity = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 4, maxLength: 4 })

  it('are what sorting each adviser’s customers gives', () => {
    fc.assert(
      fc.property(crowd, capacity, (customers, minutes) => {
        const { customers: all, starts, withoutAdviser } = listsOf(customers, minutes)
        const due = customers
          .map((each, at) => ({ ...each, at }))
          .filter(({ action }) => ACTIONS[action - 1] === 'coverage' || ACTIONS[action - 1] === 'trigger')
        for (let adviser = 0; adviser < 4; adviser += 1) {
          const sorted = due
            .filter((each) => each.adviser === adviser)
            .toSorted(
              (left, right) => left.action - right.action || right.score - left.score || left.at - right.at,
            )
          expect([...all.subarray(starts[adviser], starts[adviser + 1])]).toEqual(sorted.map(({ at }) => at))
        }
        expect(withoutAdviser).toBe(due.filter((each) => each.adviser < 0).length)
      }),
    )
  })

  it('never take more minutes than an adviser has, and leave out only what does not fit', () => {
    fc.assert(
      fc.property(crowd, capacity, (customers, minutes) => {
        const lists = listsOf(customers, minutes)
        for (const [adviser, most] of minutes.entries()) {
          const [start = 0, end = 0] = lists.starts.subarray(adviser, adviser + 2)
          const own = [...lists.customers.subarray(start, end)].map(
            (at) => customers[at]?.minutes ?? Number.NaN,
          )
          const listed = lists.listed[adviser] ?? Number.NaN
          const taken = own.slice(0, listed).reduce((sum, each) => sum + each, 0)
          expect(taken).toBeLessThanOrEqual(most)
          expect(lists.minutesListed[adviser]).toBe(taken)
          expect(lists.minutesDue[adviser]).toBe(own.reduce((sum, each) => sum + each, 0))
          if (listed < own.length) expect(taken + numberOf(own[listed])).toBeGreaterThan(most)
        }
      }),
    )
  })

  it('only grow with more minutes: nobody listed before is cut', () => {
    fc.assert(
      fc.property(crowd, capacity, fc.nat(100), (customers, minutes, more) => {
        const [before, after] = [
          listsOf(customers, minutes),
          listsOf(
            customers,
            minutes.map((each) => each + more),
          ),
        ]
        expect(after.customers).toEqual(before.customers)
        for (const [adviser, listed] of before.listed.entries())
          expect(after.listed[adviser]).toBeGreaterThanOrEqual(listed)
      }),
    )
  })
})
