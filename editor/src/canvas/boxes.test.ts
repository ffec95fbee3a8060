import { expect, test } from 'vitest'
import { aligned, type Box, distributed, freePlace, nearest } from './boxes.ts'

const box = (id: string, x: number, y: number, width = 100, height = 50): Box => ({ id, x, y, width, height })
const BOXES = [box('a', 0, 0), box('b', 150, 40, 60, 20), box('c', 400, 200)]

test('Boxes align by their sides and by their middles', () => {
  expect([...aligned(BOXES, 'left').values()].map(({ x }) => x)).toEqual([0, 0, 0])
  expect([...aligned(BOXES, 'right').values()].map(({ x }) => x)).toEqual([400, 440, 400])
  expect([...aligned(BOXES, 'middle').values()].map(({ y }) => y)).toEqual([100, 115, 100])
  expect([...aligned(BOXES, 'top').values()].map(({ x }) => x)).toEqual([0, 150, 400])
})

test('Distributed boxes have the same room between them, whatever their sizes', () => {
  const places = distributed(BOXES, 'across')
  expect(places.get('a')?.x).toBe(0)
  expect(places.get('b')?.x).toBe(220)
  expect(places.get('c')?.x).toBe(400)
  expect(places.get('b')?.y).toBe(40)
})

test('The nearest in a direction is rather straight ahead than close by aside', () => {
  const from = box('from', 0, 0)
  const [ahead, aside] = [box('ahead', 300, 10), box('aside', 150, 200)]
  expect(nearest(from, [from, ahead, aside], 'right')?.id).toBe('ahead')
  expect(nearest(from, [from, ahead, aside], 'down')?.id).toBe('aside')
  expect(nearest(from, [from, ahead, aside], 'left')).toBeNull()
})

test('A new box stands free, below what is there', () => {
  expect(freePlace({ x: 10, y: 10 }, { width: 80, height: 40 }, BOXES)).toEqual({ x: 10, y: 68 })
  expect(freePlace({ x: 900, y: 10 }, { width: 80, height: 40 }, BOXES)).toEqual({ x: 900, y: 10 })
})
