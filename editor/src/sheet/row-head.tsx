import type { Problem } from '@branch-playbook/engine'
import { IconAlertTriangle, IconGripVertical } from '@tabler/icons-react'
import { useText } from '../locale/text.ts'
import classes from './grid.module.css'
import { toneOf } from './marks.ts'
import { useSheet } from './model.ts'

interface RowHeadProps {
  readonly at: number
  readonly isNew: boolean
  readonly marks: readonly Problem[] | undefined
  readonly count: number | undefined
  readonly selected: boolean
}

/** The head of a row: its number, whether it is at odds with others, and how many customers it is for. */
export function RowHead({ at, isNew, marks = [], count, selected }: RowHeadProps) {
  const text = useText()
  const { editable } = useSheet()
  const tone = toneOf(marks)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table of HTML cannot be drawn in part
    // biome-ignore lint/a11y/useFocusableInteractive: the active cell has the keyboard
    <div
      className={classes.rowHead}
      role="rowheader"
      aria-colindex={1}
      data-selected={selected || undefined}
      data-tone={tone}
    >
      {editable && !isNew && (
        <span className={classes.grip} data-grip aria-hidden>
          <IconGripVertical size={13} />
        </span>
      )}
      <span className={classes.number}>{isNew ? '+' : at + 1}</span>
      {tone && (
        <span className={classes.mark}>
          <IconAlertTriangle size={13} aria-hidden />
          <span className="spoken">{text('problems.count', { count: marks.length })}</span>
        </span>
      )}
      {count !== undefined && !isNew && (
        <span className={classes.count} data-none={count === 0 || undefined}>
          <span aria-hidden>{count.toLocaleString('en')}</span>
          <span className="spoken">{text('sheet.customers', { count })}</span>
        </span>
      )}
    </div>
  )
}
