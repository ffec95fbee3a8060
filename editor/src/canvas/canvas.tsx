import '@xyflow/react/dist/style.css'
import './canvas.css'
import type { Playbook } from '@branch-playbook/engine'
import { useComputedColorScheme } from '@mantine/core'
import {
  applyNodeChanges,
  Background,
  type Connection,
  Controls,
  type FinalConnectionState,
  MiniMap,
  type NodeChange,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStore,
} from '@xyflow/react'
import { type CSSProperties, type DragEvent, useCallback, useEffect, useRef } from 'react'
import { useCommands } from '../commands/command.ts'
import { useText } from '../locale/text.ts'
import { useAct } from './act.ts'
import { useCanvasCommands } from './canvas-commands.ts'
import type { CanvasNode } from './canvas-nodes.ts'
import { ofMembers, placesIn, resized } from './changes.ts'
import { useClipboard } from './clipboard.ts'
import { useDeeds } from './deeds.ts'
import { placeEdits } from './drawn-edits.ts'
import { FIT, isAllInView, isFar, reachOfHandles } from './fit.ts'
import { FrameCard } from './frame-card.tsx'
import { bringIntoView } from './go.ts'
import { useGraphOnCanvas } from './graph-on-canvas.ts'
import type { Point } from './layout.ts'
import { NodeCard } from './node-card.tsx'
import { NoteOnCanvas } from './note-on-canvas.tsx'
import { CARRIED, NOTE_KIND, Palette } from './palette.tsx'
import { useQuestion } from './question.ts'
import { Questions } from './questions.tsx'
import { type RouteEdge, RouteEdgeLine } from './route-edge.tsx'
import { isNode, useSelection } from './selection.ts'
import { SelectionBar } from './selection-bar.tsx'
import { nodeAt, WhyNot } from './why-not.tsx'

const NODE_TYPES = { card: NodeCard, note: NoteOnCanvas, frame: FrameCard }
const EDGE_TYPES = { route: RouteEdgeLine }
const MAP = { width: 124, height: 84 }

const SEVERAL = ['Shift', 'Control', 'Meta']
/** The middle and the right button move the view; the left one chooses. */
const PAN = [1, 2]

/** While the view moves it is drawn once and shown elsewhere: what 500 cards look like does not change by that. */
const MOVING = {
  onMoveStart: () => document.querySelector('.react-flow__viewport')?.setAttribute('data-moving', ''),
  onMoveEnd: () => document.querySelector('.react-flow__viewport')?.removeAttribute('data-moving'),
}

interface CanvasProps {
  readonly playbook: Playbook
  /** Changes when the nodes are to be laid out anew. */
  readonly arrangement: number
  /** Whether the user may change the playbook. */
  readonly editable: boolean
}

/** The playbook as a graph, on which it is put together. */
export const Canvas = (props: CanvasProps) => (
  <ReactFlowProvider>
    <Graph {...props} />
  </ReactFlowProvider>
)

function Graph({ playbook, arrangement, editable }: CanvasProps) {
  const text = useText()
  const scheme = useComputedColorScheme('light')
  const { choose, chooseEdge, chosen } = useSelection()
  const { nodes, setCards, edges } = useGraphOnCanvas(playbook, arrangement, editable)
  const deeds = useDeeds()
  const commands = useCanvasCommands(playbook, deeds, editable)
  useCommands(commands)
  const allInView = useStore(isAllInView)
  const far = useStore(isFar)
  const handles: CSSProperties & { '--reach': string } = { '--reach': `${useStore(reachOfHandles)}px` }
  const pointer = usePointer()
  useClipboard(deeds, editable, pointer.at)
  useChosenInView()
  const onNodesChange = useNodesChange(playbook, nodes, setCards)
  const drawing = useDrawing(deeds)
  const dropped = useDropped(deeds, editable)
  const { screenToFlowPosition } = useReactFlow()
  const askAt = (at: Point) => useQuestion.getState().ask({ ask: 'kind', at: screenToFlowPosition(at) }, at)

  return (
    <ReactFlow<CanvasNode, RouteEdge>
      colorMode={scheme}
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onNodesChange={onNodesChange}
      onEdgeClick={(_, { id }) => chooseEdge(id)}
      onPaneClick={(event) => {
        choose([])
        event.currentTarget.closest<HTMLElement>('.react-flow')?.focus()
      }}
      onDoubleClick={(event) => {
        const isPane = event.target instanceof Element && event.target.classList.contains('react-flow__pane')
        if (isPane && editable) askAt({ x: event.clientX, y: event.clientY })
      }}
      {...drawing}
      {...dropped}
      {...pointer.handlers}
      {...MOVING}
      tabIndex={0}
      data-far={far || undefined}
      style={handles}
      aria-label={text('workshop.canvas')}
      nodesConnectable={editable}
      nodesDraggable={editable}
      edgesFocusable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={SEVERAL}
      selectionOnDrag
      selectionMode={SelectionMode.Partial}
      panOnDrag={PAN}
      panOnScroll
      zoomOnDoubleClick={false}
      connectionRadius={26}
      elevateNodesOnSelect={false}
      onlyRenderVisibleElements
      minZoom={0.04}
      maxZoom={1.6}
      fitView
      fitViewOptions={FIT}
      ariaLabelConfig={{
        'controls.ariaLabel': text('canvas.controls'),
        'controls.zoomIn.ariaLabel': text('canvas.zoom_in'),
        'controls.zoomOut.ariaLabel': text('canvas.zoom_out'),
        'controls.fitView.ariaLabel': text('canvas.fit'),
        'minimap.ariaLabel': text('canvas.minimap'),
      }}
    >
      <Background gap={22} size={1} />
      {editable && (
        <Panel position="top-left" className="canvas-palette">
          <Palette deeds={deeds} />
        </Panel>
      )}
      {editable && chosen.size > 0 && (
        <Panel position="top-center" className="canvas-chosen">
          <SelectionBar commands={commands} />
        </Panel>
      )}
      <Controls
        showInteractive={false}
        fitViewOptions={FIT}
        position="bottom-left"
        orientation="horizontal"
      />
      {!allInView && <MiniMap pannable zoomable position="bottom-right" style={MAP} />}
      <WhyNot />
      <Questions deeds={deeds} />
    </ReactFlow>
  )
}

