import { pointer, shiftedAmounts } from '@branch-playbook/engine'
import { TextInput } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { type Path, valueAt } from '../../document/path.ts'
import { useText } from '../../locale/text.ts'
import { useInspected } from '../context.ts'
import { Field } from '../field.tsx'
import type { Form } from '../form.ts'
import classes from '../inspector.module.css'
import { useIsShown } from '../shown-place.ts'
import type { Column } from './columns.ts'
import { Fields } from './group-field.tsx'
import { ItemTools } from './item-tools.tsx'
import { RowProblems } from './row-problems.tsx'
import { Tool } from './tool.tsx'

interface GridRowProps {
  readonly at: number
  readonly last: number
  readonly form: Extract<Form, { form: 'rows' }>
  /** Where the rows stand in the node. */
  readonly path: Path
  readonly words: readonly string[]
  readonly value: unknown
  readonly columns: readonly Column[]
}

/** A row of a grid. What it has beside its cells unfolds below. */
export function GridRow({ at, last, form, path, words, value, columns }: GridRowProps) {
  const text = useText()
  const { editable, move, problemsWithin } = useInspected()
  const here = [...path, at]
  const more = form.item.fields.filter((field) => field.form.form !== 'alongside')
  const asked = useIsShown(here)
  const [open, setOpen] = useState(false)
  const name = text('list.item', { at: at + 1 })
  const swap = (other: number) => move(path, form.item, { move: 'swap', at, with: other })
  return (
    <tbody>
      <tr data-asked={asked || undefined}>
        <th scope="row">{at + 1}</th>
        {columns.map(({ field, at: place, cell, title, decimals }) => (
          <td key={`${field} ${place}`} data-result={cell.form === 'text' ? undefined : true}>
            {cell.form === 'text' ? (
              <TestCell
                path={[...here, field, place]}
                title={`${title}, ${name}`}
                row={value}
                decimals={decimals}
              />
            ) : (
              <Field
                form={cell}
                path={[...here, field, place]}
                words={[...words, field]}
                value={valueAt(value, [field, place])}
                optional={false}
                row={`${title}, ${name}`}
              />
            )}
          </td>
        ))}
        <td className={classes.plain}>
          <span className={classes.tools}>
            <Tool label={text('rows.more', { at: at + 1 })} expanded={open} onClick={() => setOpen(!open)}>
              <IconChevronDown size={13} />
            </Tool>
            <ItemTools
              at={at}
              last={last}
              onSwap={swap}
              onRemove={() => move(path, form.item, { move: 'remove', at })}
            />
          </span>
        </td>
      </tr>
      {open && (
        <tr>
          <td />
          <td colSpan={columns.length + 1}>
            <Fields fields={more} path={here} words={words} value={value} />
          </td>
        </tr>
      )}
      {problemsWithin(here).length > 0 && (
        <tr data-place={pointer(here)} tabIndex={editable ? -1 : undefined}>
          <td />
          <td colSpan={columns.length + 1}>
            <RowProblems path={here} />
          </td>
        </tr>
      )}
    </tbody>
  )
}

interface TestCellProps {
  readonly path: Path
  readonly title: string
  readonly row: unknown
  readonly decimals: number
}

/** A test of a figure, as text: amounts as the sheet of the table has them. */
function TestCell({ path, title, row, decimals }: TestCellProps) {
  const { editable, problemsAt, change } = useInspected()
  const held = valueAt(row, path.slice(-2))
  const written = typeof held === 'string' ? held : ''
  const [typed, setTyped] = useState<{ readonly text: string; readonly held: string } | null>(null)
  // What is typed stays as it is until it is left: half an amount cannot be read back.
  const shown = typed?.held === written ? typed.text : shiftedAmounts(written, -decimals)
  const put = (text: string) => {
    const next = shiftedAmounts(text, decimals)
    setTyped({ text, held: next })
    change(path, next)
  }
  return (
    <TextInput
      size="xs"
      aria-label={title}
      data-place={pointer(path)}
      disabled={!editable}
      spellCheck={false}
      value={shown}
      error={problemsAt(path).length > 0}
      onChange={(event) => put(event.currentTarget.value)}
      onBlur={() => setTyped(null)}
    />
  )
}
