import type { Playbook } from '@branch-playbook/engine'
import type { Edit } from '../document/history.ts'
import { type Point, rounded } from './layout.ts'
import { isNode, noteOnCanvas } from './selection.ts'

/** The edits that put nodes and notes at places. */
export function placeEdits({ layout, notes = [] }: Playbook, places: ReadonlyMap<string, Point>): Edit[] {
  return [...places].flatMap(([id, place]): Edit[] => {
    if (isNode(id)) return [{ path: ['layout', id], value: { ...layout?.[id], ...rounded(place) } }]
    const at = notes.findIndex((note) => noteOnCanvas(note.id) === id)
    return at < 0 ? [] : [{ path: ['notes', at], value: { ...notes[at], ...rounded(place) } }]
  })
}

/** The edits that show the names only of nodes and groups, or all of them again. */
export function collapsedEdits(
  { layout, groups = [] }: Playbook,
  nodes: readonly string[],
  chosen: readonly string[],
  collapsed: boolean,
): Edit[] {
  return [
    ...nodes.map((id) => ({ path: ['layout', id, 'collapsed'], value: collapsed || undefined })),
    ...groups.flatMap(({ id }, at) =>
      chosen.includes(id) ? [{ path: ['groups', at, 'collapsed'], value: collapsed || undefined }] : [],
    ),
  ].filter(({ path }) => path[0] !== 'layout' || layout?.[String(path[1])])
}

/** The edits that take notes away. */
export function withoutNotes({ notes = [] }: Playbook, ids: readonly string[]): Edit[] {
  const kept = notes.filter(({ id }) => !ids.includes(id))
  return [{ path: ['notes'], value: kept.length > 0 ? kept : undefined }]
}
