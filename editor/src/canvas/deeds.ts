import type { Playbook } from '@branch-playbook/engine'
import { useReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import { addNode } from '../composition/add-node.ts'
import { duplicate, type Pasted, paste } from '../composition/clipboard.ts'
import { connect } from '../composition/connect.ts'
import { edited } from '../composition/edited.ts'
import { groupNodes, withoutGroups } from '../composition/groups.ts'
import { disconnect, removeAndReconnect, removeNodes } from '../composition/remove.ts'
import { open, type Slot, slotsOf } from '../composition/slots.ts'
import { uniqueName } from '../composition/unique.ts'
import { dependsOn } from '../document/reach.ts'
import { useDocument } from '../document/store.ts'
import { isTextKey, useText } from '../locale/text.ts'
import { viewOfKind } from '../nodes/index.ts'
import { useNames } from '../nodes/names.ts'
import { announce } from '../shell/announce.tsx'
import { useAct } from './act.ts'
import { type Axis, aligned, around, distributed, freePlace, type Side } from './boxes.ts'
import { boxesOf, type CanvasNode } from './canvas-nodes.ts'
import { collapsedEdits, placeEdits, withoutNotes } from './drawn-edits.ts'
import { goTo } from './go.ts'
import { type Point, rounded } from './layout.ts'
import { nodesIn } from './nodes-in.ts'
import { type From, useQuestion } from './question.ts'
import { groupOf, groupOnCanvas, isNode, noteOf, noteOnCanvas, useSelection } from './selection.ts'

/** How far from what it comes from something new stands, in pixels at full size. */
const BESIDE = { x: 70, y: 40 }
const NOTE = { width: 200, height: 110 }

/** What can be done with what stands on the canvas. Everything is one named step, and is told to screen readers. */
export function useDeeds() {
  const text = useText()
  const { nameOf } = useNames()
  const flow = useReactFlow<CanvasNode>()
  const act = useAct()
  return useMemo(() => {
    const { choose } = useSelection.getState()
    const playbook = () => useDocument.getState().shown
    const chosenNodes = () => nodesIn(playbook(), useSelection.getState().chosen)
    const chosenNotes = () => [...useSelection.getState().chosen].flatMap((id) => noteOf(id) ?? [])
    const boxes = () => boxesOf(flow.getNodes().filter(({ hidden }) => !hidden))
    const chosenBoxes = () => boxes().filter(({ id }) => useSelection.getState().chosen.has(id))

    /** The middle of what is in view. */
    const middle = (): Point => {
      const pane = document.querySelector('.react-flow')?.getBoundingClientRect()
      return pane
        ? flow.screenToFlowPosition({ x: pane.left + pane.width / 2, y: pane.top + pane.height / 2 })
        : { x: 0, y: 0 }
    }

    /** Where a node of a kind stands free: at a point, beside the node it comes from, or in the middle. */
    const placeFor = (kind: string, at: Point | undefined, from: From | undefined): Point => {
      const size = { width: viewOfKind(kind)?.width ?? 240, height: 130 }
      const beside = boxes().find(({ id }) => id === from?.node)
      if (at) return freePlace(at, { width: 1, height: 1 }, [])
      if (!beside) return freePlace(centred(middle(), size), size, boxes())
      const x =
        from?.way === 'uses_new' ? beside.x - size.width - BESIDE.x : beside.x + beside.width + BESIDE.x
      return freePlace({ x, y: beside.y }, size, boxes())
    }

    const add = (kind: string, at?: Point, from?: From) => {
      let id = ''
      const made = act(
        (before) => {
          const added = addNode(before, kind, placeFor(kind, at, from))
          id = added.id
          const after = edited(before, added.edits)
          const slot = from && slotFor(after, added.id, from)
          return [...added.edits, ...(slot ? connect(after, slot) : [])]
        },
        { text: 'canvas.step.add', values: { kind: kindName(text, kind) } },
      )
      if (made) goTo(flow, id, { moving: at === undefined })
    }

    const connectTo = (slot: Slot) => {
      const values = { source: nameOf(slot.name), target: nameOf(slot.target) }
      act((before) => connect(before, slot), { text: 'canvas.step.connect', values })
    }

    const take = (
      pasted: (before: Playbook) => Pasted,
      name: 'canvas.step.paste' | 'canvas.step.duplicate',
    ) => {
      const before = playbook()
      const found = before && pasted(before)
      if (!found) return
      if (!found.ok) return announce(text(`canvas.paste.${found.why}`))
      let come: readonly string[] = []
      const made = act(
        (placed) => {
          const again = pasted(placed)
          if (!again.ok) return []
          come = [...again.ids, ...again.notes.map(noteOnCanvas)]
          return again.edits
        },
        { text: name, values: { count: found.ids.length + found.notes.length } },
      )
      if (made) choose(come)
    }

    const move = (places: ReadonlyMap<string, Point>, name: 'canvas.step.align' | 'canvas.step.distribute') =>
      act((before) => placeEdits(before, places), { text: name, values: { count: places.size } })

    return {
      add,
      /** Connects where only one field takes it, else asks which; says why not when none does. */
      connect(source: string, target: string, at?: Point) {
        const found = playbook()
        const slots = found ? open(slotsOf(found, source, target)) : []
        const [slot] = slots
        if (slot && slots.length === 1) connectTo(slot)
        else useQuestion.getState().ask({ ask: 'field', source, target }, at)
      },
      connectTo,
      disconnect(source: string, target: string) {
        const values = { source: nameOf(source), target: nameOf(target) }
        const made = act((before) => disconnect(before, source, target), {
          text: 'canvas.step.disconnect',
          values,
        })
        if (!made) announce(text('canvas.needed', values))
        else if (useSelection.getState().edge !== null) choose([])
      },
      /** Removes what is chosen: nodes and notes; of a group only the frame. */
      remove(reconnect: boolean) {
        const { chosen } = useSelection.getState()
        const nodes = [...chosen].filter(isNode)
        const groups = [...chosen].flatMap((id) => groupOf(id) ?? [])
        const notes = chosenNotes()
        const made = act(
          (before) => {
            const removed = reconnect ? removeAndReconnect(before, nodes) : removeNodes(before, nodes)
            const after = nodes.length > 0 ? edited(before, removed) : before
            return [
              ...(nodes.length > 0 ? removed : []),
              ...(groups.length > 0 ? withoutGroups(after, groups) : []),
              ...(notes.length > 0 ? withoutNotes(before, notes) : []),
            ]
          },
          removedName(nodes.map(nameOf), nodes.length + groups.length + notes.length, reconnect),
        )
        if (made) choose([])
      },
      paste(copied: string, at?: Point) {
        const place = rounded(at ?? middle())
        take((before) => paste(before, copied, place), 'canvas.step.paste')
      },
      duplicate() {
        const frame = around(chosenBoxes())
        const at = { x: (frame?.x ?? 0) + BESIDE.y, y: (frame?.y ?? 0) + BESIDE.y }
        const [nodes, notes] = [chosenNodes(), chosenNotes()]
        take((before) => duplicate(before, nodes, at, notes), 'canvas.step.duplicate')
      },
      align: (side: Side) =>
        move(
          aligned(
            chosenBoxes().filter(({ id }) => !groupOf(id)),
            side,
          ),
          'canvas.step.align',
        ),
      distribute: (axis: Axis) =>
        move(
          distributed(
            chosenBoxes().filter(({ id }) => !groupOf(id)),
            axis,
          ),
          'canvas.step.distribute',
        ),
      moveBy(by: Point, gesture: number) {
        const { chosen } = useSelection.getState()
        const ids = new Set([...nodesIn(playbook(), chosen), ...chosenNotes().map(noteOnCanvas)])
        const places = new Map(
          boxesOf(flow.getNodes())
            .filter(({ id }) => ids.has(id))
            .map(({ id, x, y }) => [id, { x: x + by.x, y: y + by.y }]),
        )
        if (places.size === 0) return
        act(
          (before) => placeEdits(before, places),
          { text: 'canvas.step.move', values: { count: places.size } },
          gesture,
        )
      },
      group() {
        const nodes = chosenNodes()
        if (nodes.length === 0) return
        let made = ''
        act(
          (before) => {
            const name = text('canvas.group_name', { number: (before.groups ?? []).length + 1 })
            const { edits, id } = groupNodes(before, nodes, name)
            made = id
            return edits
          },
          { text: 'canvas.step.group', values: { count: nodes.length } },
        )
        choose([groupOnCanvas(made)])
      },
      ungroup() {
        const groups = groupsOf(playbook(), useSelection.getState().chosen)
        if (groups.length > 0) act((before) => withoutGroups(before, groups), { text: 'canvas.step.ungroup' })
      },
      /** Shows only the name of what is chosen, or all of it again. */
      collapse() {
        const { chosen } = useSelection.getState()
        const [nodes, groups] = [[...chosen].filter(isNode), [...chosen].flatMap((id) => groupOf(id) ?? [])]
        const found = playbook()
        if (!found || nodes.length + groups.length === 0) return
        const isOpen =
          nodes.some((id) => !found.layout?.[id]?.collapsed) ||
          (found.groups ?? []).some(({ id, collapsed }) => groups.includes(id) && !collapsed)
        act((before) => collapsedEdits(before, nodes, groups, isOpen), {
          text: isOpen ? 'canvas.step.collapse' : 'canvas.step.expand',
        })
      },
      note(at?: Point) {
        let id = ''
        const place = at ?? freePlace(centred(middle(), NOTE), NOTE, boxes())
        const made = act(
          (before) => {
            id = uniqueName('note', new Set((before.notes ?? []).map((note) => note.id)))
            return [
              {
                path: ['notes'],
                value: [...(before.notes ?? []), { id, text: '', ...rounded(place), ...NOTE }],
              },
            ]
          },
          { text: 'canvas.step.note' },
        )
        if (made) goTo(flow, noteOnCanvas(id), { within: 'textarea', moving: at === undefined })
      },
    }
  }, [text, nameOf, flow, act])
}

export type Deeds = ReturnType<typeof useDeeds>

/** The field through which a new node is connected. */
export function slotFor(playbook: Playbook, made: string, { node, way }: From): Slot | undefined {
  const [source, target] = way === 'used_by_new' ? [node, made] : [made, node]
  if (dependsOn(playbook, target, source)) return undefined
  return open(slotsOf(playbook, source, target))[0]
}

/** The groups that are chosen, or of which a node is. */
const groupsOf = (playbook: Playbook | null, chosen: ReadonlySet<string>): string[] =>
  (playbook?.groups ?? [])
    .filter(({ id, nodes }) => chosen.has(groupOnCanvas(id)) || nodes.some((node) => chosen.has(node)))
    .map(({ id }) => id)

function removedName(names: readonly string[], count: number, reconnect: boolean) {
  const [name = ''] = names
  if (count === 1 && names.length === 1)
    return {
      text: reconnect ? ('canvas.step.remove_bridged' as const) : ('canvas.step.remove' as const),
      values: { name },
    }
  return { text: 'canvas.step.remove_many' as const, values: { count } }
}

const centred = ({ x, y }: Point, { width, height }: { width: number; height: number }): Point => ({
  x: x - width / 2,
  y: y - height / 2,
})

/** What a kind of node is called. */
export function kindName(text: ReturnType<typeof useText>, kind: string): string {
  const key = `node.${kind}`
  return isTextKey(key) ? text(key) : kind
}
