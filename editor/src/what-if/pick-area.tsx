import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { useText } from '../locale/text.ts'
import classes from './pick.module.css'

interface PickAreaProps {
  readonly label: string
  readonly children: ReactNode
}

const PICKS = '[data-pick]'

/**
 * Figures that can be picked, with one stop of the tabulator for all of them: from one to the next in its direction
 * by the arrow keys, be they in tables, bars or streams.
 */
export function PickArea({ label, children }: PickAreaProps) {
  const text = useText()
  const area = useRef<HTMLDivElement>(null)
  const hint = useId()
  useLayoutEffect(() => {
    const picks = picksIn(area.current)
    if (!picks.some((pick) => pick.tabIndex === 0)) picks[0]?.setAttribute('tabindex', '0')
  })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of figures is no fieldset, it has no fields
    <div
      ref={area}
      className={classes.area}
      role="group"
      aria-label={label}
      aria-describedby={hint}
      onFocus={({ target }) => makeStop(area.current, target)}
      onKeyDown={(event) => move(area.current, event)}
    >
      <span id={hint} className="spoken">
        {text('whatif.pick.hint')}
      </span>
      {children}
    </div>
  )
}

type Pickable = HTMLElement | SVGElement

const picksIn = (area: HTMLElement | null): Pickable[] => [...(area?.querySelectorAll<Pickable>(PICKS) ?? [])]

/** The figure that had the focus last is where the tabulator comes back to. */
function makeStop(area: HTMLElement | null, target: Element): void {
  if (!target.matches(PICKS)) return
  for (const pick of picksIn(area)) pick.setAttribute('tabindex', pick === target ? '0' : '-1')
}

const WAYS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** A step aside costs as much as so many ahead: the next in the row comes before a nearer one of another. */
const ASIDE = 4

function move(area: HTMLElement | null, event: KeyboardEvent): void {
  const way = WAYS[event.key]
  const from = event.target
  if (!way || !(from instanceof Element) || !from.matches(PICKS)) return
  const start = centreOf(from)
  const [nearest] = picksIn(area)
    .flatMap((pick) => {
      const centre = centreOf(pick)
      const [across, down] = [centre.x - start.x, centre.y - start.y]
      const ahead = across * way[0] + down * way[1]
      const aside = Math.abs(across * way[1]) + Math.abs(down * way[0])
      return pick !== from && ahead > 1 ? [{ pick, far: ahead + ASIDE * aside }] : []
    })
    .toSorted((one, other) => one.far - other.far)
  if (!nearest) return
  event.preventDefault()
  nearest.pick.focus()
}

function centreOf(element: Element): DOMPointReadOnly {
  if (element instanceof SVGGeometryElement) return beginningOf(element)
  const { left, top, width, height } = element.getBoundingClientRect()
  return new DOMPoint(left + width / 2, top + height / 2)
}

/** Streams cross in the middle, where one could not be told from another. */
function beginningOf(stream: SVGGeometryElement): DOMPointReadOnly {
  const point = stream.getPointAtLength(stream.getTotalLength() / 4)
  return new DOMPoint(point.x, point.y).matrixTransform(stream.getScreenCTM() ?? undefined)
}
