import type { Path } from '../document/path.ts'
import { blank, blankCell, type Surroundings } from './blank.ts'
import type { Form } from './form.ts'

/** What becomes of a list: two items change places, one more comes at the end, or one goes. */
export type Move =
  | { readonly move: 'swap'; readonly at: number; readonly with: number }
  | { readonly move: 'add' }
  | { readonly move: 'remove'; readonly at: number }

interface Edit {
  readonly path: Path
  readonly value: unknown
}

/**
 * The edits of a node that move an item of the list at `path`: those of the list itself, and of every row that has
 * a cell for each of its items. `form` is that of the whole node.
 */
export function rearranged(
  node: object,
  form: Form,
  path: Path,
  item: Form,
  move: Move,
  around: Surroundings,
): Edit[] {
  const list = path.reduce<unknown>((value, key) => Object(value)[key], node)
  const own = { path, value: moved(listOf(list), move, () => blank(item, around)) }
  const [name, ...inner] = path
  if (form.form !== 'group' || inner.length > 0) return [own]
  const cells = form.fields.flatMap(({ name: rows, form: field }): Edit[] => {
    if (field.form !== 'rows') return []
    const along = field.item.fields.flatMap((each) =>
      each.form.form === 'alongside' && each.form.list === name ? [{ field: each.name, ...each.form }] : [],
    )
    if (along.length === 0) return []
    const value = listOf(Reflect.get(node, rows)).map((row) => ({
      ...Object(row),
      ...Object.fromEntries(
        along.map(({ field, cell }) => [
          field,
          moved(listOf(Object(row)[field]), move, () => blankCell(cell, around)),
        ]),
      ),
    }))
    return [{ path: [rows], value }]
  })
  return [own, ...cells]
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function moved(items: readonly unknown[], move: Move, fresh: () => unknown): unknown[] {
  switch (move.move) {
    case 'add':
      return [...items, fresh()]
    case 'remove':
      return items.filter((_, at) => at !== move.at)
    case 'swap':
      return items.map((item, at) =>
        at === move.at ? items[move.with] : at === move.with ? items[move.at] : item,
      )
  }
}
