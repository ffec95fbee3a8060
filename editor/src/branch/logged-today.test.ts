import { expect, test } from 'vitest'
import { type LoggedContact, lastLogged } from './logged-today.ts'

const contact = (id: string, at: string, changes: Partial<LoggedContact> = {}): LoggedContact => ({
  id,
  customer: `of ${id}`,
  customerName: id,
  outcome: 'reached',
  by: 'wang',
  day: '2026-03-11',
  at: `2026-03-11T${at}:00.000Z`,
  ...changes,
})

const MINE = { by: 'wang', day: '2026-03-11' }
const listed = [
  contact('first', '01:00'),
  contact('second', '02:00'),
  contact('colleague', '04:00', { by: 'li' }),
]
const after = (logged: readonly LoggedContact[], ...takenBack: string[]) =>
  lastLogged(listed, { logged, takenBack: new Set(takenBack) }, MINE)?.id

test('One after the other the contacts of whoever asks are taken back, the last first, until none is left', () => {
  const third = contact('third', '03:00')
  expect(after([third])).toBe('third')
  expect(after([third], 'third')).toBe('second')
  expect(after([third], 'third', 'second')).toBe('first')
  expect(after([third], 'third', 'second', 'first')).toBeUndefined()
})

test('What was logged before the page was opened can be taken back, by another or on another day not', () => {
  expect(after([])).toBe('second')
  const others = [
    contact('yesterday', '05:00', { day: '2026-03-10' }),
    contact('at the same seat', '06:00', { by: 'li' }),
  ]
  expect(after(others)).toBe('second')
})
