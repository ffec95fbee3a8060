import { Button, Loader } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { type BacktestReport, type Behind, useBehind, type Wanted } from '../api/backtests.ts'
import { useCurrency } from '../api/bank.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { Dialog } from '../shell/dialog.tsx'
import { Refused } from '../shell/refused.tsx'
import classes from './backtest.module.css'
import { useValueName } from './words.ts'

const PAGE = 50
const WIDE = 980

/** A figure whose customers are shown. */
export interface PickedFigure {
  readonly title: string
  readonly wanted: Wanted
}

export type PickFigure = (picked: PickedFigure) => void

interface BehindProps extends PickedFigure {
  readonly report: BacktestReport
  onClose(): void
}

/** The customers behind a figure, page by page; the server writes down who looked at whom. */
export function BehindDialog({ report, title, wanted, onClose }: BehindProps) {
  const text = useText()
  const { number } = useFormats(useCurrency())
  const [offset, setOffset] = useState(0)
  const { data, error } = useBehind(report.id, { ...wanted, offset: String(offset), limit: String(PAGE) })
  const last = Math.min(offset + PAGE, data?.total ?? 0)
  return (
    <Dialog title={title} size={WIDE} onClose={onClose}>
      {error ? <Refused error={error} /> : !data && <Loader size="sm" m="md" />}
      {data && !error && (
        <>
          <div className={classes.pager}>
            <span role="status">
              {text('backtest.rows', {
                from: number(data.total === 0 ? 0 : offset + 1),
                to: number(last),
                total: number(data.total),
              })}
              {data.erased > 0 && ` ${text('backtest.erased', { count: data.erased })}`}
            </span>
            <Button
              size="xs"
              variant="default"
              disabled={offset === 0}
              onClick={() => setOffset(offset - PAGE)}
            >
              {text('backtest.before')}
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={last >= data.total}
              onClick={() => setOffset(offset + PAGE)}
            >
              {text('backtest.after')}
            </Button>
          </div>
          <Rows report={report} rows={data.rows} />
        </>
      )}
    </Dialog>
  )
}

const COLUMNS = ['day', 'branch', 'adviser', 'tier', 'strategy', 'reason'] as const

function Rows({ report, rows }: { readonly report: BacktestReport; readonly rows: Behind['rows'] }) {
  const text = useText()
  const valueName = useValueName(report)
  return (
    <section
      className={classes.behind}
      aria-label={text('backtest.customers')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keyboard only when it can be focused
      tabIndex={0}
    >
      <table>
        <thead className={classes.behindHead}>
          <tr>
            <th scope="col">{text('backtest.customer')}</th>
            {COLUMNS.map((by) => (
              <th key={by} scope="col">
                {text(`backtest.by.${by}`)}
              </th>
            ))}
            <th scope="col">{text('backtest.became')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.customer.id} ${row.day} ${row.kind}`}>
              <th scope="row">
                <Link to={`/customers/${row.customer.id}`}>{row.customer.name}</Link>
                <small>{row.customer.id}</small>
              </th>
              {COLUMNS.map((by) => (
                <td key={by}>{valueName(by, row[by])}</td>
              ))}
              <td>
                {[
                  row.fate === null
                    ? text(`backtest.standing.${row.standing}`)
                    : text(`backtest.fate.${row.fate}`),
                  ...(row.kind === null ? [] : [text(`outcome.${row.kind}`)]),
                ].join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
