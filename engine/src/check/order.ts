import type { Playbook, PlaybookNode } from '../playbook/playbook.ts'
import { MOST_PROBLEMS, type Problem, problem } from '../problem/problem.ts'
import { edgesOf } from './references.ts'

export type Ordered =
  | { readonly ok: true; readonly nodes: readonly PlaybookNode[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * The nodes with every node after those it refers to, otherwise in document order; or the cycles that make
 * that impossible, each reported at the reference that closes it.
 */
export function orderNodes(playbook: Playbook): Ordered {
  const byId = new Map(playbook.nodes.toReversed().map((node) => [node.id, node]))
  const edges = new Map(
    playbook.nodes.map((node) => [node.id, edgesOf(node).filter(({ to }) => byId.has(to))]),
  )
  const positions = new Map(playbook.nodes.map((node, at) => [node.id, at]))
  const problems: Problem[] = []
  const sorted: PlaybookNode[] = []
  const state = new Map<string, 'open' | 'done'>()

  for (const root of playbook.nodes) {
    if (state.has(root.id)) continue
    // An explicit stack: a chain of thousands of nodes must not overflow the call stack.
    const stack = [{ node: root, next: 0 }]
    state.set(root.id, 'open')
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const edge = edges.get(top.node.id)?.[top.next]
      if (!edge) {
        state.set(top.node.id, 'done')
        sorted.push(top.node)
        stack.pop()
        continue
      }
      top.next += 1
      const target = byId.get(edge.to)
      if (!target) continue
      if (state.get(edge.to) === 'open') {
        const ids = stack.map(({ node }) => node.id)
        const cycle = [...ids.slice(ids.indexOf(edge.to)), edge.to]
        problems.push(
          problem('cycle', ['nodes', positions.get(edge.from) ?? 0, ...edge.path], {
            cycle: written(cycle),
          }),
        )
        if (problems.length === MOST_PROBLEMS) return { ok: false, problems }
      } else if (!state.has(edge.to)) {
        state.set(edge.to, 'open')
        stack.push({ node: target, next: 0 })
      }
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, nodes: sorted }
}

const MOST_WRITTEN = 10

/** A circle in words; of a long one its beginning and its end. */
function written(cycle: readonly string[]): string {
  const left = cycle.length - MOST_WRITTEN
  const shown = left > 0 ? [...cycle.slice(0, -(left + 2)), `… (${left})`, ...cycle.slice(-2)] : cycle
  return shown.join(' → ')
}
