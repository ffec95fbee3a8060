import { Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../locale/text.ts'
import { OpenAsSheet } from '../../sheet/open-as-sheet.tsx'
import type { FieldProps } from '../context.ts'
import { Problems, useFrame } from '../frame.tsx'
import classes from '../inspector.module.css'
import { useShownRow } from '../shown-place.ts'
import { useColumns } from './columns.ts'
import { GridRow } from './grid-row.tsx'
import { Tool } from './tool.tsx'

/** So many rows are drawn at a time. */
const PAGE = 30

/** The rows of a table as a grid: the cells as they are written, and what is wrong with one at the cell. */
export function RowsField({ form, path, words, value }: FieldProps<'rows'>) {
  const text = useText()
  const { labels, problems, editable, move, node } = useFrame({ path, words, optional: false })
  const columns = useColumns(form)
  const rows: readonly unknown[] = Array.isArray(value) ? value : []
  const asked = useShownRow(path)
  const [turned, turn] = useState<{ readonly page: number; readonly asked: number | null } | null>(null)
  const last = Math.max(0, Math.ceil(rows.length / PAGE) - 1)
  const wanted = turned && turned.asked === asked ? turned.page : Math.floor((asked ?? 0) / PAGE)
  const page = Math.min(last, wanted)
  const show = (next: number) => turn({ page: next, asked })
  const name = labels.field(words)
  const from = page * PAGE
  return (
    <fieldset className={classes.list}>
      <legend>{name}</legend>
      <Problems problems={problems} />
      {node.kind === 'table' && <OpenAsSheet table={node.id} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keyboard only when it can be focused */}
      <section className={classes.wide} aria-label={name} tabIndex={0}>
        <table className={classes.rows}>
          <thead>
            <tr>
              <th scope="col">{text('rows.number')}</th>
              {columns.map((column) => (
                <th
                  key={`${column.field} ${column.at}`}
                  scope="col"
                  data-result={column.isResult || undefined}
                >
                  {column.title}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          {rows.slice(from, from + PAGE).map((row, place) => (
            <GridRow
              key={from + place}
              at={from + place}
              last={rows.length - 1}
              form={form}
              path={path}
              words={words}
              value={row}
              columns={columns}
            />
          ))}
        </table>
      </section>
      {last > 0 && (
        <p className={classes.pager}>
          <Tool label={text('rows.before')} disabled={page === 0} onClick={() => show(page - 1)}>
            <IconChevronLeft size={14} />
          </Tool>
          {text('rows.shown', { from: from + 1, to: Math.min(rows.length, from + PAGE), count: rows.length })}
          <Tool label={text('rows.after')} disabled={page === last} onClick={() => show(page + 1)}>
            <IconChevronRight size={14} />
          </Tool>
        </p>
      )}
      {editable && (
        <Button
          size="compact-xs"
          variant="subtle"
          w="fit-content"
          leftSection={<IconPlus size={13} />}
          onClick={() => {
            move(path, form.item, { move: 'add' })
            show(Math.floor(rows.length / PAGE))
          }}
        >
          {text('list.add', { name })}
        </Button>
      )}
    </fieldset>
  )
}
