import { getViewportForBounds, type Viewport } from '@xyflow/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Graph, shapeOf } from '../canvas/graph.ts'
import { type Arrangement, arrange, type Size } from '../canvas/layout.ts'
import { ZOOM } from './side.tsx'

type Sizes = ReadonlyMap<string, Size>

const PADDING = 0.04

/** Where the nodes of both sides stand, and the view of them that both share. */
export function useSharedArrangement(graph: Graph) {
  const [sizes, setSizes] = useState<{ readonly before: Sizes | null; readonly after: Sizes | null }>(NONE)
  const [arranged, setArranged] = useState<{
    readonly shape: string
    readonly arrangement: Arrangement
  } | null>(null)
  const [viewport, setViewport] = useState<Viewport>({ x: 0, y: 0, zoom: 0.3 })
  const frame = useRef<HTMLDivElement>(null)
  const shape = shapeOf(graph)
  const arrangement = arranged?.shape === shape ? arranged.arrangement : null

  const largest = sizes.before && sizes.after ? greater(sizes.before, sizes.after) : null
  const measured = largest !== null && graph.nodes.every((key) => largest.has(key))
  useEffect(() => {
    if (!measured || !largest) return
    let stale = false
    void arrange(graph, largest).then((found) => {
      if (!stale) setArranged({ shape, arrangement: found })
    })
    return () => {
      stale = true
    }
    // Laid out anew for another graph only.
  }, [measured, shape])

  const fit = useCallback(() => {
    const view = frame.current
    if (!arrangement || !largest || !view) return
    const { clientWidth, clientHeight } = view
    setViewport(
      getViewportForBounds(boundsOf(arrangement, largest), clientWidth, clientHeight, ZOOM.least, 1, PADDING),
    )
  }, [arrangement, largest])
  const fitLatest = useRef(fit)
  fitLatest.current = fit
  useEffect(() => {
    const view = frame.current
    if (!arrangement || !view) return
    const observer = new ResizeObserver(() => fitLatest.current())
    observer.observe(view)
    return () => observer.disconnect()
  }, [arrangement])

  const zoom = (by: number) =>
    setViewport((view) => {
      const { clientWidth = 0, clientHeight = 0 } = frame.current ?? {}
      const next = Math.min(ZOOM.most, Math.max(ZOOM.least, view.zoom * by))
      const [x, y] = [clientWidth / 2, clientHeight / 2]
      const ratio = next / view.zoom
      return { x: x - (x - view.x) * ratio, y: y - (y - view.y) * ratio, zoom: next }
    })
  const onSizesBefore = useCallback((before: Sizes) => setSizes((known) => ({ ...known, before })), [])
  const onSizesAfter = useCallback((after: Sizes) => setSizes((known) => ({ ...known, after })), [])
  return { frame, arrangement, viewport, setViewport, fit, zoom, onSizesBefore, onSizesAfter }
}

const NONE = { before: null, after: null }

/** The larger size of each node, so that neither side's card covers another. */
function greater(left: Sizes, right: Sizes): Sizes {
  return new Map(
    [...left, ...right].map(([key, { width, height }]) => {
      const [one, other] = [left.get(key), right.get(key)]
      return [
        key,
        {
          width: Math.max(width, one?.width ?? 0, other?.width ?? 0),
          height: Math.max(height, one?.height ?? 0, other?.height ?? 0),
        },
      ] as const
    }),
  )
}

function boundsOf({ places }: Arrangement, sizes: Sizes) {
  const corners = Object.entries(places).map(([key, { x, y }]) => {
    const { width = 0, height = 0 } = sizes.get(key) ?? {}
    return { x, y, right: x + width, bottom: y + height }
  })
  const [x, y] = [Math.min(...corners.map((each) => each.x)), Math.min(...corners.map((each) => each.y))]
  return {
    x,
    y,
    width: Math.max(...corners.map(({ right }) => right)) - x,
    height: Math.max(...corners.map(({ bottom }) => bottom)) - y,
  }
}
