import { fact, step } from '../expression/expression.ts'
import { bindNode } from '../nodes/bind.ts'
import type { BoundNode, Scope, Value } from '../nodes/kind.ts'
import { type Fact, typeOfFact } from '../playbook/fact.ts'
import type { PlaybookNode } from '../playbook/playbook.ts'
import { splitReference } from '../values/fields.ts'

/** The figures that are known while a document is read: facts, and the nodes that were made of it so far. */
export class GrowingScope implements Scope {
  readonly #values = new Map<string, Value>()
  readonly #nodes = new Map<string, BoundNode>()

  readonly #known: Pick<Scope, 'value' | 'node'> | undefined

  /** @param known What was there before and is not read anew. */
  constructor(facts: readonly Fact[], known?: Pick<Scope, 'value' | 'node'>) {
    this.#known = known
    for (const each of facts) this.addFact(each)
  }

  addFact(added: Fact): void {
    const { name, missing } = added
    this.#values.set(name, {
      type: typeOfFact(added),
      mayBeMissing: missing === 'possible',
      operand: fact(name),
    })
  }

  addNode(node: PlaybookNode): void {
    const bound = bindNode(node)
    this.#nodes.set(node.id, bound)
    const type = bound.outcome(this)
    if (type)
      this.#values.set(node.id, { type, mayBeMissing: bound.mayBeMissing(this), operand: step(node.id) })
    for (const [name, figured] of Object.entries(bound.parts(this))) {
      const whole = `${node.id}.${name}`
      this.#values.set(whole, { ...figured, operand: step(whole) })
    }
  }

  value(name: string): Value | undefined {
    return this.#values.get(name) ?? this.#known?.value(name)
  }

  node(id: string): BoundNode['node'] | undefined {
    return this.#nodes.get(splitReference(id).node)?.node ?? this.#known?.node(id)
  }

  names(): string[] {
    return [...this.#values.keys()]
  }
}
