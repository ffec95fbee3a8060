import '@xyflow/react/dist/style.css'
import '../canvas/canvas.css'
import type { Playbook } from '@branch-playbook/engine'
import { useComputedColorScheme } from '@mantine/core'
import {
  applyNodeChanges,
  Background,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  type Viewport,
} from '@xyflow/react'
import { useCallback, useEffect, useState } from 'react'
import type { Graph } from '../canvas/graph.ts'
import type { Arrangement, Size } from '../canvas/layout.ts'
import { type RouteEdge, RouteEdgeLine } from '../canvas/route-edge.tsx'
import { LookedAt } from '../document/shown.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { ComparedCard, type ComparedCardNode } from './compared-card.tsx'
import type { ComparedNode } from './differences.ts'

const NODE_TYPES = { compared: ComparedCard }
const EDGE_TYPES = { route: RouteEdgeLine }

export const ZOOM = { least: 0.1, most: 1.6 }

interface SideProps {
  readonly playbook: Playbook
  readonly nodes: readonly ComparedNode[]
  readonly graph: Graph
  /** Edges that the other side does not have are marked as what became of them. */
  readonly other: Graph
  readonly became: 'added' | 'removed'
  readonly arrangement: Arrangement | null
  readonly viewport: Viewport
  readonly selected: string | null
  onViewport(viewport: Viewport): void
  onSelect(key: string | null): void
  /** Tells how large the cards are, once all have been drawn. */
  onSizes(sizes: ReadonlyMap<string, Size>): void
}

/** One side of the comparison as a graph that shows and changes nothing. */
export const Side = (props: SideProps) => (
  <LookedAt.Provider value={props.playbook}>
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  </LookedAt.Provider>
)

function Flow({ nodes, graph, other, became, arrangement, viewport, selected, ...on }: SideProps) {
  const text = useText()
  const bilingual = useBilingual()
  const scheme = useComputedColorScheme('light')
  const [cards, setCards] = useState<ComparedCardNode[]>([])
  const { onSelect, onSizes } = on

  useEffect(() => {
    setCards((current) => {
      const known = new Map(current.map((card) => [card.id, card]))
      return nodes.map((compared) => {
        const { key, node, mark } = compared
        const name = text('canvas.node', { name: bilingual(node.name), kind: text(`node.${node.kind}`) })
        return {
          ...known.get(key),
          id: key,
          type: 'compared' as const,
          data: { compared },
          position: arrangement?.places[key] ?? { x: 0, y: 0 },
          selected: key === selected,
          ariaLabel: text('compare.node', { node: name, mark: text(`compare.mark.${mark}`) }),
          style: { opacity: arrangement ? 1 : 0 },
        }
      })
    })
  }, [nodes, arrangement, selected, bilingual, text])

  const drawn = cards.length === nodes.length && cards.every(({ measured }) => measured?.width)
  useEffect(() => {
    if (drawn) onSizes(sizesOf(cards))
  }, [drawn, cards, onSizes])

  const onNodesChange = useCallback(
    (changes: NodeChange<ComparedCardNode>[]) => {
      setCards((current) => applyNodeChanges(changes, current))
      for (const each of changes) if (each.type === 'select' && each.selected) onSelect(each.id)
    },
    [onSelect],
  )

  const shared = new Set(other.edges.map(({ id }) => id))
  const edges = graph.edges.map((edge): RouteEdge => {
    const route = arrangement?.routes[edge.id]
    const near = edge.source === selected || edge.target === selected
    const className = shared.has(edge.id) ? (near ? 'near' : '') : became
    return { ...edge, type: 'route', className, ...(route && { data: { route } }) }
  })

  return (
    <ReactFlow<ComparedCardNode, RouteEdge>
      colorMode={scheme}
      nodes={cards}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onNodesChange={onNodesChange}
      onPaneClick={() => onSelect(null)}
      viewport={viewport}
      onViewportChange={on.onViewport}
      nodesConnectable={false}
      nodesDraggable={false}
      edgesFocusable={false}
      deleteKeyCode={null}
      minZoom={ZOOM.least}
      maxZoom={ZOOM.most}
      ariaLabelConfig={{ 'node.a11yDescription.default': text('compare.node_keys') }}
    >
      <Background gap={22} size={1} />
    </ReactFlow>
  )
}

const sizesOf = (cards: readonly ComparedCardNode[]): ReadonlyMap<string, Size> =>
  new Map(
    cards.map(({ id, measured }) => [id, { width: measured?.width ?? 0, height: measured?.height ?? 0 }]),
  )
