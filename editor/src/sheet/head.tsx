import type { Problem } from '@branch-playbook/engine'
import { memo } from 'react'
import { useText } from '../locale/text.ts'
import type { Column } from './columns.ts'
import classes from './grid.module.css'
import { HEAD_HEIGHT } from './layout.ts'
import { toneOf } from './marks.ts'
import { useSheet } from './model.ts'
import type { Range } from './selection.ts'

interface HeadProps {
  readonly drawn: readonly number[]
  readonly edges: readonly number[]
  readonly width: number
  readonly marks: ReadonlyMap<number, readonly Problem[]>
  readonly selected: Range
}

/** The heads of the columns: what is tested or given, and of which kind it is. */
export const Head = memo(function Head({ drawn, edges, width, marks, selected }: HeadProps) {
  const text = useText()
  const { columns } = useSheet()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table of HTML cannot be drawn in part
    <div className={classes.head} role="rowgroup" style={{ height: HEAD_HEIGHT, width }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table of HTML cannot be drawn in part */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the active cell has the keyboard */}
      <div role="row" aria-rowindex={1}>
        {/* biome-ignore lint/a11y/useSemanticElements: a table of HTML cannot be drawn in part */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the active cell has the keyboard */}
        <div className={classes.corner} role="columnheader" aria-colindex={1}>
          <span>{text('rows.number')}</span>
          <span>{text('sheet.customers_head')}</span>
        </div>
        {drawn.map((place) => {
          const column = columns[place]
          if (!column) return null
          return (
            // biome-ignore lint/a11y/useSemanticElements: a table of HTML cannot be drawn in part
            // biome-ignore lint/a11y/useFocusableInteractive: the active cell has the keyboard
            <div
              key={place}
              className={classes.columnHead}
              role="columnheader"
              aria-colindex={place + 2}
              data-of={column.of}
              data-column={place}
              data-selected={(place >= selected.left && place <= selected.right) || undefined}
              data-tone={toneOf(marks.get(place) ?? [])}
              style={{ left: edges[place], width: column.width }}
              title={column.title}
            >
              <span className={classes.title}>{column.title}</span>
              <Kind column={column} />
            </div>
          )
        })}
      </div>
    </div>
  )
})

/** Whether a column tests or gives, and what kind of figure. */
function Kind({ column: { of, type, isText } }: { readonly column: Column }) {
  const text = useText()
  if (of === 'note') return null
  const kind = isText ? 'text' : type?.kind
  return (
    <small className={classes.kind}>
      {text(of === 'when' ? 'sheet.tests' : 'sheet.gives')}
      {kind && ` · ${text(kind === 'date' ? 'sheet.date' : `choice.${kind}`)}`}
    </small>
  )
}
