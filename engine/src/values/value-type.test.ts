import { describe, expect, it } from 'vitest'
import { isOfNumericType, MOST_INTEGER, sameType, type ValueType } from './value-type.ts'

const classOf = (...values: string[]): ValueType => ({ kind: 'class', values })

describe('sameType', () => {
  it('goes by the kind, and for classes by their values in order', () => {
    expect(sameType({ kind: 'money' }, { kind: 'money' })).toBe(true)
    expect(sameType({ kind: 'money' }, { kind: 'count' })).toBe(false)
    expect(sameType(classOf('A', 'B'), classOf('A', 'B'))).toBe(true)
    expect(sameType(classOf('A', 'B'), classOf('B', 'A'))).toBe(false)
    expect(sameType(classOf('A', 'B'), classOf('A', 'C'))).toBe(false)
    expect(sameType(classOf('A', 'B'), classOf('A', 'B', 'C'))).toBe(false)
    expect(sameType(classOf('A'), { kind: 'flag' })).toBe(false)
    expect(sameType({ kind: 'flag' }, classOf('A'))).toBe(false)
  })
})

describe('isOfNumericType', () => {
  it.each<[ValueType['kind'], unknown[], unknown[]]>([
    ['money', [0, -1, Number.MAX_SAFE_INTEGER], [1.5, 2 ** 53, Number.NaN, '1', null, true]],
    ['percent', [1.85, -0.0001, 1e300], [Number.POSITIVE_INFINITY, Number.NaN, '1']],
    ['count', [0, MOST_INTEGER, -MOST_INTEGER], [MOST_INTEGER + 1, -MOST_INTEGER - 1, 0.5]],
    ['days', [36_500], [0.5, 2 ** 31]],
    ['date', [-719_528], [0.5, '2026-03-02']],
    ['flag', [], [0, 1, true]],
  ])('of %s takes %j and not %j', (kind, right, wrong) => {
    const type: ValueType = kind === 'class' ? classOf('A') : { kind }
    expect(right.filter((value) => !isOfNumericType(type, value))).toEqual([])
    expect(wrong.filter((value) => isOfNumericType(type, value))).toEqual([])
    expect(isOfNumericType(classOf('A'), 1)).toBe(false)
  })
})
