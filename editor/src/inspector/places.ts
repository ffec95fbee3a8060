import { type Problem, pointer } from '@branch-playbook/engine'
import type { Path } from '../document/path.ts'
import { problemsAt } from '../document/problems.ts'
import { useDocument } from '../document/store.ts'
import type { Surroundings } from './blank.ts'
import type { Inspected } from './context.ts'
import type { Form } from './form.ts'
import { rearranged } from './rearrange.ts'

/**
 * What is wrong at each place of a part of the playbook, and how it is changed there.
 * @param root Where the part stands in the document.
 * @param part As it is written, with the form of all of it and with what an added item starts from.
 */
export function placesIn(
  root: Path,
  part: object,
  form: Form,
  around: Surroundings,
  problems: readonly Problem[],
): Pick<Inspected, 'problemsAt' | 'problemsWithin' | 'change' | 'move'> {
  const { change, changeAll } = useDocument.getState()
  const at = (path: Path) => pointer([...root, ...path])
  return {
    problemsAt: (path) => problems.filter((each) => each.path === at(path)),
    problemsWithin: (path) => problemsAt(problems, at(path)),
    change: (path, value, gesture) => change([...root, ...path], value, gesture),
    move(path, item, move) {
      const edits = rearranged(part, form, path, item, move, around)
      changeAll(edits.map((edit) => ({ ...edit, path: [...root, ...edit.path] })))
    },
  }
}
