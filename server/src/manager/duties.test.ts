import { expect, test } from 'vitest'
import { countDuties, type DutyOnDay } from './duties.ts'

const on = (day: string, more: Partial<DutyOnDay> = {}): DutyOnDay => ({
  key: 'C1|visit@1',
  customer: 'C1',
  day,
  adviser: 'M1',
  tier: 'gold',
  listing: 'listed',
  overdue: 0,
  away: false,
  ...more,
})
const fate = (
  days: readonly DutyOnDay[],
  talks: readonly string[] = [],
  { isBlocked = false, promised = '' } = {},
) => {
  const kept = { talks: new Map([['C1', talks]]), promises: new Map([['C1|visit@1', promised]]) }
  const [count] = countDuties(days, kept, '2026-03-05', () => isBlocked)
  const { adviser: _adviser, tier: _tier, ...fates } = count ?? expect.fail('There is no count')
  return Object.entries(fates).flatMap(([name, number]) => (number === 1 ? [name] : []))
}

test('A duty is kept by a conversation while it is due, and late when it was overdue by then', () => {
  const late = [on('2026-03-02'), on('2026-03-03', { overdue: 1 })]
  expect(fate(late, ['2026-03-02'])).toEqual(['kept'])
  expect(fate(late, ['2026-03-03'])).toEqual(['late'])
  expect(fate(late, ['2026-03-01', '2026-03-04'])).toEqual(['not_done'])
})

test('One missed had no time when it was always cut; one not overdue is open on the last day, and gone before', () => {
  const cut = { listing: 'cut', overdue: 1 } as const
  expect(fate([on('2026-03-02', cut), on('2026-03-05', cut)])).toEqual(['no_time'])
  expect(fate([on('2026-03-02'), on('2026-03-05', cut)])).toEqual(['not_done'])
  expect(fate([on('2026-03-05')])).toEqual(['open'])
  expect(fate([on('2026-03-04')])).toEqual(['gone'])
  expect(fate([on('2026-03-04', cut), on('2026-03-05', { overdue: 1 })])).toEqual(['open'])
})

test('Who asked to be called another day is not missed until that day is over, and a conversation by then keeps it', () => {
  const overdue = [on('2026-03-02', { overdue: 1 })]
  expect(fate(overdue, [], { promised: '2026-03-09' })).toEqual(['open'])
  expect(fate(overdue, ['2026-03-03'], { promised: '2026-03-04' })).toEqual(['late'])
  expect(fate([on('2026-03-02')], ['2026-03-04'], { promised: '2026-03-04' })).toEqual(['kept'])
  expect(fate(overdue, ['2026-03-05'], { promised: '2026-03-04' })).toEqual(['not_done'])
})

test('The adviser was away when he was so on all of its days, whoever did not do it for him', () => {
  const away = { overdue: 1, away: true } as const
  expect(fate([on('2026-03-02', away), on('2026-03-03', away)])).toEqual(['away'])
  expect(fate([on('2026-03-02', away), on('2026-03-03', { overdue: 1 })])).toEqual(['not_done'])
  expect(fate([on('2026-03-02', away)], ['2026-03-02'])).toEqual(['late'])
})

test('Only what would be gone is blocked: what was missed before keeps its cause', () => {
  expect(fate([on('2026-03-04')], [], { isBlocked: true })).toEqual(['blocked'])
  expect(fate([on('2026-03-05')], [], { isBlocked: true })).toEqual(['open'])
  expect(fate([on('2026-03-03', { overdue: 1 })], [], { isBlocked: true })).toEqual(['not_done'])
})

test('It counts once, with the adviser and the tier that it had last', () => {
  const counts = countDuties(
    [on('2026-03-02'), on('2026-03-05', { adviser: 'M2', tier: 'basic' })],
    { talks: new Map(), promises: new Map() },
    '2026-03-05',
    () => false,
  )
  expect(counts).toMatchObject([{ adviser: 'M2', tier: 'basic', open: 1 }])
})
