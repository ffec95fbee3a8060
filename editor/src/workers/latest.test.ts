import { expect, test } from 'vitest'
import { Latest } from './latest.ts'

const later = () => new Promise<void>((resolve) => setTimeout(resolve, 5))

test('Of what is asked while one is in work, only the last is worked on', async () => {
  const worked: number[] = []
  const latest = new Latest<number>(async (request) => {
    worked.push(request)
    await later()
  })
  for (const request of [1, 2, 3]) latest.ask(request)
  await expect.poll(() => worked).toEqual([1, 3])
  latest.ask(4)
  await expect.poll(() => worked).toEqual([1, 3, 4])
})

test('Long work learns that a later request has come, and ends', async () => {
  const steps: string[] = []
  const latest = new Latest<string>(async (request, isOvertaken) => {
    for (const step of [1, 2, 3]) {
      steps.push(`${request}${step}`)
      if (await isOvertaken()) return
    }
  })
  latest.ask('a')
  latest.ask('b')
  await expect.poll(() => steps).toEqual(['a1', 'b1', 'b2', 'b3'])
})
