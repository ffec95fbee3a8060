import type { Playbook } from '@branch-playbook/engine'
import type { Edit } from '../document/history.ts'
import type { Arrangement } from './tree-of.ts'

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
