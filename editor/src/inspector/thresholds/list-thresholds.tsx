import { type Path, valueAt } from '../../document/path.ts'
import { useText } from '../../locale/text.ts'
import { useNames } from '../../nodes/names.ts'
import { useInspected } from '../context.ts'
import type { Form } from '../form.ts'
import { type Mark, Thresholds } from './thresholds.tsx'

interface ListThresholdsProps {
  readonly item: Form
  readonly path: Path
  readonly items: readonly unknown[]
}

/** The thresholds of a list over the histogram of their figure; nothing for a list that has none. */
export function ListThresholds({ item, path, items }: ListThresholdsProps) {
  const text = useText()
  const { node } = useInspected()
  const { valueName } = useNames()
  const place = thresholdIn(item)
  if (!place) return null
  const of = valueAt(node, place.of.split('.'))
  const marks = items.flatMap((each, at): Mark[] => {
    const value = valueAt(each, place.field)
    const name = Object(each).name
    const label = typeof name === 'string' ? valueName(name) : text('list.item', { at: at + 1 })
    return typeof value === 'number' ? [{ path: [...path, at, ...place.field], value, label }] : []
  })
  return typeof of === 'string' ? <Thresholds of={of} marks={marks} /> : null
}

/** Where in an item its threshold stands, and which field of the node names the figure. */
function thresholdIn(item: Form): { readonly field: Path; readonly of: string } | null {
  if (item.form === 'threshold') return { field: [], of: item.of }
  const fields = item.form === 'group' ? item.fields : []
  const [found] = fields.flatMap(({ name, form }) =>
    form.form === 'threshold' ? [{ field: [name], of: form.of }] : [],
  )
  return found ?? null
}
