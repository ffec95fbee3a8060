import { memo } from 'react'
import { useText } from '../locale/text.ts'
import { CellInput } from './cell-input.tsx'
import { cellText } from './cell-text.ts'
import classes from './grid.module.css'
import type { RowMarks } from './marks.ts'
import { toneOf } from './marks.ts'
import { useSheet } from './model.ts'
import { RowHead } from './row-head.tsx'
import { useShownText } from './shown-text.ts'
import type { Row } from './table.ts'

interface GridRowProps {
  readonly at: number
  /** In pixels, from the first row. */
  readonly top: number
  /** Undefined is the empty one at the end. */
  readonly row: Row | undefined
  /** The columns that are drawn. */
  readonly drawn: readonly number[]
  readonly edges: readonly number[]
  readonly marks: RowMarks | undefined
  readonly count: number | undefined
  /** The columns of it that are selected, from left to right; -1 for none. */
  readonly left: number
  readonly right: number
  /** The column of the active cell; -1 when that is in another row. */
  readonly active: number
}

/** A row of the sheet. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { at, top, row, drawn, edges, marks, count, left, right, active } = props
  const text = useText()
  const { columns, words } = useSheet()
  const shown = useShownText()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table of HTML cannot be drawn in part
    // biome-ignore lint/a11y/useFocusableInteractive: the active cell has the keyboard
    <div
      className={classes.row}
      role="row"
      aria-rowindex={at + 2}
      style={{ top }}
      data-blank={row === undefined || undefined}
    >
      <RowHead at={at} isNew={row === undefined} marks={marks?.row} count={count} selected={left >= 0} />
      {drawn.map((place) => {
        const column = columns[place]
        if (!column) return null
        const problems = marks?.cells.get(place)
        const isActive = place === active
        return (
          // biome-ignore lint/a11y/useSemanticElements: a table of HTML cannot be drawn in part
          // biome-ignore lint/a11y/useFocusableInteractive: the active cell has the keyboard
          <div
            key={place}
            className={classes.cell}
            role="gridcell"
            aria-colindex={place + 2}
            aria-selected={place >= left && place <= right}
            aria-invalid={problems && toneOf(problems) === 'problem' ? true : undefined}
            data-of={column.of}
            data-numeric={column.isNumeric || undefined}
            data-tone={problems && toneOf(problems)}
            style={{ left: edges[place], width: column.width }}
          >
            <span className={classes.text}>{row && shown(row, column)}</span>
            {isActive && (
              <CellInput
                label={text('sheet.cell', { column: column.title, row: at + 1 })}
                text={row ? cellText(row, column, words) : ''}
                isFaulty={problems !== undefined}
              />
            )}
          </div>
        )
      })}
    </div>
  )
})
