import { edgesOf, type Playbook } from '@branch-playbook/engine'

export type Way = 'upstream' | 'downstream'

type Edges = ReadonlyMap<string, readonly { readonly from: string; readonly to: string }[]>

/** The references between the nodes of a playbook by the node that refers, and all by what is referred to. */
type Neighbours = Readonly<Record<Way, Edges>>

/** Whether something would close a circle is asked for every node of one playbook. */
const known = new WeakMap<Playbook, Neighbours>()

function neighboursIn(playbook: Playbook): Neighbours {
  const neighbours = known.get(playbook) ?? findNeighbours(playbook)
  known.set(playbook, neighbours)
  return neighbours
}

function findNeighbours({ nodes }: Playbook): Neighbours {
  const ids = new Set(nodes.map(({ id }) => id))
  const edges = nodes.flatMap(edgesOf)
  const between = edges.filter(({ to }) => ids.has(to))
  return {
    upstream: Map.groupBy(between, ({ from }) => from),
    downstream: Map.groupBy(edges, ({ to }) => to),
  }
}

/** All nodes that some rest on, or that rest on them, these themselves among them. */
export function reach(playbook: Playbook, start: Iterable<string>, way: Way): ReadonlySet<string> {
  const next = neighboursIn(playbook)[way]
  const found = new Set(start)
  for (const each of found)
    for (const { from, to } of next.get(each) ?? []) found.add(way === 'upstream' ? to : from)
  return found
}

/** The nodes that rest on a node, itself among them: a reference to one of them would close a circle. */
export const dependents = (playbook: Playbook, id: string): ReadonlySet<string> =>
  reach(playbook, [id], 'downstream')

/** Whether a node refers to a fact or to another node, itself. */
export const dependsOn = (playbook: Playbook, target: string, source: string): boolean =>
  neighboursIn(playbook)
    .downstream.get(source)
    ?.some(({ from }) => from === target) ?? false
