import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseText } from '../playbook/parse.ts'
import { day, text } from '../testing/small-bank.ts'
import { formatDay } from '../values/day.ts'
import { type Calendar, calendarSchema, WorkingDays } from './calendar.ts'
import { afterOpenMinutes, type Opening } from './opening.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE

const OPENING: Opening = {
  timeZone: 'Asia/Shanghai',
  hours: [
    { from: '09:00', until: '12:00' },
    { from: '13:30', until: '17:00' },
  ],
}

/** 16 and 17 March 2026, a Monday and a Tuesday, are holidays, and the Saturday before is worked. */
const DAYS = new WorkingDays({
  id: 'test',
  name: text('test'),
  years: { 2026: { closed: ['2026-03-16', '2026-03-17'], worked: ['2026-03-14'] } },
})

const at = (written: string): number => Date.parse(`${written}Z`)
const due = (from: string, minutes: number, opening = OPENING): string =>
  new Date(afterOpenMinutes(opening, DAYS, at(from), minutes))
    .toISOString()
    .slice(0, 'YYYY-MM-DDTHH:MM'.length)

describe('minutes in which the branches are open', () => {
  it('count from the moment itself while they are', () => {
    expect(due('2026-03-11T09:00', 15)).toBe('2026-03-11T09:15')
    expect(due('2026-03-11T11:45', 15)).toBe('2026-03-11T12:00')
  })

  it('stand still over noon and over night, and begin with the day before it opens', () => {
    expect(due('2026-03-11T11:50', 15)).toBe('2026-03-11T13:35')
    expect(due('2026-03-11T12:30', 15)).toBe('2026-03-11T13:45')
    expect(due('2026-03-11T16:50', 15)).toBe('2026-03-12T09:05')
    expect(due('2026-03-11T22:00', 15)).toBe('2026-03-12T09:15')
    expect(due('2026-03-11T05:00', 15)).toBe('2026-03-11T09:15')
  })

  it('stand still on days off, and count on a Saturday that is worked', () => {
    expect(due('2026-03-13T16:50', 15)).toBe('2026-03-14T09:05')
    expect(due('2026-03-14T16:50', 15)).toBe('2026-03-18T09:05')
    expect(due('2026-03-13T17:00', 390 + 120)).toBe('2026-03-18T11:00')
  })

  it('count from Monday to Friday where the calendar is at its end', () => {
    expect(due('2026-12-31T16:50', 15)).toBe('2027-01-01T09:05')
    expect(due('2027-01-01T16:50', 15)).toBe('2027-01-04T09:05')
  })

  it('count to midnight where branches are open till then', () => {
    const opening = { ...OPENING, hours: [{ from: '22:00', until: '24:00' }] }
    expect(due('2026-03-11T23:50', 10, opening)).toBe('2026-03-12T00:00')
    expect(due('2026-03-11T23:50', 11, opening)).toBe('2026-03-12T22:01')
  })
})

const written = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const someOpening: fc.Arbitrary<Opening> = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 8 })
  .map((times) => {
    const rising = times.toSorted((one, other) => one - other)
    const hours = rising.flatMap((from, place) => {
      const until = rising[place + 1]
      return place % 2 === 1 || until === undefined ? [] : [{ from: written(from), until: written(until) }]
    })
    return { timeZone: 'Asia/Shanghai', hours }
  })
const moment = fc.integer({ min: at('2025-12-20T00:00'), max: at('2027-01-10T00:00') })
const minutes = fc.integer({ min: 1, max: 3000 })

/** The same by looking at every minute. */
function minuteByMinute({ hours }: Opening, from: number, wanted: number): number {
  let left = wanted
  for (let minute = from / MINUTE; ; minute += 1) {
    const date = Math.floor(minute / 1440)
    const isWorked = DAYS.knows(date)
      ? DAYS.isWorkingDay(date)
      : ![0, 6].includes(new Date(date * DAY).getUTCDay())
    const clock = written(minute - date * 1440)
    if (isWorked && hours.some((each) => each.from <= clock && clock < each.until)) left -= 1
    if (left === 0) return (minute + 1) * MINUTE
  }
}

