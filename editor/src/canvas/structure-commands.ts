import type { Playbook } from '@branch-playbook/engine'
import type { Command } from '../commands/command.ts'
import { useText } from '../locale/text.ts'
import { copyChosen, pasteFromClipboard } from './clipboard.ts'
import { type Chosen, command } from './commanded.ts'
import type { Deeds } from './deeds.ts'
import { renameGroup, writeNote } from './go.ts'
import { useQuestion } from './question.ts'
import { groupOnCanvas, isNode, noteOf, noteOnCanvas } from './selection.ts'

/** What changes of what a playbook consists: nodes, their connections, groups and notes. */
export function useStructureCommands(playbook: Playbook, deeds: Deeds, chosen: Chosen): readonly Command[] {
  const text = useText()
  const ask = useQuestion((state) => state.ask)
  const { all, nodes, notes, groups, edge } = chosen
  const [only = ''] = nodes
  const [group] = groups
  const [note] = notes
  const isOne = { enabled: nodes.length === 1 }
  const copies = { enabled: nodes.length + notes.length > 0, group: 'edit' } as const
  const isGrouped = (playbook.groups ?? []).some(
    (each) => groups.includes(each.id) || each.nodes.some((id) => nodes.includes(id)),
  )
  const foldable = [...all].filter((id) => noteOf(id) === null)
  const isFolded = foldable.length > 0 && foldable.every((id) => isCollapsed(playbook, id))
  const rename = () => {
    if (group !== undefined) renameGroup(groupOnCanvas(group))
    else if (note !== undefined) writeNote(noteOnCanvas(note))
  }
  const remove = () => (edge ? deeds.disconnect(edge.source, edge.target) : deeds.remove(false))

  return [
    command('canvas.add', ['A'], () => ask({ ask: 'kind' })),
    command(
      'canvas.add_next',
      ['N'],
      () => ask({ ask: 'kind', from: { node: only, way: 'used_by_new' } }),
      isOne,
    ),
    command(
      'canvas.add_source',
      ['shift+N'],
      () => ask({ ask: 'kind', from: { node: only, way: 'uses_new' } }),
      isOne,
    ),
    command('canvas.add_note', ['T'], () => deeds.note()),
    command('canvas.connect', ['C'], () => ask({ ask: 'target', source: only }), isOne),
    command('canvas.disconnect', ['shift+C'], () => ask({ ask: 'edge', node: only }), isOne),
    command('canvas.remove', ['Delete', 'Backspace'], remove, {
      group: 'edit',
      enabled: all.size > 0 || edge !== null,
    }),
    command('canvas.remove_bridging', ['mod+Delete', 'mod+Backspace'], () => deeds.remove(true), {
      group: 'edit',
      enabled: nodes.length > 0,
    }),
    {
      id: 'canvas.cut',
      name: 'canvas.cut',
      keys: ['mod+X'],
      byBrowser: true,
      ...copies,
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
    command('canvas.duplicate', ['mod+D'], deeds.duplicate, copies),
    command('canvas.group', ['mod+G'], deeds.group, { enabled: nodes.length > 1 }),
    command('canvas.ungroup', ['mod+shift+G'], deeds.ungroup, { enabled: isGrouped }),
    command(isFolded ? 'canvas.expand' : 'canvas.collapse', ['M'], deeds.collapse, {
      enabled: foldable.length > 0,
    }),
    command('canvas.rename', ['F2'], rename, { enabled: groups.length === 1 || notes.length === 1 }),
  ]
}

const isCollapsed = ({ layout, groups = [] }: Playbook, id: string): boolean =>
  (isNode(id) ? layout?.[id] : groups.find((group) => groupOnCanvas(group.id) === id))?.collapsed === true
