import { type Bilingual, namesOf, type Playbook, typeOfFact, type ValueType } from '@branch-playbook/engine'

/** Something that a field may refer to. */
export interface Named {
  readonly name: string
  readonly label: Bilingual
  readonly type: ValueType
  readonly mayBeMissing: boolean
  /** The kind of the node; null for a fact. */
  readonly kind: string | null
}

/** Every card and field asks for them after each edit. */
const known = new WeakMap<Playbook, ReadonlyMap<string, Named>>()

/** All facts and nodes of a playbook, with the types of their values, whether or not it has errors. */
export function namedValues(playbook: Playbook): ReadonlyMap<string, Named> {
  const named = known.get(playbook) ?? findNamed(playbook)
  known.set(playbook, named)
  return named
}

function findNamed(playbook: Playbook): ReadonlyMap<string, Named> {
  const named = new Map<string, Named>()
  for (const fact of playbook.facts) {
    const { name, label, missing } = fact
    named.set(name, { name, label, type: typeOfFact(fact), mayBeMissing: missing === 'possible', kind: null })
  }
  const names = namesOf(playbook)
  for (const { id, name, kind } of playbook.nodes) {
    const bound = names.nodes.get(id)
    if (!bound) continue
    const figures = [id, ...Object.keys(bound.parts(names)).map((part) => `${id}.${part}`)]
    for (const figure of figures) {
      const value = names.value(figure)
      if (value && !named.has(figure)) {
        named.set(figure, {
          name: figure,
          label: name,
          type: value.type,
          mayBeMissing: value.mayBeMissing,
          kind,
        })
      }
    }
  }
  return named
}
