import { holdoutPlace } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { holdoutPlaces } from './places.ts'

test('The places are those by which the lists hold customers out, of every slice', async () => {
  const customers = Array.from({ length: 12_345 }, (_, at) => `K${at}`)
  const places = await holdoutPlaces('retail', 'spring', customers)
  expect([...places]).toEqual(customers.map((customer) => holdoutPlace('retail', 'spring', customer)))
})
