import type { ReactFlowState } from '@xyflow/react'

/** How everything is brought into view: beside the palette, above the controls and below what is done with the chosen. */
export const FIT = { padding: { x: '56px', top: '50px', bottom: '50px' }, maxZoom: 1 } as const

/** Below this zoom nothing of a card but its name could be read. */
const FAR = 0.3

export const isFar = ({ transform: [, , zoom] }: ReactFlowState): boolean => zoom < FAR

/** What can be grabbed of a handle should have as many pixels on the screen, whatever the zoom. */
const GRASP = 26
const HANDLE = 9

/** How far around a handle it can be grabbed, in the canvas's pixels; in steps, so that zooming rarely changes it. */
export const reachOfHandles = ({ transform: [, , zoom] }: ReactFlowState): number =>
  Math.ceil((GRASP / Math.max(zoom, FAR) - HANDLE) / 2 / 4) * 4

/** Whether every node is in view. */
export function isAllInView({ nodeLookup, transform, width, height }: ReactFlowState): boolean {
  const [left, top, zoom] = transform
  for (const { internals, measured } of nodeLookup.values()) {
    const { x, y } = internals.positionAbsolute
    const [start, up] = [x * zoom + left, y * zoom + top]
    const [wide, high] = [(measured.width ?? 0) * zoom, (measured.height ?? 0) * zoom]
    if (start < 0 || up < 0 || start + wide > width || up + high > height) return false
  }
  return true
}
