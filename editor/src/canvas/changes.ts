import type { Playbook } from '@branch-playbook/engine'
import type { NodeChange } from '@xyflow/react'
import type { Edit } from '../document/history.ts'
import type { CanvasNode } from './canvas-nodes.ts'
import type { Point } from './layout.ts'
import { rounded } from './layout.ts'
import { groupOf, noteOf } from './selection.ts'

type Change = NodeChange<CanvasNode>

/** Changes of frames as those of the nodes in them, which is where frames stand. */
export function ofMembers(
  changes: readonly Change[],
  nodes: readonly CanvasNode[],
  { groups = [] }: Playbook,
): Change[] {
  const places = new Map(nodes.map(({ id, position }) => [id, position]))
  const moved = new Set(changes.flatMap((each) => (each.type === 'position' ? [each.id] : [])))
  return changes.flatMap((each): Change[] => {
    const id = 'id' in each ? groupOf(each.id) : null
    if (id === null || !('id' in each)) return [each]
    if (each.type !== 'position' || !each.position) return []
    const before = places.get(each.id) ?? each.position
    const by = { x: each.position.x - before.x, y: each.position.y - before.y }
    const members = groups.find((group) => group.id === id)?.nodes ?? []
    return members.flatMap((member): Change[] => {
      const place = places.get(member)
      if (!place || moved.has(member)) return []
      const position = { x: place.x + by.x, y: place.y + by.y }
      return [{ type: 'position', id: member, position, dragging: each.dragging ?? false }]
    })
  })
}

/** Where things came to stand when they were let go. */
export const placesIn = (changes: readonly Change[]): Map<string, Point> =>
  new Map(
    changes.flatMap((each) =>
      each.type === 'position' && each.dragging === false && each.position ? [[each.id, each.position]] : [],
    ),
  )

/** The sizes that notes were given. */
export const resized = (
  changes: readonly Change[],
  nodes: readonly CanvasNode[],
  { notes = [] }: Playbook,
): Edit[] =>
  changes.flatMap((each): Edit[] => {
    if (each.type !== 'dimensions' || each.resizing !== false) return []
    const at = notes.findIndex(({ id }) => id === noteOf(each.id))
    const node = nodes.find(({ id }) => id === each.id)
    const note = notes[at]
    const size = each.dimensions ?? node?.measured
    if (!note || !node || !size?.width || !size.height) return []
    const [width, height] = [Math.round(size.width), Math.round(size.height)]
    return [{ path: ['notes', at], value: { ...note, ...rounded(node.position), width, height } }]
  })
