import type { Box } from './boxes.ts'
import type { Point } from './layout.ts'

/** Pixels by which edges keep off cards. */
const OFF = 8
/** Edges of neighbouring cards go up and down this far from each other, in so many lanes. */
const LANE = 4
const LANES = 4
/** How often a lane that a card stands in is moved aside. */
const MOST_MOVES = 8

/**
 * The way of an edge between cards that stand where somebody put them: out of the right side of its source, up or down
 * beside it, across where no card is in the way, up or down beside its target, and into the left side of that.
 */
export function wayAround(source: Box, target: Box, boxes: readonly Box[]): readonly Point[] {
  const [start, end] = [
    { x: source.x + source.width, y: source.y + source.height / 2 },
    { x: target.x, y: target.y + target.height / 2 },
  ]
  if (start.y === end.y && isFree(start, end, boxes)) return [start, end]
  const [besideSource, besideTarget] = [OFF + lane(source), OFF + lane(target)]
  let [out, into] = [start.x + besideSource, end.x - besideTarget]
  let across = freeAcross(out, into, start.y, end.y, boxes)
  out = freeLane(out, start.y, across, besideSource, boxes)
  into = freeLane(into, across, end.y, -besideTarget, boxes)
  across = freeAcross(out, into, start.y, end.y, boxes)
  const way = [
    start,
    { x: out, y: start.y },
    { x: out, y: across },
    { x: into, y: across },
    { x: into, y: end.y },
    end,
  ]
  return way.filter(({ x, y }, at) => x !== way[at - 1]?.x || y !== way[at - 1]?.y)
}

/** Which lane a card's edges take: by where it stands, so that those of its neighbours take others. */
const lane = ({ y, height }: Box): number => (Math.abs(Math.round((y + height / 2) / 40)) % LANES) * LANE

const isFree = (from: Point, to: Point, boxes: readonly Box[]): boolean =>
  from.x < to.x &&
  boxes.every(
    ({ x, y, width, height }) => x >= to.x || x + width <= from.x || y >= from.y || y + height <= from.y,
  )

/** The height at which nothing stands between two lanes, with the least way up and down. */
function freeAcross(one: number, other: number, from: number, to: number, boxes: readonly Box[]): number {
  const [left, right] = [Math.min(one, other), Math.max(one, other)]
  const walls = merged(boxes.filter(({ x, width }) => x < right && x + width > left))
  const detour = (y: number) => Math.abs(y - from) + Math.abs(y - to)
  const straight = [from, to].find((y) => walls.every(({ top, bottom }) => y <= top || y >= bottom))
  const around = walls.flatMap(({ top, bottom }) => [top, bottom])
  return straight ?? around.toSorted((above, below) => detour(above) - detour(below))[0] ?? from
}

interface Wall {
  readonly top: number
  readonly bottom: number
}

/** What cards shut off from above to below, with the room that edges leave around them; no two overlap. */
function merged(boxes: readonly Box[]): readonly Wall[] {
  const sorted = boxes
    .map(({ y, height }): Wall => ({ top: y - OFF, bottom: y + height + OFF }))
    .toSorted((one, other) => one.top - other.top)
  const walls: Wall[] = []
  for (const wall of sorted) {
    const above = walls.at(-1)
    if (!above || wall.top >= above.bottom) walls.push(wall)
    else walls[walls.length - 1] = { top: above.top, bottom: Math.max(above.bottom, wall.bottom) }
  }
  return walls
}

/**
 * A lane in which nothing stands between two heights, moved to the right when it keeps room to the left of it, and to
 * the left when that is negative; the one wished for when none is found near it.
 */
function freeLane(wished: number, from: number, to: number, room: number, boxes: readonly Box[]): number {
  const [top, bottom] = [Math.min(from, to), Math.max(from, to)]
  let x = wished
  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    const wall = boxes.find(
      (box) => box.x < x && box.x + box.width > x && box.y < bottom && box.y + box.height > top,
    )
    if (!wall) return x
    x = room > 0 ? wall.x + wall.width + room : wall.x + room
  }
  return wished
}
