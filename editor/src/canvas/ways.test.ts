import { expect, test } from 'vitest'
import type { Box } from './boxes.ts'
import type { Point } from './layout.ts'
import { wayAround } from './ways.ts'

const box = (id: string, x: number, y: number, width = 200, height = 100): Box => ({
  id,
  x,
  y,
  width,
  height,
})

/** Three columns of cards, with a wide one in the first. */
const CARDS = [
  box('a', 0, 0),
  box('wide', 0, 120, 240),
  box('b', 300, 0),
  box('c', 300, 120),
  box('d', 600, 0),
  box('e', 600, 120),
]

const pairs = CARDS.flatMap((source) =>
  CARDS.flatMap((target) =>
    source === target ? [] : [{ source, target, way: wayAround(source, target, CARDS) }],
  ),
)

test('The way of an edge leaves to the right, enters from the left and has no slanting part', () => {
  for (const { source, target, way } of pairs) {
    const [start, next] = way
    const [before, end] = way.slice(-2)
    expect(start).toEqual({ x: source.x + source.width, y: source.y + source.height / 2 })
    expect(end).toEqual({ x: target.x, y: target.y + target.height / 2 })
    expect(next?.x).toBeGreaterThan(start?.x ?? 0)
    expect(before?.x).toBeLessThan(end?.x ?? 0)
    for (const [from, to] of partsOf(way)) expect(from.x === to.x || from.y === to.y).toBe(true)
  }
})

test('No way goes behind a card', () => {
  for (const { way } of pairs) {
    const crossed = partsOf(way).flatMap(([from, to]) => CARDS.filter((card) => crosses(from, to, card)))
    expect(crossed).toEqual([])
  }
})

test('Edges of neighbouring cards do not lie upon each other', () => {
  const upright = (source: Box) => wayAround(source, box('far', 900, 400), CARDS)[1]?.x
  expect(upright(box('one', 0, 0))).not.toBe(upright(box('other', 0, 120)))
})

const partsOf = (way: readonly Point[]): (readonly [Point, Point])[] =>
  way.slice(1).map((to, at) => [way[at] ?? to, to])

const crosses = (from: Point, to: Point, { x, y, width, height }: Box): boolean =>
  Math.min(from.x, to.x) < x + width &&
  Math.max(from.x, to.x) > x &&
  Math.min(from.y, to.y) < y + height &&
  Math.max(from.y, to.y) > y
