import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

const nobody = () => new AbortController()

test('Turns come one after the other, in order', async () => {
  const turns = new Turns()
  const order: string[] = []
  const work = async (name: string) => {
    const end = await turns.take(nobody().signal)
    order.push(`${name} begins`)
    await Promise.resolve()
    order.push(`${name} ends`)
    end()
  }
  expect(turns.taken).toBe(false)
  const all = Promise.all(['first', 'second', 'third'].map(work))
  expect(turns.taken).toBe(true)
  await all
  expect(order).toEqual(['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]))
  expect(turns.taken).toBe(false)
})

test('Who goes away while he waits holds up nobody, and nobody comes before those ahead of him', async () => {
  const turns = new Turns()
  const end = await turns.take(nobody().signal)
  const left = nobody()
  const gone = turns.take(left.signal)
  let hasTurn = false
  const third = turns.take(nobody().signal).then((ends) => {
    hasTurn = true
    return ends
  })
  left.abort(new Error('left'))
  await expect(gone).rejects.toThrow('left')
  await new Promise((resolve) => setImmediate(resolve))
  expect(hasTurn).toBe(false)
  end()
  const endThird = await third
  endThird()
  await expect.poll(() => turns.taken).toBe(false)
})
