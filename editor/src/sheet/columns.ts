import type { Bilingual, ValueType } from '@branch-playbook/engine'
import { useMemo } from 'react'
import { useBilingual, useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import type { Output, Table } from './table.ts'

/** A column of a sheet: the tests of an input, the results of an output, or the notes. */
export interface Column {
  readonly of: 'when' | 'then' | 'note'
  /** The place among the inputs or outputs. */
  readonly at: number
  readonly title: string
  /** Of the figure that is tested, or of the results; null where it is not known. */
  readonly type: ValueType | null
  /** Results of any text; its type is then the class of all that are there. */
  readonly isText: boolean
  readonly isNumeric: boolean
  /** In pixels. */
  readonly width: number
}

/** The columns of a table in their order; without those of its node's names while it is not known to the playbook. */
export function useColumns(table: Table): readonly Column[] {
  const text = useText()
  const bilingual = useBilingual()
  const { named, nameOf } = useNames()
  const { inputs, outputs } = table
  return useMemo(() => {
    const titled = (label: Bilingual | undefined, name: string) => (label ? bilingual(label) : '') || name
    const tests = inputs.map(({ of, label }, at): Column => {
      const type = named.get(of)?.type ?? null
      return column('when', at, titled(label, nameOf(of)), type, false)
    })
    const results = outputs.map((output, at): Column => {
      return column('then', at, titled(output.label, output.id), typeOf(output), output.type === 'text')
    })
    return [...tests, ...results, column('note', 0, text('field.note'), null, true)]
  }, [inputs, outputs, named, nameOf, bilingual, text])
}

const NUMERIC: ReadonlySet<string> = new Set(['money', 'percent', 'days', 'count'])

const WIDTHS = { when: 132, then: 124, note: 260 } as const

const column = (
  of: Column['of'],
  at: number,
  title: string,
  type: ValueType | null,
  isText: boolean,
): Column => ({
  of,
  at,
  title,
  type,
  isText,
  isNumeric: of === 'then' && type !== null && NUMERIC.has(type.kind),
  width: WIDTHS[of],
})

const typeOf = ({ type, values = [] }: Output): ValueType =>
  type === 'class' || type === 'text'
    ? { kind: 'class', values: values.filter((value) => typeof value === 'string') }
    : { kind: type }
