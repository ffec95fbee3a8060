import { Button } from '@mantine/core'
import { useState } from 'react'
import { type History, useDecidedAgain, useHistory } from '../../api/history.ts'
import { TierMark } from '../../branch/tier-mark.tsx'
import { useBilingual, useText } from '../../locale/text.ts'
import { Refused } from '../../shell/refused.tsx'
import classes from '../customer-page.module.css'
import type { SectionProps } from '../sections.ts'
import { Panel } from './panel.tsx'

/** Days without a list that are decided again at a time: each takes the server a while. */
const AT_A_TIME = 5

interface Row extends Omit<History['standings'][number], 'version'> {
  readonly version: number | null
  /** Not on record: no list of that day had him, so its run decided him again. */
  readonly again: boolean
}

/** What tier and strategy he had when, and which version decided so. */
export function StandingHistory({ page: { customer } }: SectionProps) {
  const text = useText()
  const { data: history, error, refetch } = useHistory(customer.id)
  const [wanted, setWanted] = useState(0)
  const unlisted = history?.unlisted ?? []
  const lines = useDecidedAgain(
    customer.id,
    unlisted.slice(0, wanted).map(({ run }) => run),
  )
  const failed = lines.find((line) => line.error)?.error ?? error
  const askAgain = () => {
    if (error) void refetch()
    for (const line of lines) if (line.error) void line.refetch()
  }
  const rows: Row[] = [
    ...(history?.standings ?? []).map((each) => ({
      ...each,
      version: each.version?.version ?? null,
      again: false,
    })),
    ...lines.flatMap(({ data }): Row[] =>
      data
        ? [
            {
              from: data.run.day,
              until: data.run.day,
              tier: data.tier,
              strategy: data.strategy,
              version: data.playbook.version,
              experiment: data.experiment,
              side: SIDES.find((each) => each === data.side) ?? null,
              again: true,
            },
          ]
        : [],
    ),
  ]
  return (
    <Panel
      title={text('standing.title')}
      empty={!failed && rows.length + unlisted.length === 0 && text('standing.none')}
    >
      <ol className={classes.standings}>
        {rows
          .toSorted((left, right) => (left.until < right.until ? 1 : -1))
          .map((row) => (
            <Stood key={`${row.from} ${row.version}`} row={row} />
          ))}
      </ol>
      {failed && <Refused error={failed} onRetry={askAgain} />}
      {wanted < unlisted.length && (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={lines.some(({ isFetching }) => isFetching)}
          onClick={() => setWanted(wanted + AT_A_TIME)}
        >
          {text('standing.decide', { days: Math.min(AT_A_TIME, unlisted.length - wanted) })}
        </Button>
      )}
    </Panel>
  )
}

const SIDES = ['champion', 'challenger', 'holdout'] as const

function Stood({ row }: { readonly row: Row }) {
  const text = useText()
  const bilingual = useBilingual()
  return (
    <li>
      <span className={classes.entryHead}>
        <TierMark tier={row.tier} />
        <span>{row.strategy ? bilingual(row.strategy.name) : text('standing.no_strategy')}</span>
      </span>
      <span className={classes.small}>
        {row.from === row.until ? row.from : text('standing.span', { from: row.from, until: row.until })}
        {' · '}
        {row.version === null
          ? text('standing.no_version')
          : text('standing.version', { version: row.version })}
        {row.experiment && row.side && (
          <>
            {' · '}
            {text('standing.side', { experiment: row.experiment, side: text(`side.${row.side}`) })}
          </>
        )}
        {row.again && <> · {text('standing.again')}</>}
      </span>
    </li>
  )
}
