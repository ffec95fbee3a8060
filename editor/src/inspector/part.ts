import { pointer } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { type Path, valueAt } from '../document/path.ts'
import { useDocument } from '../document/store.ts'
import { useNames } from '../nodes/names.ts'
import type { Surroundings } from './blank.ts'
import type { Inspected } from './context.ts'
import type { Form } from './form.ts'
import { placesIn } from './places.ts'

/** What fields outside of nodes may start from: they refer to nothing. */
const ALONE: Surroundings = {
  candidates: () => [],
  classValues: () => [],
  entries: () => [],
  entriesOf: () => [],
  size: () => 0,
}

/**
 * What the fields of a part of the playbook that is no node need, such as a fact or the playbook itself. `kind` is
 * what its labels go by, `value` how it is written at present. Null while no playbook is open.
 */
export function usePart(
  root: Path,
  kind: string,
  form: Form,
  editable: boolean,
): (Inspected & { readonly value: unknown }) | null {
  const playbook = useDocument((state) => state.shown)
  const document = useDocument((state) => state.document)
  const problems = useDocument((state) => state.reading.problems)
  const { named } = useNames()
  const here = pointer(root)
  return useMemo(() => {
    if (!playbook) return null
    const value = valueAt(document, root)
    const part = { ...Object(value), id: here, kind }
    return {
      ...ALONE,
      ...placesIn(root, part, form, ALONE, problems),
      value,
      playbook,
      node: part,
      named,
      currency: playbook.currency,
      editable,
      entryName: (_list, _by, name) => name,
      entryNameOf: (_through, _list, _by, name) => name,
    }
    // The pointer stands for the root, which is another list at each render.
  }, [playbook, document, problems, named, editable, here, kind, form])
}
