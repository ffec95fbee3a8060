import { fact, step } from '../expression/expression.ts'
import { bindNode } from '../nodes/bind.ts'
import type { BoundNode, CheckedScope, Figured, NodeBase, Scope, Value } from '../nodes/kind.ts'
import { type Fact, typeOfFact } from '../playbook/fact.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { splitReference } from '../values/fields.ts'

/** Everything that has a name in a playbook. Where a name occurs twice the first counts; `check` reports it. */
export interface Names extends Scope {
  readonly facts: ReadonlyMap<string, Fact>
  readonly nodes: ReadonlyMap<string, BoundNode>
}

export function namesOf(playbook: Playbook): Names {
  const facts = new Map(playbook.facts.toReversed().map((each) => [each.name, each]))
  const nodes = new Map(
    playbook.nodes.toReversed().map((each): [string, BoundNode] => [each.id, bindNode(each)]),
  )
  const values = new Map<string, Value | undefined>()
  const names: Names = {
    facts,
    nodes,
    node: (id) => nodes.get(id)?.node,
    names: () => [...facts.keys(), ...nodes.keys()],
    value(name) {
      if (values.has(name)) return values.get(name)
      // Nodes that refer to each other in a circle, which is reported elsewhere, must not ask without end.
      values.set(name, undefined)
      const value = valueNamed(name, names)
      values.set(name, value)
      return value
    },
  }
  return names
}

function valueNamed(name: string, names: Names): Value | undefined {
  const named = names.facts.get(name)
  if (named)
    return { type: typeOfFact(named), mayBeMissing: named.missing === 'possible', operand: fact(name) }
  const { node: id, part } = splitReference(name)
  const node = names.nodes.get(id)
  if (!node) return undefined
  const figure = part === null ? outcomeOf(node, names) : ownEntry(node.parts(names), part)
  return figure && { ...figure, operand: step(name) }
}

/** For a playbook that `check` found without errors: a name that does not resolve is a fault of the engine. */
export function checkedScope(names: Names): CheckedScope {
  const found = <Thing>(thing: Thing | undefined, name: string): Thing => {
    if (thing === undefined)
      throw new Error(`"${name}" does not resolve: check the playbook before planning it`)
    return thing
  }
  return {
    value: (name) => found(names.value(name), name),
    node: (id): NodeBase => found(names.node(id), id),
  }
}

function outcomeOf(node: BoundNode, names: Names): Figured | undefined {
  const type = node.outcome(names)
  return type ? { type, mayBeMissing: node.mayBeMissing(names) } : undefined
}

const ownEntry = (parts: Readonly<Record<string, Figured>>, name: string): Figured | undefined =>
  Object.hasOwn(parts, name) ? parts[name] : undefined
