import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numeral, readValues } from './numeral.ts'

describe('numerals', () => {
  it('are exact: what is written of a double is read as the same double', () => {
    const doubles = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })
    fc.assert(
      fc.property(doubles, (drawn) => {
        const value = Math.abs(drawn) < 1e-200 ? 0 : drawn
        expect(readValues(`((v1 ${numeral(value, 'Real')}))`).get('v1')).toBe(value + 0)
      }),
    )
  })

  it('are those of SMT-LIB', () => {
    expect(numeral(-3, 'Int')).toBe('(- 3)')
    expect(numeral(2 ** 60, 'Int')).toBe('1152921504606846976')
    expect(numeral(2, 'Real')).toBe('2.0')
    expect(numeral(0.1, 'Real')).toBe('(/ 3602879701896397.0 36028797018963968.0)')
  })

  it('are read as z3 prints them', () => {
    const values = readValues('((v0 (- 12))\n (v3 (- (/ 7.0 4.0)))\n (m3 true) (v4 0.5) (v5 (/ 1.0 0.0)))')
    expect([...values]).toEqual([
      ['v0', -12],
      ['v3', -1.75],
      ['m3', true],
      ['v4', 0.5],
      ['v5', Infinity],
    ])
  })

  it('of an answer that is none are no values', () => {
    for (const answer of ['', '(error "no model")', ')))', '((', '((v1))', '(v1 2)'])
      expect([...readValues(answer)]).toEqual([])
  })
})
