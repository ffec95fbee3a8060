import { minorDigits } from '../../locale/format.ts'
import { useBilingual } from '../../locale/text.ts'
import { useNames } from '../../nodes/names.ts'
import { useInspected } from '../context.ts'
import type { Form } from '../form.ts'
import { isBilingual } from './is-bilingual.ts'

/** A column of a grid: one cell of each row for an entry of another list of the node. */
export interface Column {
  /** The row's field that holds the cells, and the place among them. */
  readonly field: string
  readonly at: number
  readonly cell: Form
  readonly title: string
  readonly isResult: boolean
  /** How many decimals the amounts of a test have: people write the major unit where the document has the minor one. */
  readonly decimals: number
}

/** The columns of a grid, headed by their own labels or by what they stand for. */
export function useColumns({ item }: Extract<Form, { form: 'rows' }>): readonly Column[] {
  const bilingual = useBilingual()
  const { node, named, currency } = useInspected()
  const { nameOf } = useNames()
  return item.fields.flatMap(({ name, form }) => {
    if (form.form !== 'alongside') return []
    const entries: unknown = Reflect.get(node, form.list)
    return (Array.isArray(entries) ? entries : []).map((entry: unknown, at): Column => {
      const { label, of, id } = Object(entry)
      const isTest = form.cell.form === 'text'
      return {
        field: name,
        at,
        cell: form.cell,
        title: isBilingual(label) ? bilingual(label) : typeof of === 'string' ? nameOf(of) : String(id ?? ''),
        isResult: !isTest,
        decimals: isTest && named.get(String(of))?.type.kind === 'money' ? minorDigits(currency) : 0,
      }
    })
  })
}
