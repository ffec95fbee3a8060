import type { Direction } from './boxes.ts'
import type { Point } from './layout.ts'

/** The arrow keys, with the way that each leads. */
export const ARROWS: readonly (readonly [Direction, string, Point])[] = [
  ['left', 'ArrowLeft', { x: -1, y: 0 }],
  ['right', 'ArrowRight', { x: 1, y: 0 }],
  ['up', 'ArrowUp', { x: 0, y: -1 }],
  ['down', 'ArrowDown', { x: 0, y: 1 }],
]
