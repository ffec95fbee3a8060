import { expect, test } from 'vitest'
import { countOutcomes } from './outcomes.ts'

test('An order counts with the strategy of what it came of, even where nobody logged a contact', () => {
  const counts = countOutcomes(
    [{ adviser: 'M1', strategy: 'keep', outcome: 'reached' }],
    [
      { adviser: 'M1', strategy: 'keep', state: 'settled' },
      { adviser: 'M1', strategy: 'keep', state: 'rejected' },
      { adviser: 'M2', strategy: 'grow', state: 'placed' },
      { adviser: 'M2', strategy: null, state: 'placed' },
    ],
    ({ strategy }) => strategy,
  )
  expect(counts.map(({ of, contacts, orders }) => ({ of, contacts, ...orders }))).toEqual([
    { of: 'keep', contacts: 1, placed: 2, ended: 1 },
    { of: null, contacts: 0, placed: 1, ended: 0 },
    { of: 'grow', contacts: 0, placed: 1, ended: 0 },
  ])
})
