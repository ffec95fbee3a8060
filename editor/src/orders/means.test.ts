import { expect, test } from 'vitest'
import { beyond, meansOf } from './means.ts'

const MEANS = meansOf([
  { group: 'demand_deposits', balance: 100_00 },
  { group: 'demand_deposits', balance: 50_00 },
  { group: 'wealth', balance: 300_00 },
  { group: 'loans', balance: 900_00 },
  { group: 'cards', balance: 20_00 },
])

test('What a customer owes is nothing that he could order from', () => {
  expect(MEANS).toEqual({ demand: 150_00, all: 450_00 })
  expect(meansOf([])).toEqual({ demand: 0, all: 0 })
})

test('An order of all that is there goes beyond nothing, of a fen more beyond that', () => {
  const found = [150_00, 150_01, 450_00, 450_01].map((amount) => beyond(amount, MEANS))
  expect(found).toEqual([null, 'demand', 'demand', 'all'])
})
