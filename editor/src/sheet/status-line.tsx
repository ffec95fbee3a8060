import type { Problem } from '@branch-playbook/engine'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconArrowDown } from '@tabler/icons-react'
import { useProblemWords } from '../document/problem-words.ts'
import { useText } from '../locale/text.ts'
import { tooLong } from './act.ts'
import { CELL_STATUS } from './cell-input.tsx'
import { type Marks, toneOf } from './marks.ts'
import { useSheet } from './model.ts'
import { nextMarked } from './next-problem.ts'
import { type Cell, clamped, heightOf, isSingle, only, rangeOf, widthOf } from './selection.ts'
import classes from './sheet.module.css'
import { useSheetState } from './sheet-state.ts'

interface StatusProps {
  readonly marks: Marks
  /** The cells at which something is marked. */
  readonly marked: readonly Cell[]
  /** Customers for whom no row is; null until they are counted. */
  readonly none: number | null
}

/** Below the sheet: what is wrong where the cursor is, and on whom it shows; otherwise what is selected. */
export function StatusLine({ marks, marked, none }: StatusProps) {
  const text = useText()
  const sheet = useSheet()
  const { selection: asked, typing, refused, select } = useSheetState()
  const selection = clamped(asked, sheet.size)
  const { row, column } = selection.active
  const range = rangeOf(selection)
  const here = [
    ...(marks.rows.get(row)?.cells.get(column) ?? []),
    ...(marks.rows.get(row)?.row ?? []),
    ...(marks.columns.get(column) ?? []),
    ...marks.table,
    ...(row >= sheet.table.rows.length - 1 ? marks.gaps : []),
  ]
  const shown = here.length > 0 || !isSingle(range) ? here : marks.gaps
  const long = typing && tooLong(sheet, [{ row, column, text: typing.text }])
  const next = nextMarked(marked, selection.active)
  return (
    <footer className={classes.status}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keyboard only when it can be focused */}
      <div id={CELL_STATUS} className={classes.here} tabIndex={0}>
        {long ? (
          <p data-tone="problem">{text('field.too_long', { most: long.most, length: long.length })}</p>
        ) : refused === null ? (
          shown.slice(0, 2).map((problem, at) => <Words key={at} problem={problem} />)
        ) : (
          <p data-tone="problem" role="alert">
            {refused}
          </p>
        )}
        {here.length === 0 && refused === null && !long && !isSingle(range) && (
          <p>{text('sheet.selected', { rows: heightOf(range), columns: widthOf(range) })}</p>
        )}
      </div>
      {none !== null && none > 0 && <span>{text('sheet.no_row', { count: none })}</span>}
      <span>{text('sheet.size', { rows: sheet.table.rows.length, columns: sheet.columns.length - 1 })}</span>
      {next && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconArrowDown size={13} aria-hidden />}
          onClick={() => select(only(next))}
        >
          {text('sheet.next_problem')}
        </Button>
      )}
    </footer>
  )
}

function Words({ problem }: { readonly problem: Problem }) {
  const text = useText()
  const { words } = useSheet()
  const said = useProblemWords()(problem)
  // The engine speaks of minor units, which the sheet shows nobody.
  const isOfAmount = AMOUNT_CODES.has(problem.code) && problem.values.kind === 'money'
  const mend = isOfAmount ? text('sheet.amount', { digits: words.digits }) : said.mend
  return (
    <p data-tone={toneOf([problem])}>
      <IconAlertTriangle size={13} aria-hidden /> {said.what} <span>{mend}</span>
    </p>
  )
}

const AMOUNT_CODES: ReadonlySet<string> = new Set([
  'cell_not_whole',
  'cell_wrong_literal',
  'table_wrong_value',
])
