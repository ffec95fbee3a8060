import type { Point, Size } from './layout.ts'

/** Something that stands on the canvas, in its pixels at full size. */
export interface Box extends Point, Size {
  readonly id: string
}

export type Side = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom'
export type Axis = 'across' | 'down'
export type Direction = 'left' | 'right' | 'up' | 'down'

/** What surrounds all boxes; null when there are none. */
export function around(boxes: readonly Box[]): (Point & Size) | null {
  if (boxes.length === 0) return null
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))]
  const [right, bottom] = [
    Math.max(...boxes.map((box) => box.x + box.width)),
    Math.max(...boxes.map((box) => box.y + box.height)),
  ]
  return { x, y, width: right - x, height: bottom - y }
}

/** Where boxes stand when they are aligned: their sides, or their middles, on one line. */
export function aligned(boxes: readonly Box[], side: Side): Map<string, Point> {
  const frame = around(boxes)
  if (!frame) return new Map()
  const place = ({ x, y, width, height }: Box): Point => {
    switch (side) {
      case 'left':
        return { x: frame.x, y }
      case 'center':
        return { x: frame.x + (frame.width - width) / 2, y }
      case 'right':
        return { x: frame.x + frame.width - width, y }
      case 'top':
        return { x, y: frame.y }
      case 'middle':
        return { x, y: frame.y + (frame.height - height) / 2 }
      case 'bottom':
        return { x, y: frame.y + frame.height - height }
    }
  }
  return new Map(boxes.map((box) => [box.id, place(box)]))
}

/** Where boxes stand with the same room between all neighbours; the first and the last stay. */
export function distributed(boxes: readonly Box[], axis: Axis): Map<string, Point> {
  const [at, length] = axis === 'across' ? (['x', 'width'] as const) : (['y', 'height'] as const)
  const sorted = boxes.toSorted((left, right) => left[at] - right[at])
  const frame = around(boxes)
  if (!frame || boxes.length < 3) return new Map(boxes.map(({ id, x, y }) => [id, { x, y }]))
  const room = (frame[length] - sum(sorted.map((box) => box[length]))) / (sorted.length - 1)
  let next = frame[at]
  return new Map(
    sorted.map((box) => {
      const place = { x: box.x, y: box.y, [at]: next }
      next += box[length] + room
      return [box.id, place]
    }),
  )
}

/** How much less it counts how far something is in the direction than how far aside of it. */
const ASIDE = 2

/** The box that is nearest in a direction, by the middles; null when there is none. */
export function nearest(from: Box, boxes: readonly Box[], direction: Direction): Box | null {
  const middle = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 })
  const start = middle(from)
  const reachable = boxes.flatMap((box) => {
    const { x, y } = middle(box)
    const [ahead, aside] =
      direction === 'left' || direction === 'right'
        ? [direction === 'right' ? x - start.x : start.x - x, Math.abs(y - start.y)]
        : [direction === 'down' ? y - start.y : start.y - y, Math.abs(x - start.x)]
    return box.id !== from.id && ahead > 1 ? [{ box, far: ahead + ASIDE * aside }] : []
  })
  return reachable.toSorted((left, right) => left.far - right.far)[0]?.box ?? null
}

/** The first place down from a point at which a box of that size covers no other. */
export function freePlace(at: Point, size: Size, boxes: readonly Box[]): Point {
  const covers = (y: number) =>
    boxes.find(
      (box) =>
        at.x < box.x + box.width &&
        box.x < at.x + size.width &&
        y < box.y + box.height &&
        box.y < y + size.height,
    )
  let y = at.y
  for (let box = covers(y); box; box = covers(y)) y = box.y + box.height + 18
  return { x: Math.round(at.x), y: Math.round(y) }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
