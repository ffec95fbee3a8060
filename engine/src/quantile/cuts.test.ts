import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MISSING_INTEGER } from '../population/column.ts'
import { freezeCuts } from './cuts.ts'

const partOf = (value: number, cuts: readonly number[]) => cuts.filter((cut) => value >= cut).length

const values = fc.oneof(
  fc.array(fc.integer({ min: -3, max: 12 }), { maxLength: 200 }),
  fc.array(fc.maxSafeInteger(), { maxLength: 60 }),
  fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 60 }),
)
const parts = fc.integer({ min: 1, max: 12 })

describe('cuts of value', () => {
  it('part different values in equal parts', () => {
    const values = Array.from({ length: 100 }, (_, at) => 99 - at)
    expect(freezeCuts(values, 5)).toEqual({ cuts: [20, 40, 60, 80], sizes: [20, 20, 20, 20, 20] })
    // Where they cannot be equal, the upper part is the larger one.
    expect(freezeCuts([0, 1, 2, 3, 4, 5, 6], 2)).toEqual({ cuts: [3], sizes: [3, 4] })
    expect(freezeCuts([3, 1, 2], 3)).toEqual({ cuts: [2, 3], sizes: [1, 1, 1] })
  })

  it('never part equal values: one value that fills several parts leaves fewer', () => {
    expect(freezeCuts([0, 0, 0, 0, 0, 0, 1, 2, 3, 4], 5)).toEqual({ cuts: [1, 3], sizes: [6, 2, 2] })
    expect(freezeCuts([7, 7, 7], 4)).toEqual({ cuts: [], sizes: [3] })
    expect(freezeCuts([-0, 0, 0, 1], 2)).toEqual({ cuts: [], sizes: [4] })
  })

  it('leave out what is missing, and are none where nothing is known', () => {
    expect(freezeCuts(new Float64Array([Number.NaN, 1, 2, Number.NaN]), 2)).toEqual({
      cuts: [2],
      sizes: [1, 1],
    })
    expect(freezeCuts(new Int32Array([MISSING_INTEGER, 1, 2]), 2)).toEqual({ cuts: [2], sizes: [1, 1] })
    expect(freezeCuts(new Float64Array([MISSING_INTEGER, 1]), 2)).toEqual({ cuts: [1], sizes: [1, 1] })
    expect(freezeCuts([], 3)).toEqual({ cuts: [], sizes: [0] })
  })

  it('keep their laws for any values', () => {
    fc.assert(
      fc.property(values, parts, (given, count) => {
        const { cuts, sizes } = freezeCuts(given, count)
        const found = new Array(cuts.length + 1).fill(0)
        for (const value of given) found[partOf(value, cuts)] += 1
        expect(sizes).toEqual(found)
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(given.length)
        expect(cuts.length).toBeLessThan(count)
        expect(cuts.every((cut, at) => at === 0 || cut > (cuts[at - 1] ?? 0))).toBe(true)
        if (given.length > 0) expect(Math.min(...sizes)).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })

  it('do not depend on the order of the values', () => {
    fc.assert(
      fc.property(values, parts, (given, count) => {
        expect(freezeCuts(given.toReversed(), count)).toEqual(freezeCuts(given, count))
      }),
      { numRuns: 100 },
    )
  })

  it('make no part larger than its share and the largest tie beside it', () => {
    fc.assert(
      fc.property(values, parts, (given, count) => {
        const ties = new Map<number, number>()
        for (const value of given) ties.set(value + 0, (ties.get(value + 0) ?? 0) + 1)
        const most = Math.ceil(given.length / count) + Math.max(0, ...ties.values())
        for (const size of freezeCuts(given, count).sizes) expect(size).toBeLessThanOrEqual(most)
      }),
      { numRuns: 200 },
    )
  })
})
