import type { Playbook, ValueKind } from '@branch-playbook/engine'
import { dependents } from '../document/reach.ts'
import { type Named, namedValues } from '../document/values.ts'
import type { Reference } from '../inspector/form.ts'
import { ownerOf } from './schema.ts'

/** Why a field does not take a fact or a node. */
export type Refusal =
  /** It takes values of other kinds. */
  | { readonly why: 'type'; readonly takes: readonly ValueKind[]; readonly gives: ValueKind | null }
  /** It takes nodes of other kinds. */
  | { readonly why: 'kind'; readonly takes: readonly string[] }
  /** It takes facts of the customer only. */
  | { readonly why: 'fact' }
  /** What it would take rests on the node itself. */
  | { readonly why: 'cycle' }
  /** It has it already. */
  | { readonly why: 'present' }

export type Fit =
  | { readonly fits: true; readonly name: string }
  | { readonly fits: false; readonly refused: Refusal }

/** The name under which a reference takes a fact or a node, which may be that of one of its figures; or why it cannot. */
export function fit(playbook: Playbook, { to, kinds }: Reference, source: string): Fit {
  const named = namedValues(playbook)
  const node = playbook.nodes.find(({ id }) => id === source)
  if (to === 'node') {
    const fits = node !== undefined && kinds.includes(node.kind)
    return fits ? { fits, name: source } : refuse({ why: 'kind', takes: kinds })
  }
  if (to === 'fact' && node) return refuse({ why: 'fact' })
  const takes = kinds === 'any' ? [] : kinds
  const isTaken = ({ type }: Named) => kinds === 'any' || takes.includes(type.kind)
  const outcome = named.get(source)
  // Of a node without an outcome a figure is meant; of any other the outcome, whatever else it may give.
  const figures = outcome ? [outcome] : [...named.values()].filter(({ name }) => ownerOf(name) === source)
  const found = figures.find(isTaken)
  return found
    ? { fits: true, name: found.name }
    : refuse({ why: 'type', takes, gives: outcome?.type.kind ?? null })
}

export const refuse = (refused: Refusal): Fit => ({ fits: false, refused })

/** Whether a reference from `target` to `source` would close a circle. */
export const closesCircle = (playbook: Playbook, source: string, target: string): boolean =>
  dependents(playbook, target).has(source)
