import type { CanvasGroup, Playbook } from '@branch-playbook/engine'
import { uniqueName } from '../composition/unique.ts'
import type { Edit } from '../document/history.ts'
import type { Arrangement } from './tree-of.ts'

/** Puts nodes into a new group, out of those that they were in; groups of which nothing is left go. */
export function groupNodes(
  playbook: Playbook,
  ids: readonly string[],
  name: string,
): { edits: Edit[]; id: string } {
  const others = withoutNodes(playbook, ids)
  const id = uniqueName('group', new Set((playbook.groups ?? []).map((group) => group.id)))
  return { edits: [groupsEdit([...others, { id, name, nodes: [...ids] }])], id }
}

/** Puts nodes into a group that there is already; null takes them out of all. */
export function moveToGroup(playbook: Playbook, ids: readonly string[], to: string | null): Edit[] {
  // The group itself stays even if it was emptied for a moment.
  const others = withoutNodes(playbook, ids, to)
  return [
    groupsEdit(
      others.map((group) => (group.id === to ? { ...group, nodes: [...group.nodes, ...ids] } : group)),
    ),
  ]
}

/** Takes a group away; its nodes stay. */
export const ungroup = ({ groups = [] }: Playbook, id: string): Edit[] => [
  groupsEdit(groups.filter((group) => group.id !== id)),
]

/**
 * Moves a node up or down among those that it stands with in the outline: within its group, else within the playbook,
 * whose order is also that of the lists and reports. No edits at either end.
 */
export function moveNode(playbook: Playbook, id: string, by: 1 | -1, arrangement: Arrangement): Edit[] {
  const { nodes, groups = [] } = playbook
  const at = arrangement === 'group' ? groups.findIndex((group) => group.nodes.includes(id)) : -1
  const group = groups[at]
  if (group) {
    const known = new Set(nodes.map((node) => node.id))
    const moved = swapped(
      group.nodes,
      group.nodes.filter((each) => known.has(each)),
      id,
      by,
    )
    return moved ? [{ path: ['groups', at, 'nodes'], value: moved }] : []
  }
  const grouped = new Set(groups.flatMap((each) => each.nodes))
  const kind = nodes.find((node) => node.id === id)?.kind
  const beside = nodes
    .filter((node) => (arrangement === 'kind' ? node.kind === kind : !grouped.has(node.id)))
    .map((node) => node.id)
  const order = swapped(
    nodes.map((node) => node.id),
    beside,
    id,
    by,
  )
  const byId = new Map(nodes.map((node) => [node.id, node]))
  return order ? [{ path: ['nodes'], value: order.flatMap((each) => byId.get(each) ?? []) }] : []
}

/** All in order, but one has changed places with its neighbour among those beside it; null without a neighbour. */
function swapped(all: readonly string[], beside: readonly string[], id: string, by: 1 | -1): string[] | null {
  const at = beside.indexOf(id)
  const other = at === -1 ? undefined : beside[at + by]
  if (other === undefined) return null
  return all.map((each) => (each === id ? other : each === other ? id : each))
}

function withoutNodes(
  { groups = [] }: Playbook,
  ids: readonly string[],
  kept: string | null = null,
): CanvasGroup[] {
  const gone = new Set(ids)
  return groups
    .map((group) => ({ ...group, nodes: group.nodes.filter((id) => !gone.has(id)) }))
    .filter(({ id, nodes }) => nodes.length > 0 || id === kept)
}

const groupsEdit = (groups: readonly CanvasGroup[]): Edit => ({
  path: ['groups'],
  value: groups.length > 0 ? groups : undefined,
})
