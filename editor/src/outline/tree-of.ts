import { edgesOf, type Playbook, type PlaybookNode } from '@branch-playbook/engine'

/** A line of the outline's tree. */
export type Item =
  | { readonly is: 'root' }
  | { readonly is: 'group'; readonly group: string }
  | { readonly is: 'kind'; readonly kind: PlaybookNode['kind'] }
  | { readonly is: 'node'; readonly node: string }
  | {
      /** What the node above rests on, or what uses it. */
      readonly is: 'link'
      readonly node: string
      readonly way: Way
      /** The node, or the fact, at the other end. */
      readonly other: string
    }

export type Way = 'upstream' | 'downstream'

/** How nodes are put together: as people grouped them on the canvas, or by what they are. */

export type Arrangement = 'group' | 'kind'

export interface Tree {
  readonly items: ReadonlyMap<string, Item>
  readonly children: ReadonlyMap<string, readonly string[]>
}

export const ROOT = 'root'
export const keyOfNode = (id: string): string => `node ${id}`
export const keyOfGroup = (id: string): string => `group ${id}`

/** The structure of a playbook as a tree: groups or kinds, in them nodes, and below each node its connections. */
export function treeOf(playbook: Playbook, arrangement: Arrangement): Tree {
  const items = new Map<string, Item>([[ROOT, { is: 'root' }]])
  const children = new Map<string, string[]>()
  const put = (parent: string, key: string, item: Item) => {
    items.set(key, item)
    children.set(parent, [...(children.get(parent) ?? []), key])
  }
  const parents = arrangement === 'group' ? groupParents(playbook, put) : kindParents(playbook, put)
  for (const id of inOrder(playbook, arrangement))
    put(parents.get(id) ?? ROOT, keyOfNode(id), { is: 'node', node: id })
  for (const { node, way, other } of linksOf(playbook))
    put(keyOfNode(node), `link ${node} ${way} ${other}`, { is: 'link', node, way, other })
  return { items, children }
}

type Put = (parent: string, key: string, item: Item) => void

function groupParents({ groups = [] }: Playbook, put: Put): Map<string, string> {
  const parents = new Map<string, string>()
  for (const { id, nodes } of groups) {
    put(ROOT, keyOfGroup(id), { is: 'group', group: id })
    for (const node of nodes) if (!parents.has(node)) parents.set(node, keyOfGroup(id))
  }
  return parents
}

function kindParents({ nodes }: Playbook, put: Put): Map<string, string> {
  const parents = new Map<string, string>()
  for (const kind of new Set(nodes.map((node) => node.kind))) put(ROOT, `kind ${kind}`, { is: 'kind', kind })
  for (const { id, kind } of nodes) parents.set(id, `kind ${kind}`)
  return parents
}

/** Nodes of a group stand in the order of the group, all others in that of the playbook. */
function inOrder({ nodes, groups = [] }: Playbook, arrangement: Arrangement): Set<string> {
  const all = nodes.map(({ id }) => id)
  if (arrangement === 'kind') return new Set(all)
  const known = new Set(all)
  return new Set([...groups.flatMap((group) => group.nodes.filter((id) => known.has(id))), ...all])
}

export function linksOf({ nodes }: Playbook): Extract<Item, { is: 'link' }>[] {
  const known = new Set(nodes.map(({ id }) => id))
  const upstream = nodes.flatMap((node) =>
    [...new Set(edgesOf(node).map(({ to }) => to))].map(
      (other) => ({ is: 'link', node: node.id, way: 'upstream', other }) as const,
    ),
  )
  const downstream = upstream
    .filter(({ other }) => known.has(other))
    .map(({ node, other }) => ({ is: 'link', node: other, way: 'downstream', other: node }) as const)
  return [...upstream, ...downstream]
}
