import Elk, { type ElkNode, type ElkPoint } from 'elkjs/lib/elk-api.js'
import workerAddress from 'elkjs/lib/elk-worker.min.js?url'
import type { Graph } from './graph.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** Where everything stands. */
export interface Arrangement {
  readonly places: Readonly<Record<string, Point>>
  /** The way of each edge around the nodes, by its id; right only while both its nodes stand at their places. */
  readonly routes: Readonly<Record<string, readonly Point[]>>
}

const elk = new Elk({ workerFactory: () => new Worker(workerAddress) })

/** As many layers as nodes in each look well: cards are wider than high, as screens are. */
const layersFor = (nodes: number): number => Math.max(1, Math.sqrt(nodes))

/** Places for all nodes, in layers from left to right, every node right of what it rests on. */
export async function arrange(graph: Graph, sizes: ReadonlyMap<string, Size>): Promise<Arrangement> {
  const playbook: ElkNode = {
    id: 'playbook',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.separateConnectedComponents': 'false',
      'elk.layered.mergeEdges': 'true',
      'elk.layered.layering.strategy': 'COFFMAN_GRAHAM',
      'elk.layered.layering.coffmanGraham.layerBound': String(
        Math.ceil(graph.nodes.length / layersFor(graph.nodes.length)),
      ),
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      'elk.layered.spacing.nodeNodeBetweenLayers': '40',
      'elk.layered.spacing.edgeNodeBetweenLayers': '14',
      'elk.layered.spacing.edgeEdgeBetweenLayers': '8',
      'elk.spacing.nodeNode': '18',
      'elk.spacing.edgeNode': '12',
    },
    children: graph.nodes.map((id) => ({ id, ...(sizes.get(id) ?? { width: 220, height: 120 }) })),
    edges: graph.edges.map(({ id, source, target }) => ({ id, sources: [source], targets: [target] })),
  }
  const arranged = await elk.layout(playbook)
  return {
    places: Object.fromEntries(
      (arranged.children ?? []).map(({ id, x = 0, y = 0 }) => [id, rounded({ x, y })]),
    ),
    routes: Object.fromEntries(
      (arranged.edges ?? []).flatMap(({ id, sections = [] }) =>
        sections.map(({ startPoint, bendPoints = [], endPoint }) => [
          id,
          [startPoint, ...bendPoints, endPoint].map(rounded),
        ]),
      ),
    ),
  }
}

export const rounded = ({ x, y }: ElkPoint): Point => ({ x: Math.round(x), y: Math.round(y) })
