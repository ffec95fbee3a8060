import type { Playbook } from '@branch-playbook/engine'
import { useReactFlow } from '@xyflow/react'
import type { Command } from '../commands/command.ts'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import { announce } from '../shell/announce.tsx'
import { type Direction, nearest } from './boxes.ts'
import { boxesOf, type CanvasNode } from './canvas-nodes.ts'
import { copyChosen, pasteFromClipboard } from './clipboard.ts'
import type { Deeds } from './deeds.ts'
import { nodesIn } from './deeds.ts'
import { FIT } from './fit.ts'
import { goTo, renameGroup, writeNote } from './go.ts'
import type { Point } from './layout.ts'
import { nodeOf } from './node-of.ts'
import { useQuestion } from './question.ts'
import { reach } from './reach.ts'
import { groupOf, groupOnCanvas, isNode, noteOf, noteOnCanvas, useSelection } from './selection.ts'

/** Where the keys of the canvas work. */
const CANVAS = '.react-flow'

const ON_NODE = '.react-flow__node'

/** Arrow keys move by so many pixels at full size, and with shift by more. */
const STEP = 10
const LEAP = 50

const ARROWS: readonly (readonly [Direction, string, Point])[] = [
  ['left', 'ArrowLeft', { x: -1, y: 0 }],
  ['right', 'ArrowRight', { x: 1, y: 0 }],
  ['up', 'ArrowUp', { x: 0, y: -1 }],
  ['down', 'ArrowDown', { x: 0, y: 1 }],
]

const SIDES = ['left', 'center', 'right', 'top', 'middle', 'bottom'] as const
const AXES = ['across', 'down'] as const

