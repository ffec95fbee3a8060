import { Link } from 'react-router'
import { useCurrency } from '../api/bank.ts'
import type { ManagerFigures } from '../api/manager.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import classes from './manager.module.css'
import { useAdviserName } from './names.ts'

/** What nobody else sees: enquiries that are late, and promised calls that the contact policy does not allow. */
export function Waiting({ figures }: { readonly figures: ManagerFigures }) {
  const text = useText()
  const { day } = useFormats(useCurrency())
  const adviserName = useAdviserName(figures)
  const { blockedCallBacks: blocked, lateEnquiries } = figures
  return (
    <section className={classes.panel} aria-label={text('manager.waiting')}>
      <h2>{text('manager.waiting')}</h2>
      <p>{text('manager.late_enquiries', { count: lateEnquiries })}</p>
      <p>{text('manager.blocked', { count: blocked.length })}</p>
      <ul className={classes.blocked}>
        {blocked.map(({ customer, on, adviser }) => (
          <li key={customer.id}>
            <Link to={`/customers/${encodeURIComponent(customer.id)}`}>{customer.name}</Link>{' '}
            <small>{text('manager.promised', { day: day(on), adviser: adviserName(adviser) })}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
