import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Maybe, ValueType } from '../values/value-type.ts'
import {
  admits,
  choices,
  complement,
  equalRegions,
  type Interval,
  intersect,
  isEmpty,
  known,
  numbers,
  onlyMissing,
  pick,
  type Region,
  regionOfType,
  union,
} from './region.ts'

const end = fc.oneof(fc.integer({ min: -4, max: 4 }), fc.constantFrom(-2.5, 0.25, 3.5))

const interval: fc.Arbitrary<Interval> = fc.record({
  least: fc.oneof({ weight: 4, arbitrary: end }, fc.constant(-Infinity)),
  most: fc.oneof({ weight: 4, arbitrary: end }, fc.constant(Infinity)),
  leastOpen: fc.boolean(),
  mostOpen: fc.boolean(),
})

const ofNumbers = (type: ValueType) =>
  fc
    .tuple(fc.array(interval, { maxLength: 4 }), fc.boolean())
    .map(([intervals, missing]) => numbers(type, intervals, missing))

const CLASS: ValueType = { kind: 'class', values: ['A', 'B', 'C'] }
const FIGURES: [type: ValueType, regions: fc.Arbitrary<Region>, values: Maybe[]][] = [
  [{ kind: 'money' }, ofNumbers({ kind: 'money' }), [null, ...Array.from({ length: 13 }, (_, at) => at - 6)]],
  // Quarters, and what lies between them and beside every end.
  [
    { kind: 'percent' },
    ofNumbers({ kind: 'percent' }),
    [null, ...Array.from({ length: 97 }, (_, at) => (at - 48) / 8)],
  ],
  [
    CLASS,
    fc.tuple(fc.subarray(['A', 'B', 'C']), fc.boolean()).map(([values, missing]) => choices(values, missing)),
    [null, 'A', 'B', 'C'],
  ],
]

describe.each(FIGURES)('regions of %o', (type, regions, values) => {
  const two = fc.tuple(regions, regions)
  const everything = regionOfType(type, true)
  const same = (region: Region, holds: (value: Maybe) => boolean) =>
    values.every((value) => admits(region, value) === holds(value))

  it('admit in common what both admit, and together what either does', () => {
    fc.assert(
      fc.property(two, ([one, other]) => {
        expect(same(intersect(one, other), (value) => admits(one, value) && admits(other, value))).toBe(true)
        expect(same(union(one, other), (value) => admits(one, value) || admits(other, value))).toBe(true)
        expect(same(complement(one, other), (value) => admits(other, value) && !admits(one, value))).toBe(
          true,
        )
      }),
    )
  })

  it('are written in one way only', () => {
    fc.assert(
      fc.property(two, ([one, other]) => {
        const alike = values.every((value) => admits(one, value) === admits(other, value))
        expect(equalRegions(one, other)).toBe(alike)
        expect(equalRegions(complement(complement(one, everything), everything), one)).toBe(true)
        expect(equalRegions(union(one, complement(one, everything)), everything)).toBe(true)
      }),
    )
  })

  it('have a value, unless they are empty: the missing one only where there is no other', () => {
    fc.assert(
      fc.property(regions, fc.integer({ min: -9, max: 9 }), (region, near) => {
        expect(isEmpty(region)).toBe(!values.some((value) => admits(region, value)))
        if (isEmpty(region)) return
        expect(admits(region, pick(region, near))).toBe(true)
        expect(pick(region, near) === null).toBe(isEmpty(known(region)))
      }),
    )
  })
})

describe('a region', () => {
  const days: ValueType = { kind: 'days' }
  const between = (least: number, most: number) => ({ least, most, leastOpen: true, mostOpen: true })

  it('of whole numbers has nothing between two that follow each other; of percentages it has', () => {
    expect(isEmpty(numbers(days, [between(3, 4)]))).toBe(true)
    expect(numbers(days, [between(3, 5)])).toEqual(
      numbers(days, [{ ...between(4, 4), leastOpen: false, mostOpen: false }]),
    )
    expect(pick(numbers({ kind: 'percent' }, [between(3, 4)]))).toBe(3.5)
    const next = 1 + Number.EPSILON
    expect(isEmpty(numbers({ kind: 'percent' }, [between(1, next)]))).toBe(true)
  })

  it('has numbers beyond an end, however far away it is', () => {
    for (const end of [1e30, -1e30, 0, 1, -1]) {
      for (const [least, most] of [
        [-Infinity, end],
        [end, Infinity],
      ] as const) {
        const region = numbers({ kind: 'percent' }, [between(least, most)])
        expect(isEmpty(region), `${least} to ${most}`).toBe(false)
        expect(admits(region, pick(region)), `${least} to ${most}`).toBe(true)
      }
    }
  })

  it('joins whole numbers that follow each other, and what touches', () => {
    const closed = (least: number, most: number) => ({ least, most, leastOpen: false, mostOpen: false })
    expect(numbers(days, [closed(4, 6), closed(1, 3)])).toEqual(numbers(days, [closed(1, 6)]))
    const percent = numbers({ kind: 'percent' }, [between(1, 2), between(2, 3)])
    expect(admits(percent, 2)).toBe(false)
    expect(union(percent, numbers({ kind: 'percent' }, [closed(2, 2)]))).toEqual(
      numbers({ kind: 'percent' }, [between(1, 3)]),
    )
  })

  it('is plain where it can: nothing, or what is near', () => {
    expect(pick(regionOfType({ kind: 'money' }, true))).toBe(0)
    expect(pick(regionOfType({ kind: 'date' }, true), 20_454)).toBe(20_454)
    expect(pick(numbers(days, [{ ...between(-Infinity, 5), mostOpen: false }]), 10)).toBe(5)
    expect(Object.is(pick(numbers(days, [between(-0.5, 0.5)])), 0)).toBe(true)
    expect(pick(onlyMissing(days))).toBeNull()
  })
})
