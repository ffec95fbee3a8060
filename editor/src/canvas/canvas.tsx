import '@xyflow/react/dist/style.css'
import './canvas.css'
import type { Playbook } from '@branch-playbook/engine'
import { useComputedColorScheme } from '@mantine/core'
import {
  applyNodeChanges,
  Background,
  Controls,
  MiniMap,
  type Node,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  type ReactFlowState,
  useReactFlow,
  useStore,
} from '@xyflow/react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useDocument } from '../document/store.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { graphOf, shapeOf } from './graph.ts'
import { type Arrangement, arrange, rounded, type Size } from './layout.ts'
import { NodeCard } from './node-card.tsx'
import { type RouteEdge, RouteEdgeLine } from './route-edge.tsx'
import { useSelection } from './selection.ts'

type Card = Node<Record<string, never>, 'card'>

const NODE_TYPES = { card: NodeCard }
const EDGE_TYPES = { route: RouteEdgeLine }
const FIT = { padding: { x: '14px', top: '14px', bottom: '50px' }, maxZoom: 1 } as const
const MAP = { width: 124, height: 84 }

interface CanvasProps {
  readonly playbook: Playbook
  /** Changes when the nodes are to be laid out anew. */
  readonly arrangement: number
}

/** The playbook as a graph. It shows the document and changes nothing of it but where nodes stand. */
export const Canvas = (props: CanvasProps) => (
  <ReactFlowProvider>
    <Flow {...props} />
  </ReactFlowProvider>
)

function Flow({ playbook, arrangement }: CanvasProps) {
  const text = useText()
  const scheme = useComputedColorScheme('light')
  const { selected, select } = useSelection()
  const { cards, setCards, edges } = useGraph(playbook, arrangement, selected)
  const change = useDocument((state) => state.changeAll)
  const allInView = useStore(isAllInView)

  const onNodesChange = useCallback(
    (changes: NodeChange<Card>[]) => {
      setCards((current) => applyNodeChanges(changes, current))
      // Arrow keys move nodes without dragging them, so the change itself is what is recorded.
      const moves = changes.flatMap((each) =>
        each.type === 'position' && each.dragging === false && each.position
          ? [{ path: ['layout', each.id], value: rounded(each.position) }]
          : [],
      )
      if (moves.length > 0) change(moves)
      for (const each of changes) if (each.type === 'select' && each.selected) select(each.id)
    },
    [setCards, change, select],
  )

  return (
    <ReactFlow<Card, RouteEdge>
      colorMode={scheme}
      nodes={cards}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onNodesChange={onNodesChange}
      onPaneClick={() => select(null)}
      nodesConnectable={false}
      edgesFocusable={false}
      deleteKeyCode={null}
      minZoom={0.2}
      maxZoom={1.6}
      fitView
      fitViewOptions={FIT}
      ariaLabelConfig={{
        'node.a11yDescription.default': text('canvas.node_keys'),
        'controls.ariaLabel': text('canvas.controls'),
        'controls.zoomIn.ariaLabel': text('canvas.zoom_in'),
        'controls.zoomOut.ariaLabel': text('canvas.zoom_out'),
        'controls.fitView.ariaLabel': text('canvas.fit'),
        'minimap.ariaLabel': text('canvas.minimap'),
      }}
    >
      <Background gap={22} size={1} />
      <Controls
        showInteractive={false}
        fitViewOptions={FIT}
        position="bottom-left"
        orientation="horizontal"
      />
      {!allInView && <MiniMap pannable zoomable position="bottom-right" style={MAP} />}
    </ReactFlow>
  )
}

/** The nodes and edges to draw: from the document, placed by its layout or else by the automatic one. */
function useGraph(playbook: Playbook, arrangement: number, selected: string | null) {
  const bilingual = useBilingual()
  const text = useText()
  const { fitView } = useReactFlow()
  const graph = useMemo(() => graphOf(playbook), [playbook])
  const shape = `${arrangement} ${shapeOf(graph)}`
  const [cards, setCards] = useState<Card[]>([])
  const [arranged, setArranged] = useState<Arrangement | null>(null)
  const { layout } = playbook

  useEffect(() => {
    setCards((current) => {
      const known = new Map(current.map((card) => [card.id, card]))
      return playbook.nodes.map(({ id, kind, name }) => ({
        ...known.get(id),
        id,
        type: 'card' as const,
        data: {},
        position: layout?.[id] ?? arranged?.places[id] ?? known.get(id)?.position ?? { x: 0, y: 0 },
        selected: id === selected,
        ariaLabel: text('canvas.node', { name: bilingual(name), kind: text(`node.${kind}`) }),
        style: { opacity: arranged ? 1 : 0 },
      }))
    })
  }, [playbook, layout, arranged, selected, bilingual, text])

  const sizes = sizesOf(cards)
  const measured = sizes.size === graph.nodes.length && sizes.size > 0
  // Laid out anew for another shape only, not for each edit that makes a card a line taller
  useEffect(() => {
    if (!measured) return
    let stale = false
    void arrange(graph, sizes).then((arrangement) => {
      if (stale) return
      setArranged(arrangement)
      requestAnimationFrame(() => void fitView(FIT))
    })
    return () => {
      stale = true
    }
  }, [measured, shape])

  const moved = useMemo(
    () =>
      new Set(
        cards.flatMap(({ id, position }) => {
          const place = arranged?.places[id]
          return place && (place.x !== position.x || place.y !== position.y) ? [id] : []
        }),
      ),
    [cards, arranged],
  )
  const edges = useMemo(
    () =>
      graph.edges.map((edge): RouteEdge => {
        const { id, source, target } = edge
        const near = source === selected || target === selected
        const route = moved.has(source) || moved.has(target) ? undefined : arranged?.routes[id]
        return { ...edge, type: 'route', className: near ? 'near' : '', ...(route && { data: { route } }) }
      }),
    [graph, selected, moved, arranged],
  )
  return { cards, setCards, edges }
}

/** Whether every node is in view, so that a map of them would only cover some. */
function isAllInView({ nodeLookup, transform: [left, top, zoom], width, height }: ReactFlowState): boolean {
  return [...nodeLookup.values()].every(({ internals: { positionAbsolute: at }, measured }) => {
    const [x, y] = [at.x * zoom + left, at.y * zoom + top]
    const [wide, high] = [(measured.width ?? 0) * zoom, (measured.height ?? 0) * zoom]
    return x >= 0 && y >= 0 && x + wide <= width && y + high <= height
  })
}

const sizesOf = (cards: readonly Card[]): ReadonlyMap<string, Size> =>
  new Map(
    cards.flatMap(({ id, measured }) =>
      measured?.width && measured.height
        ? [[id, { width: measured.width, height: measured.height }] as const]
        : [],
    ),
  )
