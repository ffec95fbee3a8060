import { BaseEdge, type Edge, type EdgeProps, getSmoothStepPath } from '@xyflow/react'
import { memo } from 'react'
import { EdgeValue } from '../trace/edge-value.tsx'
import type { Point } from './layout.ts'

/** An edge that may know a way around the nodes. */
export type RouteEdge = Edge<{ readonly route?: readonly Point[] }, 'route'>

/** Pixels by which a bend is rounded. */
const ROUNDING = 7

/** Draws an edge along its route, or in plain steps while one of its nodes is dragged or folded away. */
export const RouteEdgeLine = memo(function RouteEdgeLine(props: EdgeProps<RouteEdge>) {
  const route = props.data?.route
  const [steps] = getSmoothStepPath({ ...props, borderRadius: ROUNDING, offset: 14 })
  return (
    <>
      <BaseEdge id={props.id} path={route ? roundedPath(route) : steps} />
      <EdgeValue source={props.source} target={props.target} x={props.sourceX} y={props.sourceY} />
    </>
  )
})

/** A line through points, with its corners rounded. */
function roundedPath(points: readonly Point[]): string {
  return points
    .map((point, at) => {
      const [before, after] = [points[at - 1], points[at + 1]]
      if (!before) return `M ${point.x} ${point.y}`
      if (!after) return `L ${point.x} ${point.y}`
      const [enter, leave] = [towards(point, before), towards(point, after)]
      return `L ${enter.x} ${enter.y} Q ${point.x} ${point.y} ${leave.x} ${leave.y}`
    })
    .join(' ')
}

/** The point a little way from `from` towards `to`, at most half way. */
function towards(from: Point, to: Point): Point {
  const distance = Math.hypot(to.x - from.x, to.y - from.y)
  const share = distance === 0 ? 0 : Math.min(ROUNDING, distance / 2) / distance
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}
