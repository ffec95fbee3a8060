import { invariantSchema } from '../invariant/invariant.ts'
import type { Playbook, PlaybookNode } from '../playbook/playbook.ts'
import { type Problem, problem } from '../problem/problem.ts'
import { splitReference } from '../values/fields.ts'
import { walkFields } from '../values/walk.ts'
import { edgesOf } from './references.ts'

/** Kinds that are there for other nodes: by themselves they decide nothing that anybody is told. */
const FOR_OTHERS: ReadonlySet<string> = new Set(['measure', 'suitability', 'contact_policy'])

/** Kinds that put customers on the daily list, once the playbook has one. */
const FOR_THE_LIST: ReadonlySet<string> = new Set(['coverage', 'trigger', 'campaign'])

/** Nodes that nothing refers to, whose outcome is of no use by itself, and which no test and no claim asks for. */
export function* findUnused(playbook: Playbook): Generator<Problem> {
  const { nodes, tests, invariants = [] } = playbook
  const hasList = nodes.some(({ kind }) => kind === 'arbitration')
  const used = new Set(nodes.flatMap((node) => edgesOf(node).map(({ to }) => to)))
  for (const { expect } of tests) {
    for (const name of Object.keys(expect)) used.add(splitReference(name).node)
  }
  for (const { value, meaning } of invariants.flatMap((each) => [...walkFields(invariantSchema, each)])) {
    if (meaning.reference) used.add(splitReference(String(value)).node)
  }
  const isForOthers = ({ kind }: PlaybookNode) => FOR_OTHERS.has(kind) || (hasList && FOR_THE_LIST.has(kind))
  for (const [at, node] of nodes.entries()) {
    if (used.has(node.id) || !isForOthers(node)) continue
    yield problem('unused_node', ['nodes', at], { name: node.id, list: String(FOR_THE_LIST.has(node.kind)) })
  }
}
