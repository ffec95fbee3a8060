import { edgesOf, type Playbook } from '@branch-playbook/engine'

/** The playbook as a graph: its references seen as edges, from what is referred to, to what uses it. */
export interface Graph {
  readonly nodes: readonly string[]
  readonly edges: readonly { readonly id: string; readonly source: string; readonly target: string }[]
}

/** Ids of nodes and of frames have no spaces. */
export const edgeId = (source: string, target: string): string => `${source} ${target}`

/** The ends of an edge that has such an id. */
export function endsOf(id: string): { readonly source: string; readonly target: string } {
  const [source = '', target = ''] = id.split(' ')
  return { source, target }
}

/** Facts are no nodes of the graph: nearly every node reads some, and their lines would hide the others. */
export function graphOf(playbook: Playbook): Graph {
  const ids = new Set(playbook.nodes.map(({ id }) => id))
  const edges = new Map<string, Graph['edges'][number]>()
  for (const node of playbook.nodes) {
    for (const { from, to } of edgesOf(node)) {
      const id = edgeId(to, from)
      if (ids.has(to)) edges.set(id, { id, source: to, target: from })
    }
  }
  return { nodes: [...ids], edges: [...edges.values()] }
}

/** Equal for graphs that are laid out alike. */
export const shapeOf = ({ nodes, edges }: Graph): string => [...nodes, ...edges.map(({ id }) => id)].join('|')
