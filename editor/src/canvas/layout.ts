import Elk from 'elkjs/lib/elk-api.js'
import workerAddress from 'elkjs/lib/elk-worker.min.js?url'
import type { Graph } from './graph.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

export type Positions = Readonly<Record<string, { readonly x: number; readonly y: number }>>

const elk = new Elk({ workerFactory: () => new Worker(workerAddress) })

/** Places for all nodes, in layers from left to right, every node right of what it rests on. */
export async function arrange(graph: Graph, sizes: ReadonlyMap<string, Size>): Promise<Positions> {
  const arranged = await elk.layout({
    id: 'playbook',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.layered.spacing.nodeNodeBetweenLayers': '64',
      'elk.spacing.nodeNode': '26',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    },
    children: graph.nodes.map((id) => ({ id, ...(sizes.get(id) ?? { width: 220, height: 120 }) })),
    edges: graph.edges.map(({ id, source, target }) => ({ id, sources: [source], targets: [target] })),
  })
  return Object.fromEntries(
    (arranged.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x: Math.round(x), y: Math.round(y) }]),
  )
}