/** Where things are dragged to, how large notes are made, and what is chosen by the mouse. */
function useNodesChange(
  playbook: Playbook,
  nodes: readonly CanvasNode[],
  setCards: (update: (current: CanvasNode[]) => CanvasNode[]) => void,
) {
  const act = useAct()
  return useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const own = ofMembers(changes, nodes, playbook)
      setCards((current) => applyNodeChanges(own, current))
      const places = placesIn(own)
      const sizes = resized(own, nodes, playbook)
      if (places.size > 0)
        act((before) => placeEdits(before, places), {
          text: 'canvas.step.move',
          values: { count: places.size },
        })
      if (sizes.length > 0) act(() => sizes, { text: 'canvas.step.resize_note' })
      const picks = changes.filter((each) => each.type === 'select')
      if (picks.length === 0) return
      const { chosen, choose } = useSelection.getState()
      const next = new Set(chosen)
      for (const { id, selected } of picks) {
        if (selected) next.add(id)
        else next.delete(id)
      }
      choose(next)
    },
    [playbook, nodes, setCards, act],
  )
}

/** What becomes of an edge that is drawn: a connection, a question which field takes it, or a new node at its end. */
function useDrawing(deeds: ReturnType<typeof useDeeds>) {
  const { screenToFlowPosition } = useReactFlow()
  const done = useRef(false)
  return {
    onConnectStart: () => {
      done.current = false
    },
    onConnect: ({ source, target }: Connection) => {
      done.current = true
      deeds.connect(source, target)
    },
    onConnectEnd: (event: MouseEvent | TouchEvent, { fromNode, fromHandle }: FinalConnectionState) => {
      if (done.current || !fromNode || !fromHandle) return
      const at = pointOf(event)
      const isSource = fromHandle.type === 'source'
      const over = nodeAt(at)
      if (over === fromNode.id) return
      if (over !== null) {
        const [source, target] = isSource ? [fromNode.id, over] : [over, fromNode.id]
        deeds.connect(source, target, at)
        return
      }
      const from = { node: fromNode.id, way: isSource ? ('used_by_new' as const) : ('uses_new' as const) }
      useQuestion.getState().ask({ ask: 'kind', at: screenToFlowPosition(at), from }, at)
    },
  }
}

function pointOf(event: MouseEvent | TouchEvent): Point {
  const { clientX: x, clientY: y } =
    'changedTouches' in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event
  return { x, y }
}

/** What is dragged from the palette comes to stand where it is let go. */
function useDropped(deeds: ReturnType<typeof useDeeds>, editable: boolean) {
  const { screenToFlowPosition } = useReactFlow()
  return {
    onDragOver(event: DragEvent) {
      if (!editable || !event.dataTransfer.types.includes(CARRIED)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
    },
    onDrop(event: DragEvent) {
      const kind = event.dataTransfer.getData(CARRIED)
      if (!editable || kind === '') return
      event.preventDefault()
      const at = screenToFlowPosition({ x: event.clientX, y: event.clientY })
      if (kind === NOTE_KIND) deeds.note(at)
      else deeds.add(kind, at)
    },
  }
}

/** Where on the canvas the pointer is; undefined while it is elsewhere. */
function usePointer() {
  const { screenToFlowPosition } = useReactFlow()
  const last = useRef<Point | undefined>(undefined)
  const at = useCallback(() => last.current && screenToFlowPosition(last.current), [screenToFlowPosition])
  return {
    at,
    handlers: {
      onPointerMove: ({ clientX: x, clientY: y }: { clientX: number; clientY: number }) => {
        last.current = { x, y }
      },
      onPointerLeave: () => {
        last.current = undefined
      },
    },
  }
}

/** A node that is chosen elsewhere, such as in the outline, comes into view. */
function useChosenInView(): void {
  const flow = useReactFlow<CanvasNode>()
  const selected = useSelection((state) => state.selected)
  useEffect(() => {
    if (selected !== null && isNode(selected)) bringIntoView(flow, selected, true)
  }, [selected, flow])
}
