import type { ManagerFigures } from '../api/manager.ts'
import { OUTCOMES } from '../branch/outcomes.ts'
import classes from './manager.module.css'
import { useWords } from './names.ts'
import { countOf } from './outcome-count.ts'
import { type OutcomesBy, outcomeHead, outcomeName } from './row-names.ts'

interface OutcomesProps {
  readonly figures: ManagerFigures
  readonly by: OutcomesBy
}

/** What contacts came to, by strategy or by adviser; the share of conversations has its 95 % interval. */
export function Outcomes({ figures, by }: OutcomesProps) {
  const words = useWords(figures)
  const { text } = words
  const rows = figures[by]
  const title = text(by === 'byAdviser' ? 'manager.outcomes_by_adviser' : 'manager.outcomes_by_strategy')
  const percent = (share: number) => Math.round(100 * share)
  return (
    <section className={`${classes.panel} ${classes.wide}`} aria-label={title}>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p>{text('manager.no_contacts')}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table} data-testid={by}>
            <thead>
              <tr>
                <th scope="col">{outcomeHead(by, words)}</th>
                <th scope="col">{text('manager.contacts')}</th>
                <th scope="col">{text('manager.talked')}</th>
                {OUTCOMES.map(({ outcome }) => (
                  <th key={outcome} scope="col">
                    {text(`outcome.${outcome}`)}
                  </th>
                ))}
                <th scope="col">{text('manager.orders')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.of ?? ''}>
                  <th scope="row">{outcomeName(row, words)}</th>
                  <td data-says={text('manager.contacts')}>{row.contacts}</td>
                  <td data-says={text('manager.talked')}>
                    {row.talked.interval
                      ? text('manager.share', {
                          share: percent(row.talked.count / row.contacts),
                          low: percent(row.talked.interval.low),
                          high: percent(row.talked.interval.high),
                        })
                      : row.talked.count}
                  </td>
                  {OUTCOMES.map(({ outcome }) => (
                    <td key={outcome} data-says={text(`outcome.${outcome}`)}>
                      {countOf(row.outcomes, outcome)}
                    </td>
                  ))}
                  <td data-says={text('manager.orders')}>{row.orders.placed}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
