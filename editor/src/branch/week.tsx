import { Link } from 'react-router'
import { useCurrency } from '../api/bank.ts'
import { useWeek } from '../api/branches.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { dayAhead } from './day-ahead.ts'
import classes from './week.module.css'

interface WeekProps {
  readonly branch: string
  /** Whose days to show; null for the whole branch. */
  readonly adviser: string | null
}

/** What is to be expected of the next working days: who becomes due when, and how it fits into the minutes. */
export function Week({ branch, adviser }: WeekProps) {
  const text = useText()
  const { day } = useFormats(useCurrency())
  const { data: days = [] } = useWeek(branch, adviser)
  if (days.length === 0) return null
  return (
    <section>
      <h3>{text('week.title')}</h3>
      <p>{text('week.forecast')}</p>
      {days.slice(1).map((ahead) => {
        const { listed, cut, planned, minutes } = dayAhead(ahead)
        return (
          <details key={ahead.day} className={classes.day}>
            <summary>
              <span>{day(ahead.day)}</span>
              <span>{text('week.contacts', { count: listed.length })}</span>
              <small>
                {text('week.minutes', { planned, minutes })}
                {cut > 0 && ` · ${text('week.cut', { count: cut })}`}
              </small>
            </summary>
            <ol>
              {listed.map(({ customer, action, minutes: takes, overdue }) => (
                <li key={customer.id}>
                  <Link to={`/customers/${encodeURIComponent(customer.id)}`}>{customer.name}</Link>{' '}
                  <small>{text(`week.action.${action}`)}</small>{' '}
                  <small>{text('unit.minutes', { minutes: takes })}</small>{' '}
                  {overdue && <small>{text('action.overdue')}</small>}
                </li>
              ))}
            </ol>
          </details>
        )
      })}
    </section>
  )
}
