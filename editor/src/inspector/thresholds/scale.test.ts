import { expect, test } from 'vitest'
import { placeOf, stepped, valueAt } from './scale.ts'

const tail = { edges: [0, 100, 1000, 10_000], whole: true }

test('Every bar has the same room, whatever its bounds', () => {
  expect([0, 100, 550, 10_000].map((value) => placeOf(value, tail))).toEqual([0, 1 / 3, 0.5, 1])
  expect([-5, 99_999].map((value) => placeOf(value, tail))).toEqual([0, 1])
})

test('A place is a round value of its bar', () => {
  expect([0, 1 / 6, 0.5, 0.777, 1].map((place) => valueAt(place, tail))).toEqual([0, 50, 550, 4000, 10_000])
  expect(valueAt(0.5, { edges: [0, 1], whole: false })).toBe(0.5)
  expect(valueAt(0.26, { edges: [0, 1, 2], whole: true })).toBe(1)
})

test('A step goes to the next round value, and from a bound down by the steps of the smaller bar', () => {
  expect(stepped(1000, 1, tail)).toBe(1500)
  expect(stepped(1000, -1, tail)).toBe(950)
  expect(stepped(123, 1, tail)).toBe(150)
  expect(stepped(3, 1, { edges: [0, 5, 10], whole: true })).toBe(4)
})
