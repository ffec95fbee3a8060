import { SegmentedControl, Tooltip } from '@mantine/core'
import { useState } from 'react'
import type { BacktestReport, BacktestRow, Wanted } from '../api/backtests.ts'
import { useCurrency } from '../api/bank.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { PickArea } from '../what-if/pick-area.tsx'
import classes from './backtest.module.css'
import type { PickFigure } from './behind.tsx'
import { FigureButton } from './figure-button.tsx'
import { type By, MEASURES, type Measure, minutesOf, SIDES, type Side } from './measures.ts'
import { useValueName } from './words.ts'

const ALL: BacktestRow['value'] = null

interface FiguresTableProps {
  readonly report: BacktestReport
  readonly onPick: PickFigure
}

/** The figures of both sides in all, and by day, tier, strategy, reason, branch or adviser, with bars of the lists. */
export function FiguresTable({ report, onPick }: FiguresTableProps) {
  const text = useText()
  const [by, setBy] = useState<By>('day')
  const valueName = useValueName(report)
  const rows = report.groups.find((group) => group.by === by)?.rows ?? []
  const most = Math.max(1, ...rows.flatMap(({ then, draft }) => [then.listed, draft.listed]))
  const pick = (name: string, at: Partial<Wanted>) => (measure: Measure, side: Side) =>
    onPick({
      title: `${text(measure.name)} · ${name} · ${text(`backtest.${side}`)}`,
      wanted: { side, figure: measure.id, ...at },
    })
  return (
    <section className={classes.figures} aria-label={text('backtest.figures')}>
      <SegmentedControl
        size="xs"
        aria-label={text('backtest.by')}
        value={by}
        onChange={(value) => setBy(report.groups.find((group) => group.by === value)?.by ?? by)}
        data={report.groups.map((group) => ({ value: group.by, label: text(`backtest.by.${group.by}`) }))}
      />
      <section
        className={classes.scroll}
        aria-label={text(`backtest.by.${by}`)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keyboard only when it can be focused
        tabIndex={0}
      >
        <PickArea label={text('backtest.figures')}>
          <table aria-label={text('backtest.figures')}>
            <Head by={by} />
            <tbody>
              <Row
                name={text('backtest.total')}
                row={{ value: ALL, ...report.total }}
                onPick={pick(text('backtest.total'), {})}
              />
              {rows.map((row) => {
                const name = valueName(by, row.value)
                return (
                  <Row
                    key={row.value ?? ''}
                    name={name}
                    row={row}
                    most={most}
                    onPick={pick(name, { by, ...(row.value !== null && { value: row.value }) })}
                  />
                )
              })}
            </tbody>
          </table>
        </PickArea>
      </section>
    </section>
  )
}

function Head({ by }: { readonly by: By }) {
  const text = useText()
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2}>
          {text(`backtest.by.${by}`)}
        </th>
        <td rowSpan={2} />
        {MEASURES.map(({ id, name, hint }) => (
          <th key={id} scope="colgroup" colSpan={2}>
            <Tooltip label={text(hint)} multiline w={260}>
              <span>{text(name)}</span>
            </Tooltip>
          </th>
        ))}
        <th scope="colgroup" colSpan={2}>
          {text('backtest.minutes')}
        </th>
      </tr>
      <tr>
        {[...MEASURES.map(({ id }) => id), 'minutes'].flatMap((id) =>
          SIDES.map((side) => (
            <th key={`${id} ${side}`} scope="col" data-side={side}>
              {text(`backtest.${side}`)}
            </th>
          )),
        )}
      </tr>
    </thead>
  )
}

interface RowProps {
  readonly name: string
  readonly row: BacktestRow
  /** The most that stands in any row; none for the total, which has no bars. */
  readonly most?: number
  onPick(measure: Measure, side: Side): void
}

function Row({ name, row, most, onPick }: RowProps) {
  return (
    <tr data-total={most === undefined || undefined}>
      <th scope="row">{name}</th>
      <td className={classes.bars}>
        {most !== undefined &&
          SIDES.map((side) => (
            <span
              key={side}
              data-side={side}
              style={{ width: `${Math.round((100 * row[side].listed) / most)}%` }}
            />
          ))}
      </td>
      {MEASURES.flatMap((measure) =>
        SIDES.map((side) => (
          <td key={`${measure.id} ${side}`} className={classes.number} data-side={side}>
            <FigureButton count={measure.of(row[side])} onPick={() => onPick(measure, side)} />
          </td>
        )),
      )}
      {SIDES.map((side) => (
        <td key={side} className={classes.number} data-side={side}>
          <Minutes {...minutesOf(row[side])} />
        </td>
      ))}
    </tr>
  )
}

/** Minutes on the lists, and how much that is of those there were. */
function Minutes({ minutes, capacity }: { readonly minutes: number; readonly capacity: number | null }) {
  const text = useText()
  const { number, percent } = useFormats(useCurrency())
  if (!capacity) return number(minutes)
  const share = percent(Math.round((100 * minutes) / capacity))
  return text('backtest.minutes_of', { minutes: number(minutes), share })
}
