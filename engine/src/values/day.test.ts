import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDay, parseDay, weekday, wholeMonthsBetween, yearOf } from './day.ts'

const day = (text: string): number => parseDay(text) ?? Number.NaN

describe('parseDay', () => {
  it('counts days from 1970-01-01, before it below zero', () => {
    expect(parseDay('1970-01-01')).toBe(0)
    expect(parseDay('1969-12-31')).toBe(-1)
    expect(parseDay('2026-03-02')).toBe(20_514)
  })

  it('knows leap days: every fourth year, not every hundredth, but every four hundredth', () => {
    expect(day('2024-03-01') - day('2024-02-28')).toBe(2)
    expect(day('2000-03-01') - day('2000-02-28')).toBe(2)
    expect(parseDay('2026-02-29')).toBeNull()
    expect(parseDay('1900-02-29')).toBeNull()
  })

  it('goes on from one year to the next, the years before 100 included', () => {
    expect(day('2027-01-01') - day('2026-12-31')).toBe(1)
    expect(day('0100-01-01') - day('0099-12-31')).toBe(1)
  })

  it.each([
    '2026-3-2',
    '20260302',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-03-00',
    ' 2026-03-02',
    '2026-03-02T00:00',
    '',
  ])('refuses %j', (text) => expect(parseDay(text)).toBeNull())

  it('reads what formatDay writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: day('0000-01-01'), max: day('9999-12-31') }), (each) => {
        expect(parseDay(formatDay(each))).toBe(each)
      }),
    )
  })
})

describe('formatDay', () => {
  it('writes days outside the years of four digits too, however far', () => {
    expect(formatDay(day('9999-12-31') + 1)).toBe('+010000-01-01')
    expect(formatDay(day('0000-01-01') - 1)).toBe('-000001-12-31')
    expect(formatDay(1_000_000_000)).toBe('1000000000')
  })
})

describe('weekday', () => {
  it('is 1 on Mondays and 7 on Sundays, before 1970 too', () => {
    expect(
      ['2026-03-02', '2026-03-07', '2026-03-08', '1969-12-28', '1969-12-29'].map((text) =>
        weekday(day(text)),
      ),
    ).toEqual([1, 6, 7, 7, 1])
  })
})

describe('yearOf', () => {
  it('changes on the first of January', () => {
    expect([yearOf(day('2026-12-31')), yearOf(day('2027-01-01'))]).toEqual([2026, 2027])
  })
})

describe('wholeMonthsBetween', () => {
  it.each([
    ['2026-01-15', '2026-02-14', 0],
    ['2026-01-15', '2026-02-15', 1],
    ['2025-12-31', '2026-01-30', 0],
    ['2025-12-31', '2026-01-31', 1],
    ['2026-01-31', '2026-02-28', 1],
    ['2024-01-31', '2024-02-28', 0],
    ['2024-01-31', '2024-02-29', 1],
    ['2024-02-29', '2025-02-28', 12],
    ['2026-03-02', '2026-03-02', 0],
    ['2026-03-02', '2025-03-02', 0],
  ])('from %s to %s is %i', (from, to, months) => {
    expect(wholeMonthsBetween(day(from), day(to))).toBe(months)
  })
})
