import {
  formatDay,
  type Playbook,
  parseDay,
  proposalsFor,
  SEGMENTATIONS,
  type Segmentation,
  SUCCESSES,
  type Success,
} from '@branch-playbook/engine'
import { Button, Loader, NativeSelect, SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useBank, useCurrency } from '../api/bank.ts'
import { type Learning, useLearning } from '../api/learning.ts'
import { useCommands } from '../commands/command.ts'
import { useDocument } from '../document/store.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { announce } from '../shell/announce.tsx'
import { Refused } from '../shell/refused.tsx'
import type { PanelProps } from '../workshop/panels.ts'
import classes from './learning.module.css'
import { Quality } from './quality.tsx'
import { RateTable } from './rate-table.tsx'
import { rowsOf } from './rows.ts'

/** Makes a bank with results to learn from. */
const DEMO = 'npm run bank -- demo --days 30'

const PERIODS = [91, 182, 365]

/** What contacts came to, held against the likelihoods of the playbook; picked numbers become edits of the draft. */
export function LearningPanel({ playbook, editable }: PanelProps) {
  const text = useText()
  const { data: bank } = useBank()
  const [days, setDays] = useState(182)
  const [success, setSuccess] = useState<Success>('interested')
  const [by, setBy] = useState<Segmentation>('strategy')
  const today = bank && parseDay(bank.day)
  const from = typeof today === 'number' ? formatDay(today - days) : undefined
  const { data, error, refetch } = useLearning(playbook.id, success, from)
  return (
    <section className={classes.panel} aria-label={text('learning.title')} data-testid="learning-panel">
      <header className={classes.bar}>
        <NativeSelect
          size="xs"
          aria-label={text('learning.period')}
          value={days}
          onChange={({ currentTarget }) => setDays(Number(currentTarget.value))}
          data={PERIODS.map((value) => ({
            value: String(value),
            label: text('learning.days', { days: value }),
          }))}
        />
        <SegmentedControl
          size="xs"
          aria-label={text('learning.success')}
          value={success}
          onChange={(value) => setSuccess(SUCCESSES.find((each) => each === value) ?? success)}
          data={SUCCESSES.map((value) => ({ value, label: text(`learning.success.${value}`) }))}
        />
        <SegmentedControl
          size="xs"
          aria-label={text('learning.by')}
          value={by}
          onChange={(value) => setBy(SEGMENTATIONS.find((each) => each === value) ?? by)}
          data={SEGMENTATIONS.map((value) => ({ value, label: text(`learning.by.${value}`) }))}
        />
      </header>
      {error && !data && <Refused error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loader size="sm" m="md" />}
      {data && data.occasions === 0 && (
        <div className={classes.empty}>
          <p>{text('learning.none')}</p>
          <p>{text('learning.none_how')}</p>
          <code>{DEMO}</code>
        </div>
      )}
      {data && data.occasions > 0 && (
        <Learned
          // What was picked of other counts is not picked of these.
          key={`${data.basis.evidence} ${by}`}
          playbook={playbook}
          editable={editable}
          learning={data}
          by={by}
        />
      )}
    </section>
  )
}

interface LearnedProps {
  readonly playbook: Playbook
  readonly editable: boolean
  readonly learning: Learning
  readonly by: Segmentation
}

function Learned({ playbook, editable, learning, by }: LearnedProps) {
  const text = useText()
  const { number, day } = useFormats(useCurrency())
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const rows = useMemo(() => rowsOf(playbook, learning, by), [playbook, learning, by])
  const proposed = rows.filter(({ isProposed }) => isProposed)
  const wanted = proposed.filter(({ key }) => picked.has(key))
  const pickAll = () => setPicked(new Set(proposed.map(({ key }) => key)))
  const put = () => {
    const edits = proposalsFor(playbook, by, wanted, learning.basis)
    useDocument.getState().changeAll(edits, { text: 'step.learned', values: { count: wanted.length } })
    setPicked(new Set())
    announce(text('learning.was_put', { count: wanted.length }))
  }
  useCommands([
    {
      id: 'learning-all',
      name: 'learning.all_proposed',
      group: 'check',
      enabled: editable && proposed.length > 0,
      run: pickAll,
    },
    { id: 'learning-put', name: 'learning.put_picked', group: 'check', enabled: wanted.length > 0, run: put },
  ])
  const { basis, occasions, leftOut } = learning
  return (
    <>
      <div className={classes.acts}>
        <p>
          {text('learning.counted', {
            occasions: number(occasions),
            from: day(basis.from),
            until: day(basis.until),
          })}
          {leftOut.unplanned + leftOut.elsewhere + leftOut.open > 0 && (
            <span>
              {text('learning.left_out', {
                unplanned: number(leftOut.unplanned),
                elsewhere: number(leftOut.elsewhere),
                open: number(leftOut.open),
              })}
            </span>
          )}
        </p>
        {editable && (
          <>
            <Button size="compact-xs" variant="subtle" disabled={proposed.length === 0} onClick={pickAll}>
              {text('learning.all_proposed')}
            </Button>
            <Button size="compact-xs" disabled={wanted.length === 0} onClick={put}>
              {text('learning.put', { count: wanted.length })}
            </Button>
          </>
        )}
      </div>
      <div className={classes.columns}>
        <RateTable
          rows={rows}
          by={by}
          picked={picked}
          onPick={editable ? setPicked : null}
          playbook={playbook}
        />
        <Quality playbook={playbook} cells={learning.cells} by={by} />
      </div>
    </>
  )
}
