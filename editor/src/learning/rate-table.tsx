import type { Playbook, Segmentation } from '@branch-playbook/engine'
import { Checkbox } from '@mantine/core'
import { useCurrency } from '../api/bank.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { useNames } from '../nodes/names.ts'
import classes from './learning.module.css'
import type { Row } from './rows.ts'
import { useSaid } from './said.ts'
import { useSegmentName } from './segment-name.ts'

interface RateTableProps {
  readonly playbook: Playbook
  readonly rows: readonly Row[]
  readonly by: Segmentation
  readonly picked: ReadonlySet<string>
  /** Null for whoever may not change the playbook. */
  readonly onPick: ((picked: ReadonlySet<string>) => void) | null
}

/** Each segment: what the playbook has, what was learned, of how many contacts, and what was seen with its interval. */
export function RateTable({ playbook, rows, by, picked, onPick }: RateTableProps) {
  const text = useText()
  const { nameOf } = useNames()
  const { number, percent } = useFormats(useCurrency())
  const segmentName = useSegmentName(playbook)
  const most = Math.max(...rows.map(({ interval }) => interval.high), 0.01)
  const said = useSaid()
  const toggle = (key: string) => {
    const next = new Set(picked)
    if (!next.delete(key)) next.add(key)
    onPick?.(next)
  }
  return (
    <section
      className={classes.rates}
      aria-label={text('learning.rates')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keyboard only when it can be focused
      tabIndex={0}
    >
      <table aria-label={text('learning.rates')}>
        <thead>
          <tr>
            {onPick && (
              <th scope="col">
                <span className="spoken">{text('learning.pick')}</span>
              </th>
            )}
            <th scope="col">{text('learning.occasion')}</th>
            <th scope="col">{text(`learning.by.${by}`)}</th>
            <th scope="col">{text('learning.present')}</th>
            <th scope="col">{text('learning.learned')}</th>
            <th scope="col">{text('learning.tries')}</th>
            <th scope="col" colSpan={2}>
              {text('learning.seen')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => {
            const source = row.source === null ? text('learning.any_occasion') : nameOf(row.source)
            const segment = segmentName(row.segment, row.source === null || by === 'strategy')
            const isFirst = rows[at - 1]?.source !== row.source
            return (
              <tr key={row.key} data-first={isFirst || undefined} data-faint={!row.isEnough || undefined}>
                {onPick && (
                  <td>
                    {row.isProposed && (
                      <Checkbox
                        size="xs"
                        aria-label={text('learning.pick_row', { occasion: source, segment })}
                        checked={picked.has(row.key)}
                        onChange={() => toggle(row.key)}
                      />
                    )}
                  </td>
                )}
                <td>{isFirst ? source : <span className="spoken">{source}</span>}</td>
                <th scope="row">{segment}</th>
                <td className={classes.number}>{row.present === null ? '–' : percent(row.present)}</td>
                <td className={classes.number}>
                  {row.isEnough ? <strong>{percent(row.estimate)}</strong> : text('learning.too_few')}
                </td>
                <td className={classes.number}>
                  {text('learning.of', { successes: number(row.successes), tries: number(row.tries) })}
                </td>
                <td className={classes.interval}>
                  <svg aria-hidden>
                    <line
                      x1={`${(100 * row.interval.low) / most}%`}
                      x2={`${(100 * row.interval.high) / most}%`}
                      y1="50%"
                      y2="50%"
                    />
                    <circle cx={`${(100 * row.seen) / most}%`} cy="50%" r="3.5" />
                  </svg>
                </td>
                <td className={classes.number}>{said.seen(row)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
