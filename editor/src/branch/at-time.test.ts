import { expect, test } from 'vitest'
import type { Action, Worklist } from '../api/branches.ts'
import { atTime } from './at-time.ts'
import { listIcs } from './list-ics.ts'
import { listLines } from './list-lines.ts'

const TODAY = '2026-03-11'

interface Called {
  readonly on?: string
  readonly time?: string | null
}

/** What the order goes by; the rest of an action has no part in it. */
const action = (adviser: string, customer: string, called: Called | null, listing = 'listed'): Action =>
  Object.assign(Object.create(null), {
    adviser: { id: adviser, name: adviser, nameEn: null },
    customer: { id: customer, name: customer },
    callBack: called && { on: TODAY, time: null, ...called },
    listing,
    position: 0,
    minutes: 20,
    sources: [],
    reasons: [],
    strategy: null,
    talkingPoints: { 'zh-CN': [], en: [] },
  })

const list: Worklist = Object.assign(Object.create(null), {
  date: TODAY,
  actions: [
    action('M1', 'overdue', { on: '2026-03-10', time: '17:00' }),
    action('M1', 'any time', {}),
    action('M1', 'at ten', { time: '10:00' }),
    action('M1', 'at three', { time: '15:00' }),
    action('M1', 'due', null),
    action('M1', 'no time left', { time: '16:00' }, 'cut'),
    action('M2', 'at eleven', { time: '11:00' }),
    action('M2', 'other', null),
  ],
})

const orderAt = (time: string) => atTime(list, time).actions.map(({ customer }) => customer.name)

test('A call stands first once its time has come, and until then after what can be done before it', () => {
  const rest = ['no time left', 'other', 'at eleven']
  expect(orderAt('09:59')).toEqual(['overdue', 'any time', 'due', 'at ten', 'at three', ...rest])
  expect(orderAt('10:00')).toEqual(['overdue', 'any time', 'at ten', 'due', 'at three', ...rest])
  expect(orderAt('15:00')).toEqual(list.actions.map(({ customer }) => customer.name))
})

test('Places count in the order in which the list is worked, for each adviser from the first', () => {
  const places = atTime(list, '09:00').actions.map(({ position, listing }) =>
    listing === 'listed' ? position : null,
  )
  expect(places).toEqual([1, 2, 3, 4, 5, null, 1, 2])
})

test('In the calendar such a call is at its time, and everything else of the whole day', async () => {
  const words = { name: 'Today', summary: ({ customer }: { customer: string }) => customer }
  const file = await listIcs(listLines(list, 'en'), TODAY, words, new Date('2026-03-11T00:00:00Z'))
  const entries = file.replaceAll('\r\n ', '').split('BEGIN:VEVENT').slice(1)
  const entryOf = (name: string) => entries.find((each) => each.includes(`SUMMARY:${name}\r\n`))
  expect(entryOf('at three')).toContain('DTSTART:20260311T150000\r\n')
  expect(entryOf('at three')).toContain('DTEND:20260311T152000\r\n')
  for (const name of ['due', 'any time', 'overdue'])
    expect(entryOf(name)).toContain('DTSTART;VALUE=DATE:20260311\r\n')
})
