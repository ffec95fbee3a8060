import type { Command } from '../commands/command.ts'
import { ARROWS } from './arrows.ts'
import { type Chosen, command, thingsOf } from './commanded.ts'
import type { Deeds } from './deeds.ts'

/** Arrow keys move by so many pixels at full size, and with shift by more. */
const STEP = 10
const LEAP = 50

const SIDES = ['left', 'center', 'right', 'top', 'middle', 'bottom'] as const
const AXES = ['across', 'down'] as const

/** What changes where things stand, and nothing of what the playbook means. */
export function placingCommands(deeds: Deeds, chosen: Chosen): readonly Command[] {
  const { all } = chosen
  const isAny = { enabled: all.size > 0 }
  const { length: things } = thingsOf(chosen)
  return [
    ...ARROWS.flatMap(([direction, key, { x, y }]) => {
      const by = (pixels: number) => () => deeds.moveBy({ x: x * pixels, y: y * pixels }, gestureOf(all))
      return [
        command(`canvas.move_${direction}`, [key], by(STEP), isAny),
        command(`canvas.leap_${direction}`, [`shift+${key}`], by(LEAP), isAny),
      ]
    }),
    ...SIDES.map((side) =>
      command(`canvas.align_${side}`, [], () => deeds.align(side), { enabled: things > 1 }),
    ),
    ...AXES.map((axis) =>
      command(`canvas.distribute_${axis}`, [], () => deeds.distribute(axis), { enabled: things > 2 }),
    ),
  ]
}

/** Presses that follow each other this closely are one gesture, in milliseconds. */
const ONE_GESTURE = 900

let last: { readonly gesture: number; readonly of: ReadonlySet<string>; at: number } | null = null

/** Tells the gesture of an arrow key: the same while the same things are moved without a pause. */
function gestureOf(chosen: ReadonlySet<string>): number {
  const now = performance.now()
  if (!last || last.of !== chosen || now - last.at > ONE_GESTURE) last = { gesture: now, of: chosen, at: now }
  last.at = now
  return last.gesture
}
