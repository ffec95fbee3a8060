import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Leaving, SPREADS, spreadOver, type Taker } from './spread.ts'

const leaving = fc.uniqueArray(
  fc.record({
    customer: fc.integer({ min: 1, max: 9999 }).map(String),
    tier: fc.constantFrom(null, 'gold', 'silver', 'basic'),
    minutes: fc.constantFrom(0, 0, 15, 30, 60),
  }),
  { selector: ({ customer }) => customer, maxLength: 60 },
)
const takers = fc.uniqueArray(fc.constantFrom<string[]>('A', 'B', 'C', 'D'), { minLength: 1 }).chain((ids) =>
  fc.tuple(
    ...ids.map((adviser) =>
      fc.record({
        adviser: fc.constant(adviser),
        capacity: fc.constantFrom(0, 60, 240, 300),
        due: fc.constantFrom(0, 45, 300),
      }),
    ),
  ),
)

const numbers = (of: (taker: Taker) => number, all: readonly Taker[]): number[] => all.map(of)
const apart = (counts: readonly number[]): number => Math.max(...counts) - Math.min(...counts)

test('Everybody goes to one of the takers, the same whatever order they come in', () => {
  fc.assert(
    fc.property(leaving, takers, fc.constantFrom(...SPREADS), fc.integer(), (customers, to, by, seed) => {
      const spread = spreadOver(customers, to, by)
      expect(spread.map(({ customer }) => customer).toSorted()).toEqual(
        customers.map(({ customer }) => customer).toSorted(),
      )
      const ids = new Set(to.map(({ adviser }) => adviser))
      expect(spread.every(({ adviser }) => ids.has(adviser))).toBe(true)
      const shuffled = customers.toSorted(
        (left, right) => ((Number(left.customer) * seed) % 97) - ((Number(right.customer) * seed) % 97),
      )
      expect(spreadOver(shuffled, to, by)).toEqual(spread)
    }),
  )
})

test('By tiers nobody gets more than one more than another, of each tier and of all', () => {
  fc.assert(
    fc.property(leaving, takers, (customers, to) => {
      const adviserOf = new Map(
        spreadOver(customers, to, 'tiers').map((each) => [each.customer, each.adviser]),
      )
      const countOf = (some: readonly Leaving[]) =>
        numbers(({ adviser }) => some.filter((each) => adviserOf.get(each.customer) === adviser).length, to)
      expect(apart(countOf(customers))).toBeLessThanOrEqual(1)
      for (const some of Map.groupBy(customers, ({ tier }) => tier).values())
        expect(apart(countOf(some))).toBeLessThanOrEqual(1)
    }),
  )
})

test('By minutes whoever ends above another against his capacity does so by one conversation at most', () => {
  fc.assert(
    fc.property(leaving, takers, (customers, to) => {
      const adviserOf = new Map(
        spreadOver(customers, to, 'minutes').map((each) => [each.customer, each.adviser]),
      )
      const given = (adviser: string) => customers.filter((each) => adviserOf.get(each.customer) === adviser)
      const minutes = (adviser: string) => given(adviser).reduce((sum, each) => sum + each.minutes, 0)
      for (const one of to) {
        const shortest = Math.min(
          ...given(one.adviser).flatMap((each) => (each.minutes > 0 ? [each.minutes] : [])),
        )
        if (!Number.isFinite(shortest)) continue
        const load = (one.due + minutes(one.adviser)) / Math.max(1, one.capacity)
        for (const other of to) {
          // Had his last, shortest conversation gone to the other, the other would have no less than he has.
          const instead = (other.due + minutes(other.adviser) + shortest) / Math.max(1, other.capacity)
          if (other !== one) expect(load).toBeLessThanOrEqual(instead + 1e-9)
        }
      }
    }),
  )
})

test('Between equals the takers’ own order decides', () => {
  const to = ['B', 'A'].map((adviser) => ({ adviser, capacity: 60, due: 0 }))
  const customers = ['1', '2', '3'].map((customer) => ({ customer, tier: null, minutes: 15 }))
  for (const by of SPREADS)
    expect(spreadOver(customers, to, by).map(({ adviser }) => adviser)).toEqual(['B', 'A', 'B'])
})
