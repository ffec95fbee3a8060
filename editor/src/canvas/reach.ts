import { edgesOf, type Playbook } from '@branch-playbook/engine'

/** Whether a node refers to another, itself. */
export const dependsOn = ({ nodes }: Playbook, target: string, source: string): boolean =>
  nodes.some((node) => node.id === target && edgesOf(node).some(({ to }) => to === source))

/** All nodes that nodes rest on, or that rest on them, themselves among them. */
export function reach(
  playbook: Playbook,
  from: Iterable<string>,
  way: 'upstream' | 'downstream',
): Set<string> {
  const ids = new Set(playbook.nodes.map(({ id }) => id))
  const next = new Map<string, string[]>()
  for (const node of playbook.nodes) {
    for (const { to } of edgesOf(node)) {
      const [start, end] = way === 'upstream' ? [node.id, to] : [to, node.id]
      if (ids.has(end)) next.set(start, [...(next.get(start) ?? []), end])
    }
  }
  const found = new Set([...from].filter((id) => ids.has(id)))
  for (const each of found) for (const end of next.get(each) ?? []) found.add(end)
  return found
}