/** Everything that can be done on the canvas, by whichever way. */
export function useCanvasCommands(playbook: Playbook, deeds: Deeds, editable: boolean): readonly Command[] {
  const text = useText()
  const { nameOf } = useNames()
  const flow = useReactFlow<CanvasNode>()
  const { chosen, edge, choose } = useSelection()
  const { ask } = useQuestion()
  const nodes = nodesIn(playbook, chosen)
  const [only = ''] = nodes
  const notes = [...chosen].flatMap((id) => noteOf(id) ?? [])
  const groups = [...chosen].flatMap((id) => groupOf(id) ?? [])
  const things = [...chosen].filter((id) => groupOf(id) === null).length
  const isGrouped = (playbook.groups ?? []).some(
    (group) => groups.includes(group.id) || group.nodes.some((id) => nodes.includes(id)),
  )
  const foldable = [...chosen].filter((id) => noteOf(id) === null)
  const isFolded = foldable.length > 0 && foldable.every((id) => isCollapsed(playbook, id))

  const say = (ids: ReadonlySet<string>) => announce(text('canvas.chosen_count', { count: ids.size }))
  const chooseAll = (ids: Iterable<string>) => {
    const all = new Set(ids)
    choose(all)
    say(all)
  }
  const go = (direction: Direction) => {
    const boxes = boxesOf(flow.getNodes().filter(({ id, hidden }) => isNode(id) && !hidden))
    const from = boxes.find(({ id }) => id === only) ?? null
    const next = from ? nearest(from, boxes, direction) : boxes[0]
    if (!next) return announce(text('canvas.nothing_there'))
    goTo(flow, next.id)
    announce(nameOf(next.id))
  }
  const [source, target] = edge?.split(' ').toReversed() ?? []

  const always: Command[] = [
    {
      id: 'canvas.find',
      name: 'canvas.find',
      group: 'canvas',
      keys: ['mod+F'],
      run: () => ask({ ask: 'where' }),
    },
    {
      id: 'canvas.fit',
      name: 'canvas.fit',
      group: 'canvas',
      keys: ['F'],
      within: CANVAS,
      run: () => void flow.fitView(FIT),
    },
    {
      id: 'canvas.fit_chosen',
      name: 'canvas.fit_chosen',
      group: 'canvas',
      keys: ['shift+F'],
      within: CANVAS,
      enabled: chosen.size > 0,
      run: () => void flow.fitView({ nodes: [...chosen].map((id) => ({ id })), maxZoom: 1.2, padding: 0.2 }),
    },
    {
      id: 'canvas.zoom_in',
      name: 'canvas.zoom_in',
      group: 'canvas',
      keys: ['='],
      within: CANVAS,
      run: () => void flow.zoomIn(),
    },
    {
      id: 'canvas.zoom_out',
      name: 'canvas.zoom_out',
      group: 'canvas',
      keys: ['-'],
      within: CANVAS,
      run: () => void flow.zoomOut(),
    },
    {
      id: 'canvas.full_size',
      name: 'canvas.full_size',
      group: 'canvas',
      keys: ['0'],
      within: CANVAS,
      run: () => void flow.zoomTo(1),
    },
    {
      id: 'canvas.choose',
      name: 'canvas.choose',
      group: 'canvas',
      keys: ['Enter', 'Space'],
      within: ON_NODE,
      // What is chosen already is opened by the same key.
      get enabled() {
        const id = focused()
        return id !== null && !(chosen.size === 1 && chosen.has(id))
      },
      run: () => choose([focused() ?? []].flat()),
    },
    {
      id: 'canvas.choose_also',
      name: 'canvas.choose_also',
      group: 'canvas',
      keys: ['shift+Enter', 'shift+Space'],
      within: ON_NODE,
      get enabled() {
        return focused() !== null
      },
      run() {
        const id = focused()
        if (id !== null)
          chooseAll(chosen.has(id) ? [...chosen].filter((each) => each !== id) : [...chosen, id])
      },
    },
    {
      id: 'canvas.open',
      name: 'canvas.open_form',
      group: 'canvas',
      keys: ['Enter'],
      within: ON_NODE,
      // A table is opened as a sheet.
      enabled: nodes.length === 1 && chosen.size === 1 && nodeOf(playbook, only)?.node.kind !== 'table',
      run: () => document.querySelector<HTMLElement>('[data-part="inspector"]')?.focus(),
    },
    {
      id: 'canvas.choose_all',
      name: 'canvas.choose_all',
      group: 'canvas',
      keys: ['mod+A'],
      within: CANVAS,
      run: () =>
        chooseAll([
          ...playbook.nodes.map(({ id }) => id),
          ...(playbook.notes ?? []).map(({ id }) => noteOnCanvas(id)),
        ]),
    },
    {
      id: 'canvas.choose_none',
      name: 'canvas.choose_none',
      group: 'canvas',
      keys: ['Escape'],
      within: CANVAS,
      enabled: chosen.size > 0 || edge !== null,
      run: () => choose([]),
    },
    ...(['upstream', 'downstream'] as const).map(
      (way): Command => ({
        id: `canvas.${way}`,
        name: `canvas.choose_${way}`,
        group: 'canvas',
        keys: [way === 'upstream' ? 'U' : 'shift+U'],
        within: CANVAS,
        enabled: nodes.length > 0,
        run: () => chooseAll(reach(playbook, nodes, way)),
      }),
    ),
    ...ARROWS.map(
      ([direction, key]): Command => ({
        id: `canvas.go_${direction}`,
        name: `canvas.go_${direction}`,
        group: 'canvas',
        keys: [`mod+${key}`],
        within: CANVAS,
        run: () => go(direction),
      }),
    ),
    {
      id: 'canvas.copy',
      name: 'canvas.copy',
      group: 'edit',
      keys: ['mod+C'],
      byBrowser: true,
      enabled: nodes.length + notes.length > 0,
      run: () => void copyChosen(text),
    },
  ]
  if (!editable) return always
  return [
    ...always,
    {
      id: 'canvas.add',
      name: 'canvas.add',
      group: 'canvas',
      keys: ['A'],
      within: CANVAS,
      run: () => ask({ ask: 'kind' }),
    },
    {
      id: 'canvas.add_after',
      name: 'canvas.add_next',
      group: 'canvas',
      keys: ['N'],
      within: CANVAS,
      enabled: nodes.length === 1,
      run: () => ask({ ask: 'kind', from: { node: only, way: 'used_by_new' } }),
    },
    {
      id: 'canvas.add_before',
      name: 'canvas.add_source',
      group: 'canvas',
      keys: ['shift+N'],
      within: CANVAS,
      enabled: nodes.length === 1,
      run: () => ask({ ask: 'kind', from: { node: only, way: 'uses_new' } }),
    },
    {
      id: 'canvas.note',
      name: 'canvas.add_note',
      group: 'canvas',
      keys: ['T'],
      within: CANVAS,
      run: () => deeds.note(),
    },
    {
      id: 'canvas.connect',
      name: 'canvas.connect',
      group: 'canvas',
      keys: ['C'],
      within: CANVAS,
      enabled: nodes.length === 1,
      run: () => ask({ ask: 'target', source: only }),
    },
    {
      id: 'canvas.disconnect',
      name: 'canvas.disconnect',
      group: 'canvas',
      keys: ['shift+C'],
      within: CANVAS,
      enabled: nodes.length === 1,
      run: () => ask({ ask: 'edge', node: only }),
    },
    {
      id: 'canvas.remove',
      name: 'canvas.remove',
      group: 'edit',
      keys: ['Delete', 'Backspace'],
      within: CANVAS,
      enabled: chosen.size > 0 || edge !== null,
      run() {
        if (source !== undefined && target !== undefined) deeds.disconnect(source, target)
        else deeds.remove(false)
      },
    },
    {
      id: 'canvas.remove_bridging',
      name: 'canvas.remove_bridging',
      group: 'edit',
      keys: ['mod+Delete', 'mod+Backspace'],
      within: CANVAS,
      enabled: nodes.length > 0,
      run: () => deeds.remove(true),
    },
    {
      id: 'canvas.cut',
      name: 'canvas.cut',
      group: 'edit',
      keys: ['mod+X'],
      byBrowser: true,
      enabled: nodes.length + notes.length > 0,
      run: () => void copyChosen(text).then((done) => done && deeds.remove(false)),
    },
    {
      id: 'canvas.paste',
      name: 'canvas.paste',
      group: 'edit',
      keys: ['mod+V'],
      byBrowser: true,
      run: () => void pasteFromClipboard(text, deeds),
    },
    {
      id: 'canvas.duplicate',
      name: 'canvas.duplicate',
      group: 'edit',
      keys: ['mod+D'],
      within: CANVAS,
      enabled: nodes.length + notes.length > 0,
      run: deeds.duplicate,
    },
    {
      id: 'canvas.group',
      name: 'canvas.group',
      group: 'canvas',
      keys: ['mod+G'],
      within: CANVAS,
      enabled: nodes.length > 1,
      run: deeds.group,
    },
    {
      id: 'canvas.ungroup',
      name: 'canvas.ungroup',
      group: 'canvas',
      keys: ['mod+shift+G'],
      within: CANVAS,
      enabled: isGrouped,
      run: deeds.ungroup,
    },
    {
      id: isFolded ? 'canvas.expand' : 'canvas.collapse',
      name: isFolded ? 'canvas.expand' : 'canvas.collapse',
      group: 'canvas',
      keys: ['M'],
      within: CANVAS,
      enabled: foldable.length > 0,
      run: deeds.collapse,
    },
    {
      id: 'canvas.rename',
      name: 'canvas.rename',
      group: 'canvas',
      keys: ['F2'],
      within: CANVAS,
      enabled: groups.length === 1 || notes.length === 1,
      run() {
        if (groups[0] !== undefined) renameGroup(groupOnCanvas(groups[0]))
        else if (notes[0] !== undefined) writeNote(noteOnCanvas(notes[0]))
      },
    },
    ...ARROWS.map(
      ([direction, key, { x, y }]): Command => ({
        id: `canvas.move_${direction}`,
        name: `canvas.move_${direction}`,
        group: 'canvas',
        keys: [key],
        within: CANVAS,
        enabled: chosen.size > 0,
        run: () => deeds.moveBy({ x: x * STEP, y: y * STEP }, gestureOf(chosen)),
      }),
    ),
    ...ARROWS.map(
      ([direction, key, { x, y }]): Command => ({
        id: `canvas.leap_${direction}`,
        name: `canvas.leap_${direction}`,
        group: 'canvas',
        keys: [`shift+${key}`],
        within: CANVAS,
        enabled: chosen.size > 0,
        run: () => deeds.moveBy({ x: x * LEAP, y: y * LEAP }, gestureOf(chosen)),
      }),
    ),
    ...SIDES.map(
      (side): Command => ({
        id: `canvas.align_${side}`,
        name: `canvas.align_${side}`,
        group: 'canvas',
        enabled: things > 1,
        run: () => deeds.align(side),
      }),
    ),
    ...AXES.map(
      (axis): Command => ({
        id: `canvas.distribute_${axis}`,
        name: `canvas.distribute_${axis}`,
        group: 'canvas',
        enabled: things > 2,
        run: () => deeds.distribute(axis),
      }),
    ),
  ]
}

/** What on the canvas has the keyboard. */
const focused = (): string | null => document.activeElement?.closest(ON_NODE)?.getAttribute('data-id') ?? null

const isCollapsed = ({ layout, groups = [] }: Playbook, id: string): boolean =>
  (isNode(id) ? layout?.[id] : groups.find((group) => groupOnCanvas(group.id) === id))?.collapsed === true

/** Presses that follow each other this closely are one gesture, in milliseconds. */
const ONE_GESTURE = 900

let last: { readonly gesture: number; readonly of: ReadonlySet<string>; at: number } | null = null

/** Tells the gesture of an arrow key: the same while the same things are moved without a pause. */
function gestureOf(chosen: ReadonlySet<string>): number {
  const now = performance.now()
  if (!last || last.of !== chosen || now - last.at > ONE_GESTURE) last = { gesture: now, of: chosen, at: now }
  last.at = now
  return last.gesture
}
