import { edgesOf } from '@branch-playbook/engine'
import type { Graph } from '../canvas/graph.ts'
import type { ComparedNode } from './differences.ts'

/** The references among the nodes of one side, by their keys. */
export function graphOfSide(nodes: readonly ComparedNode[]): Graph {
  const keys = new Map(nodes.map(({ key, node }) => [node.id, key]))
  const edges = new Map<string, Graph['edges'][number]>()
  for (const { key: target, node } of nodes) {
    for (const { to } of edgesOf(node)) {
      const source = keys.get(to)
      if (source !== undefined)
        edges.set(`${source} ${target}`, { id: `${source} ${target}`, source, target })
    }
  }
  return { nodes: [...keys.values()], edges: [...edges.values()] }
}

/** Both sides as one graph, so that a node stands at the same place on both. */
export function union(left: Graph, right: Graph): Graph {
  const edges = new Map([...left.edges, ...right.edges].map((edge) => [edge.id, edge]))
  return { nodes: [...new Set([...right.nodes, ...left.nodes])], edges: [...edges.values()] }
}
