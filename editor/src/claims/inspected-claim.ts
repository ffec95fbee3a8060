import { type Playbook, pointer } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { valueAt } from '../document/path.ts'
import { problemsAt } from '../document/problems.ts'
import { useDocument } from '../document/store.ts'
import type { Inspected } from '../inspector/context.ts'
import { useNames } from '../nodes/names.ts'

/** A claim in the place of a node, so that the fields of the inspector edit its name and its conditions. */
export function useInspectedClaim(playbook: Playbook, at: number, editable: boolean): Inspected {
  const { named } = useNames()
  const document = useDocument((state) => state.document)
  const problems = useDocument((state) => state.reading.problems)
  const { change } = useDocument.getState()
  return useMemo(() => {
    const written = valueAt(document, ['invariants', at])
    const node = typeof written === 'object' && written !== null ? written : {}
    const none = () => []
    return {
      playbook,
      node: { ...node, id: String(valueAt(node, ['id'])), kind: 'claim' },
      named,
      currency: playbook.currency,
      editable,
      candidates: ({ to, kinds }) =>
        [...named.values()]
          .filter(
            ({ type }) => to === 'value' && (kinds === 'any' || kinds.some((each) => each === type.kind)),
          )
          .map(({ name }) => name),
      classValues: none,
      entries: none,
      entriesOf: none,
      size: () => 0,
      entryName: (_list, _by, value) => value,
      entryNameOf: (_through, _list, _by, value) => value,
      problemsAt: (path) => problems.filter((each) => each.path === pointer(['invariants', at, ...path])),
      problemsWithin: (path) => problemsAt(problems, pointer(['invariants', at, ...path])),
      change: (path, value) => change(['invariants', at, ...path], value),
      move: () => undefined,
    }
  }, [playbook, document, problems, named, change, at, editable])
}
