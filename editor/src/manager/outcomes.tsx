import type { ManagerFigures } from '../api/manager.ts'
import { OUTCOMES } from '../branch/outcomes.ts'
import { useBilingual, useText } from '../locale/text.ts'
import classes from './manager.module.css'
import { useAdviserName } from './names.ts'

interface OutcomesProps {
  readonly figures: ManagerFigures
  readonly by: 'byStrategy' | 'byAdviser'
}

/** What contacts came to, by strategy or by adviser; the share of conversations has its 95 % interval. */
export function Outcomes({ figures, by }: OutcomesProps) {
  const text = useText()
  const bilingual = useBilingual()
  const adviserName = useAdviserName(figures)
  const rows = figures[by]
  const isAdvisers = by === 'byAdviser'
  const title = text(isAdvisers ? 'manager.outcomes_by_adviser' : 'manager.outcomes_by_strategy')
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
                <th scope="col">{text(isAdvisers ? 'branch.adviser' : 'manager.strategy')}</th>
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
              {rows.map(({ of, name, contacts, talked, outcomes, orders }) => (
                <tr key={of ?? ''}>
                  <th scope="row">
                    {of === null ? text('manager.no_list') : name ? bilingual(name) : adviserName(of)}
                  </th>
                  <td>{contacts}</td>
                  <td>
                    {talked.interval
                      ? text('manager.share', {
                          share: percent(talked.count / contacts),
                          low: percent(talked.interval.low),
                          high: percent(talked.interval.high),
                        })
                      : talked.count}
                  </td>
                  {OUTCOMES.map(({ outcome }) => (
                    <td key={outcome}>{outcomes.find((each) => each.outcome === outcome)?.count ?? 0}</td>
                  ))}
                  <td>{orders.placed}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
