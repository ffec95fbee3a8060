import type { WeekDay } from '../api/branches.ts'
import type { ManagerFigures } from '../api/manager.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { LoadBar } from './load-bar.tsx'
import classes from './manager.module.css'
import { useAdviserName } from './names.ts'
import { loadsOf } from './week-loads.ts'

interface AheadProps {
  readonly week: readonly WeekDay[]
  readonly figures: ManagerFigures
  readonly currency: string
}

/** What is to be expected of the next working days for each adviser, against his minutes: a forecast. */
export function Ahead({ week, figures, currency }: AheadProps) {
  const text = useText()
  const { day } = useFormats(currency)
  const adviserName = useAdviserName(figures)
  const days = week.slice(1)
  const rows = loadsOf(days)
  const most = Math.max(
    1,
    ...rows.flatMap(({ loads }) => loads.map((load) => Math.max(load.minutes, load.due))),
  )
  return (
    <section className={`${classes.panel} ${classes.wide}`} aria-label={text('manager.ahead')}>
      <h2>{text('manager.ahead')}</h2>
      <p>{text('manager.ahead_about')}</p>
      <div className={classes.scroll}>
        <table className={classes.table} data-testid="ahead">
          <thead>
            <tr>
              <th scope="col">{text('branch.adviser')}</th>
              {days.map(({ day: date }) => (
                <th key={date} scope="col">
                  {day(date)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ adviser, loads }) => (
              <tr key={adviser}>
                <th scope="row">{adviserName(adviser)}</th>
                {loads.map((load) => (
                  <td key={load.day} data-says={day(load.day)}>
                    <span className={classes.load}>
                      <span>
                        {load.isAway
                          ? text('manager.away')
                          : text('manager.load', { listed: load.listed, minutes: load.minutes })}
                        {load.due > load.listed && (
                          <small> {text('manager.over', { minutes: load.due - load.listed })}</small>
                        )}
                      </span>
                      <LoadBar due={load.due} capacity={load.minutes} most={most} />
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
