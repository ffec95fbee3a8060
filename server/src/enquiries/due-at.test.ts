import { WorkingDays } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { dueAt } from './due-at.ts'

const name = { 'zh-CN': '测试', en: 'test' }
const years = { 2026: { closed: ['2026-05-01'], worked: [] } }
const daysIn = (timeZone: string | null) =>
  new WorkingDays({
    id: 'test',
    name,
    years,
    ...(timeZone !== null && { opening: { timeZone, hours: [{ from: '09:00', until: '17:00' }] } }),
  })
const due = (timeZone: string | null, at: string, minutes: number) =>
  dueAt(daysIn(timeZone), new Date(at), minutes).toISOString()

test('Minutes go by around the clock where the calendar does not say when branches are open', () => {
  expect(due(null, '2026-04-30T20:00:00.123Z', 15)).toBe('2026-04-30T20:15:00.123Z')
})

test('Minutes go by while branches are open, by their own clock, to the millisecond', () => {
  expect(due('Asia/Shanghai', '2026-04-30T08:30:00.123Z', 15)).toBe('2026-04-30T08:45:00.123Z')
  expect(due('Asia/Shanghai', '2026-04-30T08:50:00.123Z', 15)).toBe('2026-05-04T01:05:00.123Z')
  expect(due('Asia/Shanghai', '2026-04-29T20:00:00.000Z', 15)).toBe('2026-04-30T01:15:00.000Z')
  expect(due('America/New_York', '2026-04-30T08:50:00.000Z', 15)).toBe('2026-04-30T13:15:00.000Z')
})

test('Over a night in which the clock is changed the deadline is by the clock of the morning', () => {
  // Summer time begins in Prague on 29 March 2026, a Sunday, and ends on 25 October.
  expect(due('Europe/Prague', '2026-03-27T15:50:00.000Z', 15)).toBe('2026-03-30T07:05:00.000Z')
  expect(due('Europe/Prague', '2026-10-23T14:50:00.000Z', 15)).toBe('2026-10-26T08:05:00.000Z')
})
