import type { Fact, Playbook, PlaybookNode, Problem } from '@branch-playbook/engine'
import type { Edit } from '../document/history.ts'

/** What a file holds for the playbook that is open. */
export type Arrival =
  | {
      /** A whole playbook, to stand in place of the one that is open. */
      readonly is: 'playbook'
      readonly playbook: Playbook
    }
  | {
      /** Tables or rules, which come to what is there. */
      readonly is: 'parts'
      readonly facts: readonly Fact[]
      readonly nodes: readonly PlaybookNode[]
      /** What of the file did not come along, or otherwise than it was written. */
      readonly problems: readonly Problem[]
    }
  | {
      /** Nothing that can be taken over. */
      readonly is: 'refused'
      readonly problems: readonly Problem[]
    }

/**
 * What makes the arrival part of the playbook. A node replaces the one of its id at its place; all others come last.
 * A whole playbook keeps the id of the one it replaces, under which it is filed.
 */
export function arrivalEdits(playbook: Playbook, arrival: Arrival): Edit[] {
  if (arrival.is === 'refused') return []
  if (arrival.is === 'playbook') return [{ path: [], value: { ...arrival.playbook, id: playbook.id } }]
  const known = new Set(playbook.facts.map(({ name }) => name))
  const arrived = new Map(arrival.nodes.map((node) => [node.id, node]))
  const kept = playbook.nodes.map((node) => {
    const other = arrived.get(node.id)
    arrived.delete(node.id)
    // Of a note other programs know nothing.
    return other ? { ...(node.note && { note: node.note }), ...other } : node
  })
  return [
    { path: ['facts'], value: [...playbook.facts, ...arrival.facts.filter(({ name }) => !known.has(name))] },
    { path: ['nodes'], value: [...kept, ...arrived.values()] },
  ]
}
