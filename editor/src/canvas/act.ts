import type { Playbook } from '@branch-playbook/engine'
import type { ReactFlowInstance } from '@xyflow/react'
import { useReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import type { Edit, StepName } from '../document/history.ts'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { announce } from '../shell/announce.tsx'
import type { CanvasNode } from './canvas-nodes.ts'
import { rounded } from './layout.ts'
import { isNode } from './selection.ts'

export type Flow = ReactFlowInstance<CanvasNode>

/** A step that changes what stands on the canvas: the edits of a playbook, and what they are called. */
export type Act = (
  edits: (playbook: Playbook) => readonly Edit[],
  name: StepName,
  gesture?: number,
) => boolean

/**
 * Makes one step of edits, tells it to screen readers, and says why when it cannot be. Before it the places of all
 * nodes are written down, so that nothing but what the step is about moves.
 */
export function useAct(): Act {
  const text = useText()
  const flow = useReactFlow<CanvasNode>()
  return useMemo(
    () => (edits, name, gesture) => {
      const { reading, changeAll } = useDocument.getState()
      if (!reading.playbook) {
        announce(text('canvas.mend_first'))
        return false
      }
      const placed = withPlaces(reading.playbook, flow)
      const made = edits(placed)
      if (made.length === 0) return false
      const places = placed === reading.playbook ? [] : [{ path: ['layout'], value: placed.layout }]
      changeAll([...places, ...made], name, gesture)
      announce(text(name.text, name.values))
      return true
    },
    [text, flow],
  )
}

/** The playbook with the places that its nodes have on the canvas, where it does not say them. */
function withPlaces(playbook: Playbook, flow: Flow): Playbook {
  const { layout = {}, nodes } = playbook
  if (nodes.every(({ id }) => layout[id])) return playbook
  const places = flow
    .getNodes()
    .flatMap(({ id, position }) => (isNode(id) ? [[id, rounded(position)] as const] : []))
  return { ...playbook, layout: { ...Object.fromEntries(places), ...layout } }
}
