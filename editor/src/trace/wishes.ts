import type { Playbook, ValueType } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'

/** An outcome that one may wish for. */
export interface Wish {
  /** What the engine calls it. */
  readonly id: string
  readonly label: string
  /** The type of the value that is wished for; null for a wish that needs none. */
  readonly type: ValueType | null
  /** Whether more than the value would do as well. */
  readonly more: boolean
}

const PLAIN = new Set(['class', 'flag'])

/** What may be wished for of a playbook: to be on the list first, then every outcome of a node. */
export function useWishes(playbook: Playbook): readonly Wish[] {
  const text = useText()
  const { named, nameOf } = useNames()
  return useMemo(() => {
    const hasList = playbook.nodes.some(({ kind }) => kind === 'arbitration')
    const listed = { id: 'listed', label: text('trace.listed'), type: null, more: false }
    const outcomes = [...named.values()].flatMap(({ name, type, kind }): Wish[] =>
      kind === null || type.kind === 'date'
        ? []
        : [
            {
              id: name,
              label: PLAIN.has(type.kind) ? nameOf(name) : text('trace.at_least', { name: nameOf(name) }),
              type,
              more: !PLAIN.has(type.kind),
            },
          ],
    )
    return hasList ? [listed, ...outcomes] : outcomes
  }, [playbook, named, nameOf, text])
}
