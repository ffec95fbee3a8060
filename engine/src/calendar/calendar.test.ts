import { describe, expect, it } from 'vitest'
import { day, text } from '../testing/small-bank.ts'
import { formatDay } from '../values/day.ts'
import { type Calendar, calendarSchema, WorkingDays } from './calendar.ts'

const calendar = (years: Calendar['years']): WorkingDays =>
  new WorkingDays({ id: 'test', name: text('test'), years })
const open = { closed: [], worked: [] }

describe('WorkingDays', () => {
  const days = calendar({
    2025: open,
    2026: { closed: ['2026-02-16', '2026-02-17', '2026-01-01'], worked: ['2026-02-14'] },
  })

  it('works from Monday to Friday', () => {
    const week = [
      '2026-03-02',
      '2026-03-03',
      '2026-03-04',
      '2026-03-05',
      '2026-03-06',
      '2026-03-07',
      '2026-03-08',
    ]
    expect(week.map((each) => days.isWorkingDay(day(each)))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ])
  })

  it('does not work on a public holiday, and works on the Saturday that makes up for it', () => {
    expect(days.isWorkingDay(day('2026-02-16'))).toBe(false)
    expect(days.isWorkingDay(day('2026-02-14'))).toBe(true)
    expect(days.ordinal(day('2026-02-18')) - days.ordinal(day('2026-02-13'))).toBe(2)
  })

  it('counts on over the end of a year', () => {
    expect(days.ordinal(day('2026-01-05')) - days.ordinal(day('2025-12-31'))).toBe(2)
  })

  it('knows the first day of a calendar as well as the others', () => {
    expect(days.isWorkingDay(day('2025-01-01'))).toBe(true)
    expect(calendar({ 2028: open }).isWorkingDay(day('2028-01-01'))).toBe(false)
    expect(days.ordinal(day('2025-01-01'))).toBe(1)
  })

  it('does not know the years that are not listed, and says that nobody works then', () => {
    expect([days.knows(day('2024-12-31')), days.knows(day('2025-01-01'))]).toEqual([false, true])
    expect([days.knows(day('2026-12-31')), days.knows(day('2027-01-01'))]).toEqual([true, false])
    expect(days.isWorkingDay(day('2027-01-04'))).toBe(false)
    expect(days.isWorkingDay(day('2024-12-31'))).toBe(false)
  })

  it('never counts a span that reaches out of the known years for longer than it is known to be', () => {
    expect(days.ordinal(day('1999-06-01'))).toBe(days.ordinal(day('2025-01-01')))
    expect(days.ordinal(day('2040-06-01'))).toBe(days.ordinal(day('2026-12-31')))
  })

  it('knows only the last years without a gap', () => {
    expect(calendar({ 2020: open, 2021: open, 2024: open, 2025: open }).span).toBe('2024–2025')
    expect(calendar({ 2024: open, 2026: open }).span).toBe('2026')
    expect(calendar({ 2025: open, 2024: open }).span).toBe('2024–2025')
    expect(String(days)).toBe('test 2025-01-01/2026-12-31')
  })

  it('knows nothing without any year, and also years before 1000', () => {
    const none = calendar({})
    expect([none.knows(0), none.ordinal(0), none.span]).toEqual([false, 0, '–'])
    expect(calendar({ '0001': open, '0002': open }).knows(day('0002-12-31'))).toBe(true)
  })

  it('finds the next working day, and none beyond the end', () => {
    const after = (text: string) => {
      const found = days.onOrAfter(day(text))
      return found === null ? null : formatDay(found)
    }
    expect(after('2026-02-14')).toBe('2026-02-14')
    expect(after('2026-02-15')).toBe('2026-02-18')
    expect(after('2026-12-31')).toBe('2026-12-31')
    expect(after('2027-01-01')).toBeNull()
  })
})

describe('calendarSchema', () => {
  it('refuses days that do not exist and years that are none', () => {
    const document = (year: string, closed: string) => ({
      id: 'x',
      name: text('x'),
      years: { [year]: { closed: [closed], worked: [] } },
    })
    expect(calendarSchema.safeParse(document('2026', '2026-01-01')).success).toBe(true)
    expect(calendarSchema.safeParse(document('2026', '2026-02-29')).success).toBe(false)
    expect(calendarSchema.safeParse(document('26', '2026-01-01')).success).toBe(false)
  })
})
