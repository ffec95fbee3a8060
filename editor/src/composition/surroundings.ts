import { fieldsOf, type Playbook, type ValueKind } from '@branch-playbook/engine'
import { dependents } from '../document/reach.ts'
import { type Named, namedValues } from '../document/values.ts'
import type { Surroundings } from '../inspector/blank.ts'
import type { Reference } from '../inspector/form.ts'
import { listsAround } from '../inspector/surroundings.ts'
import { ownerOf } from './schema.ts'

/** What a node that is being made may refer to, in the order in which it is likely to be meant. */
export function surroundingsOf(playbook: Playbook, node: Readonly<Record<string, unknown>>): Surroundings {
  const named = [...namedValues(playbook).values()]
  const circle = dependents(playbook, String(node.id))
  const free = named.filter(({ name }) => !circle.has(ownerOf(name)))
  return {
    ...listsAround(playbook, node, (of) => named.find(({ name }) => name === of)?.type),
    candidates({ to, kinds }) {
      if (to === 'node')
        return playbook.nodes
          .filter(({ id, kind }) => kinds.includes(kind) && !circle.has(id))
          .map(({ id }) => id)
      const fitting = free.filter(
        ({ kind, type }) => (to === 'value' || kind === null) && rankOf(kinds, type.kind) >= 0,
      )
      return fitting
        .toSorted((left, right) => likelihood(left, kinds) - likelihood(right, kinds))
        .map(({ name }) => name)
    },
  }
}

const rankOf = (kinds: readonly ValueKind[] | 'any', kind: ValueKind): number =>
  kinds === 'any' ? 0 : kinds.indexOf(kind)

/** The less, the likelier: the kind that a field names first, what is never missing, and outcomes before parts of nodes. */
const likelihood = ({ name, type, mayBeMissing, kind }: Named, kinds: readonly ValueKind[] | 'any'): number =>
  rankOf(kinds, type.kind) * 100 +
  (name.includes('.') ? 10 : 0) +
  (mayBeMissing ? 4 : 0) +
  (kind === null ? 1 : 0)

/** Stands for a reference where there is nothing yet to refer to; the checker says that there is no such thing. */
export const NOTHING_YET = 'to_be_chosen'

/** What a reference most likely means. */
export const likeliest = (around: Surroundings, reference: Reference): string =>
  around.candidates(reference)[0] ?? NOTHING_YET

/**
 * What the reference of a field most likely means: what the field of that name refers to in other nodes, else what is
 * called like the field, such as `last_contact` for `lastContact`.
 */
export function likeliestFor(
  field: string,
  playbook: Playbook,
  around: Surroundings,
  reference: Reference,
): string {
  const candidates = around.candidates(reference)
  const used = playbook.nodes
    .flatMap(fieldsOf)
    .filter(({ meaning, path }) => meaning.reference && path.at(-1) === field)
    .map(({ value }) => String(value))
  const words = field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return (
    // Plain names of fields, such as the figure `of` something, say nothing of what is meant.
    (reference.to === 'fact' ? used.find((name) => candidates.includes(name)) : undefined) ??
    candidates.find((name) => name === words) ??
    candidates.find((name) => name.endsWith(`_${words}`)) ??
    likeliest(around, reference)
  )
}
