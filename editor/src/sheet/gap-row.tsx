import { Button } from '@mantine/core'
import { memo } from 'react'
import { useText } from '../locale/text.ts'
import { cellText } from './cell-text.ts'
import classes from './grid.module.css'
import { useSheet } from './model.ts'
import { closeGaps } from './rearrange.ts'
import type { Row } from './table.ts'

interface GapRowProps {
  readonly at: number
  readonly top: number
  /** A row that would apply to the customer. */
  readonly row: Row
  readonly drawn: readonly number[]
  readonly edges: readonly number[]
}

/** Where the table leaves somebody out: a customer whom no row covers, in the place of the row that is not there. */
export const GapRow = memo(function GapRow({ at, top, row, drawn, edges }: GapRowProps) {
  const text = useText()
  const sheet = useSheet()
  const { columns, words, editable } = sheet
  const afterTests = drawn.find((place) => columns[place]?.of !== 'when')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table of HTML cannot be drawn in part
    // biome-ignore lint/a11y/useFocusableInteractive: the active cell has the keyboard
    <div className={classes.row} role="row" aria-rowindex={at + 2} data-gap style={{ top }}>
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
            onClick={() => closeGaps(sheet, [row])}
          >
            {text('sheet.close_gap')}
          </Button>
        ) : (
          <span>{text('sheet.gap_short')}</span>
        )}
      </div>
      {drawn.map((place) => {
        const column = columns[place]
        if (!column || (column.of !== 'when' && place !== afterTests)) return null
        const isWhy = place === afterTests
        return (
          // biome-ignore lint/a11y/useSemanticElements: a table of HTML cannot be drawn in part
          // biome-ignore lint/a11y/useFocusableInteractive: the active cell has the keyboard
          <div
            key={place}
            className={classes.cell}
            role="gridcell"
            aria-colindex={place + 2}
            aria-colspan={isWhy ? columns.length - place : undefined}
            style={{
              left: edges[place],
              width: isWhy ? (edges.at(-1) ?? 0) - (edges[place] ?? 0) : column.width,
            }}
          >
            <span className={classes.text}>{isWhy ? text('sheet.gap') : cellText(row, column, words)}</span>
          </div>
        )
      })}
    </div>
  )
})
