import { Button, NumberInput, Progress } from '@mantine/core'
import { useState } from 'react'
import type { ListedRun } from '../../api/runs.ts'
import { useText } from '../../locale/text.ts'
import page from '../page.module.css'
import { useSeries } from './series.ts'

const FEW_DAYS = 10

/** Replays all runs of the last days, one after the other. */
export function ReplayLast({ runs }: { readonly runs: readonly ListedRun[] }) {
  const text = useText()
  const days = [...new Set(runs.map(({ day }) => day))].toSorted().toReversed()
  const [wanted, setWanted] = useState(Math.min(FEW_DAYS, days.length))
  const { outcomes, underWay, start, stop } = useSeries()
  const first = days[wanted - 1] ?? ''
  const chosen = [...new Set(runs.filter(({ day }) => day >= first).map(({ id }) => id))]
  const done = chosen.filter((id) => outcomes.has(id))
  const same = done.filter((id) => {
    const outcome = outcomes.get(id)
    return outcome && 'replay' in outcome && outcome.replay.same
  })
  return (
    <section className={page.panel} aria-labelledby="replay-last">
      <h2 id="replay-last">{text('runs.replay_last')}</h2>
      <p>{text('runs.replay_what')}</p>
      <div className={page.row}>
        <NumberInput
          size="xs"
          w={90}
          aria-label={text('runs.days')}
          min={1}
          max={days.length}
          allowDecimal={false}
          clampBehavior="strict"
          disabled={underWay !== null}
          value={wanted}
          onChange={(value) => setWanted(Math.max(1, Number(value) || 1))}
        />
        <span>{text('runs.days_of', { days: days.length })}</span>
        {underWay ? (
          <Button size="xs" variant="default" onClick={stop}>
            {text('runs.stop')}
          </Button>
        ) : (
          <Button size="xs" onClick={() => void start(chosen)}>
            {text('runs.start', { runs: chosen.length })}
          </Button>
        )}
        <span aria-live="polite">
          {underWay
            ? text('runs.under_way', { at: underWay.done + 1, runs: underWay.runs.length })
            : done.length > 0 &&
              text('runs.replayed_so_far', { done: done.length, runs: chosen.length, same: same.length })}
        </span>
      </div>
      {underWay && (
        <Progress
          mt="sm"
          size="sm"
          aria-label={text('runs.replay_last')}
          value={(100 * underWay.done) / underWay.runs.length}
        />
      )}
    </section>
  )
}
