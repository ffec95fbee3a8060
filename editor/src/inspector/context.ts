import type { Playbook, Problem } from '@branch-playbook/engine'
import { createContext, useContext } from 'react'
import type { Path } from '../document/path.ts'
import type { Named } from '../document/values.ts'
import type { Surroundings } from './blank.ts'
import type { Form } from './form.ts'
import type { Move } from './rearrange.ts'

/** What every field of the inspector knows of the node it belongs to. */
export interface Inspected extends Surroundings {
  readonly playbook: Playbook
  /** As it is written, whether or not it has the form of a node at present. */
  readonly node: { readonly id: string; readonly kind: string }
  readonly named: ReadonlyMap<string, Named>
  readonly currency: string
  /** Whether the user may change anything. */
  readonly editable: boolean
  /** What people call an entry of one of the node's lists, by the value of its field `by`. */
  entryName(list: string, by: string, value: string): string
  /** The same for a list of the node to which a field of this node refers. */
  entryNameOf(through: string, list: string, by: string, value: string): string
  /** The problems exactly at a place of the node. */
  problemsAt(path: Path): readonly Problem[]
  /** The problems at a place of the node and everywhere in it. */
  problemsWithin(path: Path): readonly Problem[]
  /** Replaces the value at a place of the node; undefined takes it away. All of one gesture is one step. */
  change(path: Path, value: unknown, gesture?: number): void
  /** Moves, adds or removes an item of a list of the node, and with it the cells that stand for the item. */
  move(path: Path, item: Form, move: Move): void
}

export const InspectedContext = createContext<Inspected | null>(null)

export function useInspected(): Inspected {
  const inspected = useContext(InspectedContext)
  if (!inspected) throw new Error('A field stands outside the inspector')
  return inspected
}

/** What every kind of field takes. */
export interface FieldProps<Kind extends Form['form'] = Form['form']> {
  readonly form: Extract<Form, { form: Kind }>
  /** Where the value stands in the node. */
  readonly path: Path
  /** The names on the way there, without places in lists and class values: what labels go by. */
  readonly words: readonly string[]
  readonly value: unknown
  readonly optional: boolean
  /** In a table: the label, then with the row's name, is said to screen readers only. */
  readonly row?: string | undefined
}
