import { type Playbook, playbookSchema, walkFields } from '@branch-playbook/engine'
import type { Edit } from '../document/history.ts'
import { type Names, withNames } from './references.ts'
import { isId, takenNames } from './unique.ts'

/**
 * Gives a node, or a fact, another name everywhere: where it stands, and wherever nodes, formulas, claims, tests,
 * examples, layout and groups refer to it. No edits when the name is taken or is none.
 */
export function renameNode(playbook: Playbook, id: string, to: string): Edit[] {
  if (id === to || !isId(to) || takenNames(playbook).has(to)) return []
  const names: Names = new Map([[id, to]])
  const renamed = withNames(playbook, walkFields(playbookSchema, playbook), names)
  const parsed = playbookSchema.safeParse(renamed)
  if (!parsed.success) return []
  const { nodes, facts, layout, groups, tests, invariants, parameters, examples } = parsed.data
  const named = (name: string) => names.get(name) ?? name
  const after = {
    facts: facts.map((fact) => (fact.name === id ? { ...fact, name: to } : fact)),
    nodes: nodes.map((node) => (node.id === id ? { ...node, id: to } : node)),
    invariants,
    parameters,
    examples,
    tests,
    layout: layout && Object.fromEntries(Object.entries(layout).map(([key, place]) => [named(key), place])),
    groups: groups?.map((group) => ({ ...group, nodes: group.nodes.map(named) })),
  }
  return Object.entries(after)
    .filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(playbook, field)))
    .map(([field, value]) => ({ path: [field], value }))
}
