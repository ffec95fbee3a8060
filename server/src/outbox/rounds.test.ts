import { expect, test } from 'vitest'
import { Rounds } from './rounds.ts'

test('One that fails is told once the others are through: what is under way is not sent a second time beside it', async () => {
  const through: string[] = []
  const slow = Promise.withResolvers<void>()
  const carried = new Rounds().carry(['fails', 'slow'], 2, async (item) => {
    if (item === 'fails') throw new Error('The store is gone')
    await slow.promise
    through.push(item)
  })
  const told = carried.catch((fault: unknown) => through.push(String(fault)))
  await new Promise((done) => setTimeout(done, 20))
  expect(through).toEqual([])
  slow.resolve()
  await told
  expect(through).toEqual(['slow', 'Error: The store is gone'])
})
