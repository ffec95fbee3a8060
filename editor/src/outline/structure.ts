import type { Playbook, PlaybookNode } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { useSelection } from '../canvas/selection.ts'
import { addNode } from '../composition/add-node.ts'
import { copyText, duplicate, type Pasted, paste } from '../composition/clipboard.ts'
import { connect } from '../composition/connect.ts'
import { groupNodes, moveToGroup, withoutGroups } from '../composition/groups.ts'
import { disconnect, removeNodes } from '../composition/remove.ts'
import type { Slot } from '../composition/slots.ts'
import type { Edit } from '../document/history.ts'
import { useDocument } from '../document/store.ts'
import { type TextKey, useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import { announce } from '../shell/announce.tsx'
import { moveNode } from './arrange.ts'
import { useOutline } from './store.ts'
import { keyOfGroup, keyOfNode } from './tree-of.ts'

/** Nodes that come from elsewhere stand this far from those that they came from, in pixels. */
const BESIDE = 32

/** What can be done with the structure of the playbook without seeing it. Everything done is told to screen readers. */
export function useStructure() {
  const text = useText()
  const { nameOf } = useNames()
  return useMemo(() => {
    const listed = (ids: readonly string[]) => ids.map(nameOf).join(text('outline.and'))
    /** Makes a step of edits, tells it, and puts the keyboard where it is about; says why not when there are none. */
    const act = (
      edits: readonly Edit[],
      name: { readonly text: TextKey; readonly values: Readonly<Record<string, string | number>> },
      focus?: string,
    ) => {
      if (edits.length === 0)
        return announce(text('outline.not_done', { step: text(name.text, name.values) }))
      useDocument.getState().changeAll(edits, name)
      announce(text(name.text, name.values))
      if (focus !== undefined) useOutline.getState().reveal('nodes', focus)
    }
    const come = (pasted: Pasted, key: 'outline.step.paste' | 'outline.step.duplicate') => {
      if (!pasted.ok) return announce(text(`outline.paste.${pasted.why}`))
      const [first] = pasted.ids
      // Names are those of the playbook as it is afterwards.
      act(pasted.edits, { text: key, values: { count: pasted.ids.length } }, first && keyOfNode(first))
      if (first) useSelection.getState().select(first)
    }
    return {
      add(kind: PlaybookNode['kind']) {
        const playbook = shown()
        if (!playbook) return
        const { edits, id } = addNode(playbook, kind)
        act(edits, { text: 'outline.step.add', values: { kind: text(`node.${kind}`) } }, keyOfNode(id))
        useSelection.getState().select(id)
      },
      connect(slot: Slot) {
        const playbook = shown()
        if (!playbook) return
        const values = { source: nameOf(slot.name), target: nameOf(slot.target) }
        act(connect(playbook, slot), { text: 'outline.step.connect', values }, keyOfNode(slot.target))
      },
      disconnect(source: string, target: string) {
        const playbook = shown()
        if (!playbook) return
        const edits = disconnect(playbook, source, target)
        const values = { source: nameOf(source), target: nameOf(target) }
        if (edits.length === 0) announce(text('outline.needed', values))
        else act(edits, { text: 'outline.step.disconnect', values }, keyOfNode(target))
      },
      remove(ids: readonly string[]) {
        const playbook = shown()
        if (!playbook || ids.length === 0) return
        const gone = new Set(ids)
        const at = playbook.nodes.findIndex(({ id }) => gone.has(id))
        const left = playbook.nodes.filter(({ id }) => !gone.has(id))
        const next = left[Math.min(at, left.length - 1)]
        const { selected, select } = useSelection.getState()
        if (selected !== null && gone.has(selected)) select(null)
        act(
          removeNodes(playbook, ids),
          { text: 'outline.step.remove', values: { name: listed(ids) } },
          next && keyOfNode(next.id),
        )
      },
      duplicate(ids: readonly string[]) {
        const playbook = shown()
        if (playbook && ids.length > 0)
          come(duplicate(playbook, ids, beside(playbook, ids)), 'outline.step.duplicate')
      },
      /** The nodes as a text for the clipboard. */
      copied(ids: readonly string[]): string | null {
        const playbook = shown()
        if (!playbook || ids.length === 0) return null
        announce(text('outline.copied', { name: listed(ids) }))
        return copyText(playbook, ids)
      },
      paste(content: string) {
        const playbook = shown()
        if (playbook) come(paste(playbook, content, beside(playbook, [])), 'outline.step.paste')
      },
      move(id: string, by: 1 | -1) {
        const playbook = shown()
        if (!playbook) return
        const edits = moveNode(playbook, id, by, useOutline.getState().arrangement)
        const key = by === 1 ? 'outline.step.down' : 'outline.step.up'
        act(edits, { text: key, values: { name: nameOf(id) } }, keyOfNode(id))
      },
      group(ids: readonly string[]) {
        const playbook = shown()
        if (!playbook || ids.length === 0) return
        const { edits, id } = groupNodes(playbook, ids, text('outline.new_group'))
        useOutline.getState().arrange('group')
        act(edits, { text: 'outline.step.group', values: { name: listed(ids) } }, keyOfGroup(id))
        useOutline.getState().ask({ ask: 'name', of: 'group', id })
      },
      moveToGroup(ids: readonly string[], to: string | null) {
        const playbook = shown()
        const [first] = ids
        if (!playbook || first === undefined) return
        const group = playbook.groups?.find(({ id }) => id === to)?.name
        const name =
          group === undefined
            ? ({ text: 'outline.step.out', values: { name: listed(ids) } } as const)
            : ({ text: 'outline.step.into', values: { name: listed(ids), group } } as const)
        act(moveToGroup(playbook, ids, to), name, keyOfNode(first))
      },
      ungroup(id: string) {
        const playbook = shown()
        const group = playbook?.groups?.find((each) => each.id === id)
        if (!playbook || !group) return
        const [first] = group.nodes
        act(
          withoutGroups(playbook, [id]),
          { text: 'outline.step.ungroup', values: { name: group.name } },
          first && keyOfNode(first),
        )
      },
      act,
    }
  }, [text, nameOf])
}

const shown = (): Playbook | null => useDocument.getState().shown

/** A place a little off the nodes, or off the first of all. */
function beside({ nodes, layout = {} }: Playbook, ids: readonly string[]) {
  const { x, y } = [...ids, ...nodes.map(({ id }) => id)].map((id) => layout[id]).find(Boolean) ?? {
    x: 0,
    y: 0,
  }
  return { x: x + BESIDE, y: y + BESIDE }
}
