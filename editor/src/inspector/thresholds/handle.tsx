import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { type Axis, placeOf, stepped, valueAt } from './scale.ts'
import classes from './thresholds.module.css'

interface HandleProps {
  readonly axis: Axis
  readonly value: number
  /** Between which values it may stand, both included. */
  readonly least: number
  readonly most: number
  /** Its accessible name, and the value in words. */
  readonly label: string
  readonly words: string
  readonly disabled: boolean
  /** Whether the value is written a line higher, as that of a close neighbour stands beside it. */
  readonly raised: boolean
  /** All moves of one drag have the same number. */
  onMove(value: number, gesture?: number): void
}

/** As many steps as a page key goes: about a bar. */
const PAGE = 20

let drags = 0

/** A threshold as a line over the histogram that is dragged, or moved by keys. */
export function Handle({ axis, value, least, most, label, words, disabled, raised, onMove }: HandleProps) {
  const drag = useRef<{ readonly gesture: number; frame: number } | null>(null)
  const put = (next: number, gesture?: number) => {
    const within = Math.min(most, Math.max(least, next))
    if (within !== value) onMove(within, gesture)
  }

  const take = (event: PointerEvent<HTMLElement>) => {
    if (disabled || event.button !== 0) return
    // Else the drag would select the text that it passes.
    event.preventDefault()
    event.currentTarget.focus()
    event.currentTarget.setPointerCapture(event.pointerId)
    drags += 1
    drag.current = { gesture: drags, frame: 0 }
  }
  const move = (event: PointerEvent<HTMLElement>) => {
    const { current } = drag
    const track = event.currentTarget.parentElement?.getBoundingClientRect()
    if (!current || !track) return
    const place = (event.clientX - track.left) / track.width
    // Everyone is decided anew at each: once a picture is enough.
    cancelAnimationFrame(current.frame)
    current.frame = requestAnimationFrame(() => put(valueAt(place, axis), current.gesture))
  }
  const press = (event: KeyboardEvent) => {
    const next = pressed(event.key, value, axis, least, most)
    if (next === null || disabled) return
    event.preventDefault()
    put(next)
  }
  return (
    <span
      role="slider"
      className={classes.handle}
      style={{ left: `${placeOf(value, axis) * 100}%` }}
      tabIndex={0}
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={finite(least, axis.edges[0])}
      aria-valuemax={finite(most, axis.edges.at(-1))}
      aria-valuetext={words}
      aria-disabled={disabled || undefined}
      data-raised={raised || undefined}
      onPointerDown={take}
      onPointerMove={move}
      onPointerUp={() => {
        drag.current = null
      }}
      onKeyDown={press}
    >
      <output>{words}</output>
    </span>
  )
}

function pressed(key: string, value: number, axis: Axis, least: number, most: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return stepped(value, 1, axis)
    case 'ArrowLeft':
    case 'ArrowDown':
      return stepped(value, -1, axis)
    case 'PageUp':
      return stepped(value, PAGE, axis)
    case 'PageDown':
      return stepped(value, -PAGE, axis)
    case 'Home':
      return Math.max(least, axis.edges[0] ?? least)
    case 'End':
      return Math.min(most, axis.edges.at(-1) ?? most)
    default:
      return null
  }
}

const finite = (bound: number, edge = 0): number => (Number.isFinite(bound) ? bound : edge)
