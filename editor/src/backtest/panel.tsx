import { Loader } from '@mantine/core'
import { useState } from 'react'
import { usePastDays } from '../api/backtests.ts'
import { useDocument } from '../document/store.ts'
import { useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { Refused } from '../shell/refused.tsx'
import classes from './backtest.module.css'
import { Bar } from './bar.tsx'
import { BehindDialog, type PickedFigure } from './behind.tsx'
import { FiguresTable } from './figures-table.tsx'
import { Happened } from './happened.tsx'
import { periodsOf } from './period.ts'
import { BacktestFailed, useBacktest } from './store.ts'

/** The playbook as it is edited, held against past days: what lists it would have made, and what really happened. */
export function BacktestPanel() {
  const text = useText()
  const { data: days, error, refetch } = usePastDays()
  const report = useBacktest((state) => state.report)
  const [behind, setBehind] = useState<PickedFigure | null>(null)
  if (error && !days) return <Refused error={error} onRetry={() => void refetch()} />
  if (!days) return <Loader size="sm" m="md" />
  const periods = periodsOf(days.flatMap(({ day, kept }) => (kept ? [day] : [])))
  return (
    <section className={classes.panel} aria-label={text('backtest.title')}>
      {periods.length === 0 ? (
        <div className={classes.empty}>
          <Notice tone="plain" title={text('backtest.none')} text={text('backtest.none_what')} />
        </div>
      ) : (
        <>
          <Bar periods={periods} />
          <State />
          {report && (
            <div className={classes.columns}>
              <Happened report={report} onPick={setBehind} />
              <FiguresTable report={report} onPick={setBehind} />
            </div>
          )}
          {report && behind && <BehindDialog report={report} {...behind} onClose={() => setBehind(null)} />}
        </>
      )}
    </section>
  )
}

/** What to know before one reads the figures: why there are none, or that they are of another playbook by now. */
function State() {
  const text = useText()
  const { report, error, progress, stopped } = useBacktest()
  const hash = useDocument((state) => state.reading.plan?.hash)
  if (error instanceof BacktestFailed)
    return <Notice tone="problem" title={text('backtest.failed')} text={text('backtest.failed_what')} />
  if (error) return <Refused error={error} />
  if (report)
    return hash !== report.basis.hash && progress === null ? (
      <p className={classes.edited} role="status">
        {text('backtest.edited')}
      </p>
    ) : null
  if (progress !== null) return null
  return (
    <div className={classes.empty}>
      <Notice
        tone="plain"
        title={text(stopped ? 'backtest.stopped' : 'backtest.idle')}
        text={text('backtest.idle_what')}
      />
    </div>
  )
}
