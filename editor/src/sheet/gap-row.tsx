import type { Problem } from '@branch-playbook/engine'
import { Button } from '@mantine/core'
import { memo } from 'react'
import { useText } from '../locale/text.ts'
import { cellText } from './cell-text.ts'
import { blankRow } from './edits.ts'
import classes from './grid.module.css'
import { type Sheet, useSheet } from './model.ts'
import { addRows } from './rearrange.ts'
import { ANYTHING, type Row, type Table } from './table.ts'

interface GapRowProps {
  readonly at: number
  readonly top: number
  readonly gap: Problem
  readonly drawn: readonly number[]
  readonly edges: readonly number[]
}

/** Where the table leaves somebody out: a customer whom no row covers, in the place of the row that is not there. */
export const GapRow = memo(function GapRow({ at, top, gap, drawn, edges }: GapRowProps) {
  const text = useText()
  const sheet = useSheet()
  const { columns, words, table, editable } = sheet
  const row = rowFor(table, gap)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table of HTML cannot be drawn in part
    // biome-ignore lint/a11y/useFocusableInteractive: the active cell has the keyboard
    <div
      className={classes.row}
      role="row"
      aria-rowindex={at + 2}
      data-gap
      style={{ transform: `translateY(${top}px)` }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a table of HTML cannot be drawn in part */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the active cell has the keyboard */}
      <div className={classes.rowHead} role="rowheader" aria-colindex={1} data-tone="caution">
        <span className="spoken">{text('sheet.gap')}</span>
        {editable ? (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            tabIndex={-1}
            title={text('sheet.gap')}
            onClick={() => closeGaps(sheet, [gap])}
          >
            {text('sheet.close_gap')}
          </Button>
        ) : (
          <span>{text('sheet.gap_short')}</span>
        )}
      </div>
      {drawn.map((place) => {
        const column = columns[place]
        if (!column) return null
        return (
          // biome-ignore lint/a11y/useSemanticElements: a table of HTML cannot be drawn in part
          // biome-ignore lint/a11y/useFocusableInteractive: the active cell has the keyboard
          <div
            key={place}
            className={classes.cell}
            role="gridcell"
            aria-colindex={place + 2}
            style={{ left: edges[place], width: column.width }}
          >
            <span className={classes.text}>
              {column.of === 'when' ? cellText(row, column, words) : column.of === 'then' ? '?' : ''}
            </span>
          </div>
        )
      })}
    </div>
  )
})

/** Adds a row for each customer whom the table leaves out. */
export function closeGaps(sheet: Sheet, gaps: readonly Problem[]): void {
  const rows = gaps.map((gap) => rowFor(sheet.table, gap))
  addRows(sheet, sheet.table.rows.length, rows)
}

/** A row for the customer on whom a gap shows. */
function rowFor(table: Table, { witness }: Problem): Row {
  const figures = new Map(witness?.written)
  const when = table.inputs.map(({ of }) => {
    const figure = figures.get(of)
    return figure === null ? 'missing' : (figure ?? ANYTHING)
  })
  return { ...blankRow(table), when }
}
