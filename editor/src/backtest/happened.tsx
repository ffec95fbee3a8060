import type { BacktestReport, Wanted } from '../api/backtests.ts'
import { useCurrency } from '../api/bank.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { PickArea } from '../what-if/pick-area.tsx'
import classes from './backtest.module.css'
import type { PickFigure } from './behind.tsx'
import { FigureButton } from './figure-button.tsx'

/** On whose lists those were with whom something really happened. */
const WHERE = [
  { id: 'both', side: 'draft', figure: 'inside', other: 'inside' },
  { id: 'draft', side: 'draft', figure: 'inside', other: 'outside' },
  { id: 'then', side: 'then', figure: 'inside', other: 'outside' },
  { id: 'neither', side: 'draft', figure: 'outside', other: 'outside' },
] as const satisfies readonly (Pick<Wanted, 'side' | 'figure' | 'other'> & { id: string })[]

interface HappenedProps {
  readonly report: BacktestReport
  readonly onPick: PickFigure
}

/** What really happened: inside or outside of both lists, what became of the customers, and what cannot be known. */
export function Happened({ report, onPick }: HappenedProps) {
  const text = useText()
  return (
    <section
      className={classes.happened}
      aria-label={text('backtest.happened')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and by keyboard only when it can be focused
      tabIndex={0}
    >
      <PickArea label={text('backtest.happened')}>
        <table aria-label={text('backtest.happened')}>
          <thead>
            <tr>
              <th scope="col">{text('backtest.happened')}</th>
              {report.happened.map(({ kind }) => (
                <th key={kind} scope="col">
                  {text(`outcome.${kind}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {WHERE.map(({ id, ...where }) => (
              <tr key={id}>
                <th scope="row">{text(`backtest.where.${id}`)}</th>
                {report.happened.map(({ kind, ...counts }) => (
                  <td key={kind} className={classes.number}>
                    <FigureButton
                      count={counts[id]}
                      onPick={() =>
                        onPick({
                          title: `${text(`outcome.${kind}`)} · ${text(`backtest.where.${id}`)}`,
                          wanted: { ...where, kind },
                        })
                      }
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </PickArea>
      <Stood report={report} />
      <Unknown report={report} />
    </section>
  )
}

/** What had become that day of those with whom something happened. */
function Stood({ report }: { readonly report: BacktestReport }) {
  const text = useText()
  const { number } = useFormats(useCurrency())
  const rows = report.stood.filter(({ then, draft }) => then + draft > 0)
  if (rows.length === 0) return null
  return (
    <table aria-label={text('backtest.stood')}>
      <thead>
        <tr>
          <th scope="col">{text('backtest.stood')}</th>
          <th scope="col">{text('backtest.then')}</th>
          <th scope="col">{text('backtest.draft')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ standing, then, draft }) => (
          <tr key={standing}>
            <th scope="row">{text(`backtest.standing.${standing}`)}</th>
            <td className={classes.number}>{number(then)}</td>
            <td className={classes.number}>{number(draft)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What the figures do not tell, and against what they stand. */
function Unknown({ report }: { readonly report: BacktestReport }) {
  const text = useText()
  const { number, day } = useFormats(useCurrency())
  const { basis, total, beyond } = report
  const own = total.draft.listed - total.draft.shared
  return (
    <ul className={classes.unknown}>
      {basis.inForce.map(({ id, version, days }) => (
        <li key={`${id} ${version}`}>{text('backtest.against', { playbook: id, version, days })}</li>
      ))}
      {own > 0 && <li>{text('backtest.never_called', { count: number(own) })}</li>}
      {total.draft.unworked > 0 && (
        <li>{text('backtest.never_worked', { count: number(total.draft.unworked) })}</li>
      )}
      {total.draft.open > 0 && <li>{text('backtest.still_open', { count: number(total.draft.open) })}</li>}
      {beyond > 0 && <li>{text('backtest.beyond', { count: number(beyond) })}</li>}
      {basis.skipped.map(({ day: skipped, why, detail }) => (
        <li key={skipped} data-tone="caution">
          {text(`backtest.skipped.${why}`, { day: day(skipped), detail: detail ?? '' })}
        </li>
      ))}
    </ul>
  )
}