describe('a deadline in open minutes', () => {
  it('is never before the one without opening hours, and in none of the hours in which all is closed', () => {
    fc.assert(
      fc.property(someOpening, moment, minutes, (opening, from, count) => {
        const found = afterOpenMinutes(opening, DAYS, from, count)
        expect(found).toBeGreaterThanOrEqual(from + count * MINUTE)
        const date = Math.floor((found - 1) / DAY)
        const before = written(Math.floor((found - 1 - date * DAY) / MINUTE))
        expect(opening.hours.some((each) => each.from <= before && before < each.until)).toBe(true)
      }),
    )
  })

  it('never comes earlier for who asks later, nor for more minutes', () => {
    fc.assert(
      fc.property(someOpening, moment, moment, minutes, fc.nat(500), (opening, one, other, count, more) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)]
        const dueOf = (from: number, of: number) => afterOpenMinutes(opening, DAYS, from, of)
        expect(dueOf(first, count)).toBeLessThanOrEqual(dueOf(second, count))
        expect(dueOf(first, count)).toBeLessThanOrEqual(dueOf(first, count + more))
        if (more > 0) expect(dueOf(dueOf(first, count), more)).toBe(dueOf(first, count + more))
      }),
    )
  })

  it('is the one that whoever counts minute by minute finds', () => {
    fc.assert(
      fc.property(someOpening, moment, fc.integer({ min: 1, max: 200 }), (opening, from, count) => {
        const whole = Math.floor(from / MINUTE) * MINUTE
        expect(afterOpenMinutes(opening, DAYS, whole, count)).toBe(minuteByMinute(opening, whole, count))
      }),
      { numRuns: 60 },
    )
  })

  it('is the one without opening hours where branches never close', () => {
    const always = { timeZone: 'Asia/Shanghai', hours: [{ from: '00:00', until: '24:00' }] }
    const everyDay = { mayBeOpen: () => true }
    fc.assert(
      fc.property(moment, minutes, (from, count) => {
        expect(afterOpenMinutes(always, everyDay, from, count)).toBe(from + count * MINUTE)
      }),
    )
  })
})

describe('the opening hours of a calendar', () => {
  const calendar = (opening: unknown) => {
    const read = parseText(
      calendarSchema,
      JSON.stringify({ id: 'test', name: text('test'), years: {}, opening }),
    )
    return read.ok ? read.value.opening : read.problems.map(({ path, what }) => `${path} ${what}`)
  }

  it('are read, and may be left out', () => {
    expect(calendar(OPENING)).toEqual(OPENING)
    expect(calendar(undefined)).toBeUndefined()
    const years: Calendar['years'] = { 2026: { closed: [], worked: [] } }
    expect(new WorkingDays({ id: 'a', name: text('a'), years, opening: OPENING }).opening).toEqual(OPENING)
    expect(DAYS.opening).toBeNull()
  })

  it('are refused with the place and in words when they are none', () => {
    const hours = (...all: [string, string][]) => ({
      timeZone: 'Asia/Shanghai',
      hours: all.map(([from, until]) => ({ from, until })),
    })
    expect(calendar(hours(['17:00', '09:00']))).toEqual([
      '/opening/hours [...] does not fit here: the hours are not one after the other.',
    ])
    expect(calendar(hours(['09:00', '12:00'], ['11:00', '17:00']))).toEqual([
      expect.stringContaining('/opening/hours'),
    ])
    expect(calendar(hours(['9:00', '25:00']))).toEqual(
      expect.arrayContaining([
        expect.stringContaining('/opening/hours/0/from'),
        expect.stringContaining('/opening/hours/0/until'),
      ]),
    )
    expect(calendar(hours())).toEqual([expect.stringContaining('/opening/hours')])
    expect(calendar({ ...OPENING, timeZone: 'Asia/Nowhere' })).toEqual([
      '/opening/timeZone "Asia/Nowhere" does not fit here: there is no such time zone.',
    ])
  })
})

describe('a day that is due', () => {
  it('is the working day that the calendar says, and counted from Monday to Friday where it is at its end', () => {
    const on = (from: string, count: number) => formatDay(DAYS.dueAfter(day(from), count))
    expect(on('2026-03-13', 1)).toBe('2026-03-14')
    expect(on('2026-03-14', 1)).toBe('2026-03-18')
    expect(on('2026-03-16', 0)).toBe('2026-03-18')
    expect(on('2026-12-31', 2)).toBe('2027-01-04')
    expect(on('2027-01-02', 0)).toBe('2027-01-04')
  })

  it('is never another than that of the calendar while it knows one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: day('2026-01-01'), max: day('2026-12-31') }),
        fc.integer({ min: 0, max: 40 }),
        (from, count) => {
          const known = DAYS.after(from, count)
          const found = DAYS.dueAfter(from, count)
          if (known !== null) expect(found).toBe(known)
          else expect(DAYS.knows(found)).toBe(false)
        },
      ),
    )
  })
})
