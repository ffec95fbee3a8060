import { expect, test } from 'vitest'
import { OfState } from './of-state.ts'

test('what was made of a state is made once, and nothing of an earlier state is kept', () => {
  const lists = new OfState<string, string>(2)
  const made: string[] = []
  const ask = (state: object, key: string) =>
    lists.get(state, key, () => {
      made.push(key)
      return `${key}${made.length}`
    })
  const [morning, noon] = [{}, {}]
  expect(['a', 'b', 'a'].map((key) => ask(morning, key))).toEqual(['a1', 'b2', 'a1'])
  expect(ask(noon, 'a')).toBe('a3')
  expect(ask(morning, 'a')).toBe('a4')
  expect(made).toEqual(['a', 'b', 'a', 'a'])
})

test('no more is kept than was said', () => {
  const lists = new OfState<number, number>(2)
  const state = {}
  let made = 0
  for (const key of [1, 2, 3, 3, 2, 1]) lists.get(state, key, () => (made += 1))
  expect(made).toBe(4)
})
