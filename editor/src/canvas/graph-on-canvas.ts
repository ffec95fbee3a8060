import type { Playbook } from '@branch-playbook/engine'
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useBilingual, useText } from '../locale/text.ts'
import { boxesOf, type CanvasNode, cardsAndNotes, framesOf } from './canvas-nodes.ts'
import { useEdges } from './edges-on-canvas.ts'
import { FIT, isAllInView } from './fit.ts'
import { bringIntoView } from './go.ts'
import { type Graph, graphOf, shapeOf } from './graph.ts'
import { type Arrangement, arrange } from './layout.ts'
import { isNode, useSelection } from './selection.ts'

/** The nodes and edges to draw: from the document, placed by its layout or else by the automatic one. */
export function useGraphOnCanvas(playbook: Playbook, arrangement: number, editable: boolean) {
  const bilingual = useBilingual()
  const text = useText()
  const chosen = useSelection((state) => state.chosen)
  const graph = useMemo(() => graphOf(playbook), [playbook])
  const [cards, setCards] = useState<CanvasNode[]>([])
  const made = useArrangement(playbook, graph, arrangement, cards)
  const arranged = made?.arranged ?? null
  const { layout } = playbook
  useFit(made, cards, layout)

  useEffect(() => {
    setCards((current) =>
      cardsAndNotes(current, {
        playbook,
        chosen,
        editable,
        placeOf: (id) => layout?.[id] ?? arranged?.places[id],
        labelOf: ({ name, kind }) =>
          text('canvas.node', { name: bilingual(name), kind: text(`node.${kind}`) }),
      }),
    )
  }, [playbook, layout, arranged, chosen, editable, bilingual, text])

  const nodes = useMemo(
    () => [...framesOf(playbook, cards, chosen, editable), ...cards],
    [playbook, cards, chosen, editable],
  )
  const edges = useEdges(playbook, graph, cards, arranged)
  return { nodes, setCards, edges }
}

interface Made {
  /** By which request it was made. */
  readonly by: number
  readonly arranged: Arrangement
}

/** The automatic arrangement; made anew when asked for, or when a node has no place yet. */
function useArrangement(
  playbook: Playbook,
  graph: Graph,
  arrangement: number,
  cards: readonly CanvasNode[],
): Made | null {
  const [made, setMade] = useState<Made | null>(null)
  const { layout } = playbook
  const isAsked = made?.by !== arrangement
  const unplaced = graph.nodes.filter((id) => !layout?.[id])
  const lacks = unplaced.some((id) => isAsked || !made?.arranged.places[id])
  const shape = shapeOf(graph)
  const boxes = boxesOf(cards).filter(({ id }) => isNode(id))
  const measured = boxes.length > 0 && boxes.length === graph.nodes.length

  // Laid out for another shape only, not for each edit that makes a card a line taller
  useEffect(() => {
    if (!measured || !(isAsked || lacks)) return
    let stale = false
    if (!lacks) {
      setMade({ by: arrangement, arranged: { places: {}, routes: {} } })
      return
    }
    void arrange(graph, new Map(boxes.map((box) => [box.id, box]))).then((arranged) => {
      if (!stale) setMade({ by: arrangement, arranged })
    })
    return () => {
      stale = true
    }
  }, [measured, isAsked, lacks, shape])
  return made
}

/**
 * Brings everything into view after it was arranged, once it stands where it was put. Where it was arranged anew only
 * because something came, whoever looks at a part of it is shown what he chose, which may stand elsewhere now.
 */
function useFit(made: Made | null, cards: readonly CanvasNode[], layout: Playbook['layout']): void {
  const flow = useReactFlow<CanvasNode>()
  const store = useStoreApi()
  const fitted = useRef<Made | null>(null)
  const wasAllInView = useRef(true)
  useEffect(() => {
    if (made) wasAllInView.current = isAllInView(store.getState())
  }, [made, store])
  useEffect(() => {
    if (!made || fitted.current === made) return
    const stands = cards.every(({ id, type, position }) => {
      const place = layout?.[id] ?? made.arranged.places[id]
      return type !== 'card' || (place && place.x === position.x && place.y === position.y)
    })
    if (!stands) return
    const isAsked = fitted.current?.by !== made.by
    fitted.current = made
    requestAnimationFrame(() => {
      const { selected } = useSelection.getState()
      if (isAsked || wasAllInView.current) void flow.fitView(FIT)
      else if (selected !== null) bringIntoView(flow, selected)
    })
  }, [made, cards, layout, flow])
}
