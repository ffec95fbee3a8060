import type { Playbook } from '@branch-playbook/engine'
import { useMemo, useState } from 'react'
import type { Box } from './boxes.ts'
import { boxesOf, type CanvasNode, hiddenIn } from './canvas-nodes.ts'
import { edgeId, type Graph } from './graph.ts'
import type { Arrangement } from './layout.ts'
import type { RouteEdge } from './route-edge.tsx'
import { useSelection } from './selection.ts'
import { wayAround } from './ways.ts'

/** Edges between what is shown: those of nodes in a folded group begin and end at its frame. */
export function useEdges(
  playbook: Playbook,
  graph: Graph,
  cards: readonly CanvasNode[],
  arranged: Arrangement | null,
): RouteEdge[] {
  const chosen = useSelection((state) => state.chosen)
  const chosenEdge = useSelection((state) => state.edge)
  const hidden = useMemo(() => hiddenIn(playbook), [playbook])
  const routes = useRoutes(graph, cards, arranged)
  const dragged = useDragged(cards)
  return useMemo(() => {
    const edges = new Map<string, RouteEdge>()
    for (const edge of graph.edges) {
      const [source, target] = [
        hidden.get(edge.source) ?? edge.source,
        hidden.get(edge.target) ?? edge.target,
      ]
      if (source === target) continue
      const isOwn = source === edge.source && target === edge.target
      const id = edgeId(source, target)
      const near = chosen.has(source) || chosen.has(target) || chosenEdge === id
      const isStill = isOwn && !dragged.includes(`|${source}|`) && !dragged.includes(`|${target}|`)
      const route = isStill ? routes.get(edge.id) : undefined
      edges.set(id, {
        id,
        source,
        target,
        type: 'route',
        selected: chosenEdge === id,
        className: near ? 'near' : '',
        ...(route && { data: { route } }),
      })
    }
    return [...edges.values()]
  }, [graph, hidden, chosen, chosenEdge, routes, dragged])
}

/** The ways of edges around the cards: as they were arranged, or others where a card stands elsewhere by now. */
function useRoutes(graph: Graph, cards: readonly CanvasNode[], arranged: Arrangement | null) {
  const standing = useStanding(cards)
  return useMemo(() => {
    if (!arranged) return new Map<string, NonNullable<RouteEdge['data']>['route']>()
    const boxes = new Map(standing.map((box) => [box.id, box]))
    const isAsArranged = ({ id, x, y }: Box) => {
      const place = arranged.places[id]
      return place?.x === x && place.y === y
    }
    return new Map(
      graph.edges.flatMap(({ id, source, target }) => {
        const [from, to] = [boxes.get(source), boxes.get(target)]
        if (!from || !to) return []
        const route = isAsArranged(from) && isAsArranged(to) ? arranged.routes[id] : undefined
        return [[id, route ?? wayAround(from, to, standing)] as const]
      }),
    )
  }, [graph, standing, arranged])
}

/** Where the cards stand; while some are dragged, where they stood before. The same while nothing else comes to stand. */
function useStanding(cards: readonly CanvasNode[]): readonly Box[] {
  const boxes = useMemo(
    () => boxesOf(cards.filter(({ type, hidden }) => type === 'card' && !hidden)),
    [cards],
  )
  const [standing, setStanding] = useState(boxes)
  const isDragging = cards.some(({ dragging }) => dragging)
  const isSame =
    boxes.length === standing.length && boxes.every((box, at) => isAlike(box, standing[at] ?? null))
  if (!isSame && !isDragging) setStanding(boxes)
  return standing
}

const isAlike = (box: Box, other: Box | null): boolean =>
  other !== null &&
  box.id === other.id &&
  box.x === other.x &&
  box.y === other.y &&
  box.width === other.width &&
  box.height === other.height

/** Which nodes are dragged, written so that it is the same while they are the same. */
const useDragged = (cards: readonly CanvasNode[]): string =>
  useMemo(() => cards.flatMap(({ id, dragging }) => (dragging ? [`|${id}|`] : [])).join(''), [cards])
