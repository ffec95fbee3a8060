import { expect, test } from 'vitest'
import { beyond } from './means.ts'

test('An order of all that is there goes beyond nothing, of a fen more beyond that', () => {
  const means = { demand: 150_00, all: 450_00 }
  const found = [150_00, 150_01, 450_00, 450_01].map((amount) => beyond(amount, means))
  expect(found).toEqual([null, 'demand', 'demand', 'all'])
})
