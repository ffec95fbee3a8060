import type { Playbook } from '@branch-playbook/engine'
import { useReactFlow } from '@xyflow/react'
import type { Command } from '../commands/command.ts'
import { reach, type Way } from '../document/reach.ts'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import { announce } from '../shell/announce.tsx'
import { ARROWS } from './arrows.ts'
import { type Direction, nearest } from './boxes.ts'
import { boxesOf, type CanvasNode } from './canvas-nodes.ts'
import { copyChosen } from './clipboard.ts'
import { type Chosen, command, focused, ON_NODE } from './commanded.ts'
import { FIT } from './fit.ts'
import { goTo } from './go.ts'
import { nodeOf } from './node-of.ts'
import { useQuestion } from './question.ts'
import { isNode, noteOnCanvas, useSelection } from './selection.ts'

/** What changes nothing of the playbook: to find, to see, to choose, to copy. */
export function useLookingCommands(playbook: Playbook, chosen: Chosen): readonly Command[] {
  const text = useText()
  const { nameOf } = useNames()
  const flow = useReactFlow<CanvasNode>()
  const choose = useSelection((state) => state.choose)
  const ask = useQuestion((state) => state.ask)
  const { all, nodes, notes, edge } = chosen
  const [only = ''] = nodes

  const chooseAll = (ids: Iterable<string>) => {
    const these = new Set(ids)
    choose(these)
    announce(text('canvas.chosen_count', { count: these.size }))
  }
  const chooseReach = (way: Way) => {
    // What was chosen may be gone by an undo.
    const there = nodes.filter((id) => nodeOf(playbook, id))
    chooseAll(reach(playbook, there, way))
  }
  const go = (direction: Direction) => {
    const boxes = boxesOf(flow.getNodes().filter(({ id, hidden }) => isNode(id) && !hidden))
    const from = boxes.find(({ id }) => id === only) ?? null
    const next = from ? nearest(from, boxes, direction) : boxes[0]
    if (!next) return announce(text('canvas.nothing_there'))
    goTo(flow, next.id)
    announce(nameOf(next.id))
  }

  return [
    {
      id: 'canvas.find',
      name: 'canvas.find',
      group: 'canvas',
      keys: ['mod+F'],
      run: () => ask({ ask: 'where' }),
    },
    command('canvas.fit', ['F'], () => void flow.fitView(FIT)),
    command(
      'canvas.fit_chosen',
      ['shift+F'],
      () => void flow.fitView({ nodes: [...all].map((id) => ({ id })), maxZoom: 1.2, padding: 0.2 }),
      { enabled: all.size > 0 },
    ),
    command('canvas.zoom_in', ['='], () => void flow.zoomIn()),
    command('canvas.zoom_out', ['-'], () => void flow.zoomOut()),
    command('canvas.full_size', ['0'], () => void flow.zoomTo(1)),
    {
      ...command('canvas.choose', ['Enter', 'Space'], () => choose([focused() ?? []].flat()), {
        within: ON_NODE,
      }),
      // What is chosen already is opened by the same key.
      get enabled() {
        const id = focused()
        return id !== null && !(all.size === 1 && all.has(id))
      },
    },
    {
      ...command(
        'canvas.choose_also',
        ['shift+Enter', 'shift+Space'],
        () => {
          const id = focused()
          if (id !== null) chooseAll(all.has(id) ? [...all].filter((each) => each !== id) : [...all, id])
        },
        { within: ON_NODE },
      ),
      get enabled() {
        return focused() !== null
      },
    },
    command(
      'canvas.open_form',
      ['Enter'],
      () => document.querySelector<HTMLElement>('[data-part="inspector"]')?.focus(),
      {
        within: ON_NODE,
        // A table is opened as a sheet.
        enabled: nodes.length === 1 && all.size === 1 && nodeOf(playbook, only)?.node.kind !== 'table',
      },
    ),
    command('canvas.choose_all', ['mod+A'], () =>
      chooseAll([
        ...playbook.nodes.map(({ id }) => id),
        ...(playbook.notes ?? []).map(({ id }) => noteOnCanvas(id)),
      ]),
    ),
    command('canvas.choose_none', ['Escape'], () => choose([]), { enabled: all.size > 0 || edge !== null }),
    command('canvas.choose_upstream', ['U'], () => chooseReach('upstream'), {
      enabled: nodes.length > 0,
    }),
    command('canvas.choose_downstream', ['shift+U'], () => chooseReach('downstream'), {
      enabled: nodes.length > 0,
    }),
    ...ARROWS.map(([direction, key]) =>
      command(`canvas.go_${direction}`, [`mod+${key}`], () => go(direction)),
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
}
