import { expect, test } from 'vitest'
import { periodsOf } from './period.ts'

const days = (count: number, month = '03') =>
  Array.from({ length: count }, (_none, at) => `2026-${month}-${String(at + 1).padStart(2, '0')}`)

test('The last days, all of them, and month ends once there are several months', () => {
  expect(periodsOf([])).toEqual([])
  expect(periodsOf(days(3))).toEqual([
    { id: 'all', from: '2026-03-01', to: '2026-03-03', every: 'day', days: 3 },
  ])
  expect(periodsOf([...days(20, '02'), ...days(4)])).toEqual([
    { id: 'last-5', from: '2026-02-20', to: '2026-03-04', every: 'day', days: 5 },
    { id: 'last-10', from: '2026-02-15', to: '2026-03-04', every: 'day', days: 10 },
    { id: 'last-20', from: '2026-02-05', to: '2026-03-04', every: 'day', days: 20 },
    { id: 'all', from: '2026-02-01', to: '2026-03-04', every: 'day', days: 24 },
    { id: 'months', from: '2026-02-01', to: '2026-03-04', every: 'month', days: 2 },
  ])
})
