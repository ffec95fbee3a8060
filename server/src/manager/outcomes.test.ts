import { expect, test } from 'vitest'
import { countOutcomes } from './outcomes.ts'

test('An order counts with the strategy of the action that it came of, even where nobody logged a contact', () => {
  const strategies = new Map([
    ['C1|visit@1', 'keep'],
    ['C2|visit@1', 'grow'],
  ])
  const counts = countOutcomes(
    [{ adviser: 'M1', action: 'C1|visit@1', outcome: 'reached' }],
    [
      { adviser: 'M1', action: 'C1|visit@1', state: 'settled' },
      { adviser: 'M1', action: 'C1|visit@1', state: 'rejected' },
      { adviser: 'M2', action: 'C2|visit@1', state: 'placed' },
      { adviser: 'M2', action: null, state: 'placed' },
    ],
    ({ action }) => strategies.get(action ?? '') ?? null,
  )
  expect(counts.map(({ of, contacts, orders }) => ({ of, contacts, ...orders }))).toEqual([
    { of: 'keep', contacts: 1, placed: 2, ended: 1 },
    { of: null, contacts: 0, placed: 1, ended: 0 },
    { of: 'grow', contacts: 0, placed: 1, ended: 0 },
  ])
})
