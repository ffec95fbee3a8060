import {
  edgesOf,
  invariantSchema,
  type Playbook,
  type PlaybookNode,
  walkFields,
} from '@branch-playbook/engine'
import { ownerOf } from '../composition/schema.ts'
import { takenNames, uniqueName } from '../composition/unique.ts'
import type { Edit } from '../document/history.ts'

/** Who would miss a fact that goes. */
export interface Users {
  readonly nodes: readonly PlaybookNode[]
  readonly claims: number
  /** Tests and examples that state it. */
  readonly tests: number
}

/** Which nodes, claims and tests use each fact of a playbook. */
export function usersOfFacts({ facts, nodes, invariants = [], tests, examples = [] }: Playbook) {
  const users = new Map(
    facts.map(({ name }) => [name, { nodes: new Set<PlaybookNode>(), claims: 0, tests: 0 }]),
  )
  for (const node of nodes) for (const { to } of edgesOf(node)) users.get(to)?.nodes.add(node)
  for (const claim of invariants) {
    const named = [...walkFields(invariantSchema, claim)].flatMap(({ meaning, value }) =>
      meaning.reference ? [ownerOf(String(value))] : [],
    )
    for (const name of new Set(named)) {
      const found = users.get(name)
      if (found) found.claims += 1
    }
  }
  for (const each of [...tests, ...examples]) {
    for (const name of Object.keys(each.facts)) {
      const found = users.get(name)
      if (found) found.tests += 1
    }
  }
  return new Map(
    [...users].map(([name, { nodes, claims, tests }]): [string, Users] => [
      name,
      { nodes: [...nodes], claims, tests },
    ]),
  )
}

/** A new fact at the end of the dictionary: an amount that may be missing, called so until it is named. */
export function addFact(playbook: Playbook, label: Playbook['facts'][number]['label']) {
  const name = uniqueName('new_fact', takenNames(playbook))
  const fact = { name, label, type: 'money', missing: 'possible' }
  return { name, edits: [{ path: ['facts'], value: [...playbook.facts, fact] }] satisfies Edit[] }
}

/** Takes a fact out of the dictionary and of tests and examples; what else uses it is for the checker to report. */
export function removeFact({ facts, tests, examples }: Playbook, name: string): Edit[] {
  const without = <Stated extends { facts: Readonly<Record<string, unknown>> }>(all: readonly Stated[]) =>
    all.map((each) => {
      if (!Object.hasOwn(each.facts, name)) return each
      const { [name]: _gone, ...rest } = each.facts
      return { ...each, facts: rest }
    })
  return [
    { path: ['facts'], value: facts.filter((fact) => fact.name !== name) },
    { path: ['tests'], value: without(tests) },
    ...(examples ? [{ path: ['examples'], value: without(examples) }] : []),
  ]
}
