import type { CanvasGroup, Playbook } from '@branch-playbook/engine'
import type { Edit } from '../document/history.ts'
import { uniqueName } from './unique.ts'

/** Puts nodes into a new group, out of those that they were in; groups of which nothing is left go. */
export function groupNodes(
  { groups = [] }: Playbook,
  ids: readonly string[],
  name: string,
): { edits: Edit[]; id: string } {
  const id = uniqueName('group', new Set(groups.map((group) => group.id)))
  return { edits: [groupsEdit([...remaining(groups, new Set(ids)), { id, name, nodes: [...ids] }])], id }
}

/** Puts nodes into a group that there is already; null takes them out of all. */
export function moveToGroup({ groups = [] }: Playbook, ids: readonly string[], to: string | null): Edit[] {
  // The group itself stays even if it was emptied for a moment.
  const others = remaining(groups, new Set(ids), to)
  return [
    groupsEdit(
      others.map((group) => (group.id === to ? { ...group, nodes: [...group.nodes, ...ids] } : group)),
    ),
  ]
}

/** Takes nodes out of their groups; no edits where they are in none. */
export const ungrouped = ({ groups = [] }: Playbook, ids: ReadonlySet<string>): Edit[] =>
  groups.some(({ nodes }) => nodes.some((id) => ids.has(id))) ? [groupsEdit(remaining(groups, ids))] : []

/** Takes groups away; their nodes stay. */
export const withoutGroups = ({ groups = [] }: Playbook, ids: readonly string[]): Edit[] => [
  groupsEdit(groups.filter(({ id }) => !ids.includes(id))),
]

/** The groups without nodes that leave them, and without those of which nothing is left, but for the one that is kept. */
const remaining = (
  groups: readonly CanvasGroup[],
  gone: ReadonlySet<string>,
  kept: string | null = null,
): CanvasGroup[] =>
  groups
    .map((group) => ({ ...group, nodes: group.nodes.filter((id) => !gone.has(id)) }))
    .filter(({ id, nodes }) => nodes.length > 0 || id === kept)

const groupsEdit = (groups: readonly CanvasGroup[]): Edit => ({
  path: ['groups'],
  value: groups.length > 0 ? groups : undefined,
})
