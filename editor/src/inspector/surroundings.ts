import type { Playbook, ValueType } from '@branch-playbook/engine'
import { valueAt } from '../document/path.ts'
import type { Surroundings } from './blank.ts'

/**
 * What the lists of a node hold, those of the nodes to which it refers, and the values of the classes that it names.
 * @param node As it is written, whether or not it has the form of a node at present.
 * @param typeOf The type of a fact or of a node's outcome by its name.
 */
export function listsAround(
  { nodes }: Playbook,
  node: object,
  typeOf: (name: string) => ValueType | undefined,
): Omit<Surroundings, 'candidates'> {
  return {
    classValues(field) {
      const type = typeOf(String(valueAt(node, field.split('.'))))
      return type?.kind === 'class' ? type.values : []
    },
    entries: (list, by) => keysIn(node, list, by),
    entriesOf: (through, list, by) => keysIn(referredTo(nodes, node, through), list, by),
    size: (list) => entriesIn(node, list).length,
  }
}

/** The node to which a field of another one refers; an empty one when there is none. */
export const referredTo = (nodes: Playbook['nodes'], node: object, through: string): object =>
  nodes.find(({ id }) => id === valueAt(node, through.split('.'))) ?? {}

export function entriesIn(node: object, list: string): readonly unknown[] {
  const entries: unknown = Reflect.get(node, list)
  return Array.isArray(entries) ? entries : []
}

const keysIn = (node: object, list: string, by: string): string[] =>
  entriesIn(node, list).map((entry) => String(Object(entry)[by]))
