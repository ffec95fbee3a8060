import type { Playbook, PlaybookNode } from '@branch-playbook/engine'

interface Found {
  readonly node: PlaybookNode
  /** Its place in the list of nodes. */
  readonly at: number
}

const known = new WeakMap<Playbook, ReadonlyMap<string, Found>>()

/** A node by its id. Every card asks for its own after each edit. */
export function nodeOf(playbook: Playbook, id: string): Found | undefined {
  const nodes = known.get(playbook) ?? new Map(playbook.nodes.map((node, at) => [node.id, { node, at }]))
  known.set(playbook, nodes)
  return nodes.get(id)
}
