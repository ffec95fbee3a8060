import { ActionIcon, Button, NativeSelect, Progress, Tooltip } from '@mantine/core'
import { IconDownload, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useState } from 'react'
import { useCurrency } from '../api/bank.ts'
import { useCommands } from '../commands/command.ts'
import { isDocument } from '../document/reading.ts'
import { useDocument } from '../document/store.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import classes from './backtest.module.css'
import { useExport } from './export.ts'
import type { Period } from './period.ts'
import { useBacktest } from './store.ts'

/** For so many days, that of the list included, a contact can count for it. */
const WINDOWS = [1, 3, 7, 14, 31]
const WINDOW = 7
const MONTH = 20

/** Which days, how a contact counts, run and stop, how far it is, and the figures to take away. */
export function Bar({ periods }: { readonly periods: readonly Period[] }) {
  const text = useText()
  const [chosen, setChosen] = useState<string | null>(null)
  const [window, setWindow] = useState(WINDOW)
  const { progress, report, start, stop } = useBacktest()
  const takeAway = useExport()
  const decidable = useDocument((state) => state.reading.plan !== null)
  const longest = periods.findLast(({ every, days }) => every === 'day' && days <= MONTH)
  const period = periods.find(({ id }) => id === chosen) ?? longest ?? periods[0]
  const run = () => {
    const { document, opened } = useDocument.getState()
    if (!period || !opened || !isDocument(document)) return
    const { from, to, every } = period
    void start({ playbook: opened.playbook, document, from, to, every, window })
  }
  const isRunning = progress !== null
  useCommands([
    { id: 'backtest-run', name: 'backtest.run', group: 'check', enabled: decidable && !isRunning, run },
    { id: 'backtest-stop', name: 'backtest.stop', group: 'check', enabled: isRunning, run: stop },
    {
      id: 'backtest-export',
      name: 'backtest.export',
      group: 'check',
      enabled: report !== null,
      run: takeAway,
    },
  ])
  const periodName = ({ id, days }: Period) => {
    if (id === 'months') return text('backtest.months', { days })
    return text(id === 'all' ? 'backtest.all_days' : 'backtest.last_days', { days })
  }
  return (
    <header className={classes.bar}>
      <h2 className="spoken">{text('backtest.title')}</h2>
      <NativeSelect
        size="xs"
        aria-label={text('backtest.period')}
        disabled={isRunning}
        value={period?.id ?? ''}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        data={periods.map((each) => ({ value: each.id, label: periodName(each) }))}
      />
      <NativeSelect
        size="xs"
        aria-label={text('backtest.window')}
        title={text('backtest.window')}
        disabled={isRunning}
        value={String(window)}
        onChange={({ currentTarget }) => setWindow(Number(currentTarget.value))}
        data={WINDOWS.map((days) => ({ value: String(days), label: text('backtest.within', { days }) }))}
      />
      {isRunning ? (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlayerStop size={14} aria-hidden />}
          onClick={stop}
        >
          {text('backtest.stop')}
        </Button>
      ) : (
        <Button
          size="xs"
          disabled={!decidable}
          leftSection={<IconPlayerPlay size={14} aria-hidden />}
          onClick={run}
        >
          {text('backtest.run')}
        </Button>
      )}
      <HowFar />
      {report && !isRunning && (
        <>
          <span className={classes.key} aria-hidden>
            <i data-side="then" /> {text('backtest.then')} <i data-side="draft" /> {text('backtest.draft')}
          </span>
          <Tooltip label={text('backtest.export')}>
            <ActionIcon size={30} variant="default" aria-label={text('backtest.export')} onClick={takeAway}>
              <IconDownload size={15} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </>
      )}
    </header>
  )
}

/** How far a backtest is, seen and said. */
function HowFar() {
  const text = useText()
  const { day } = useFormats(useCurrency())
  const progress = useBacktest((state) => state.progress)
  const isDeciding = progress?.state === 'deciding'
  return (
    <>
      <span className={classes.far} role="status">
        {progress?.state === 'waiting' && text('backtest.waiting')}
        {isDeciding &&
          text('backtest.deciding', { day: day(progress.day), at: progress.done + 1, days: progress.days })}
      </span>
      {isDeciding && (
        <Progress
          className={classes.progress ?? ''}
          size="sm"
          aria-label={text('backtest.title')}
          value={(100 * progress.done) / progress.days}
        />
      )}
    </>
  )
}
