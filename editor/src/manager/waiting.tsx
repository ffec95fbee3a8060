import { Link } from 'react-router'
import { useCurrency } from '../api/bank.ts'
import { useEnquiries } from '../api/enquiries.ts'
import type { ManagerFigures } from '../api/manager.ts'
import { useEnquiryWords } from '../enquiries/words.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import classes from './manager.module.css'
import { useAdviserName } from './names.ts'

/** What nobody else sees: enquiries that are late, and promised calls that the contact policy does not allow. */
export function Waiting({ branch, figures }: { readonly branch: string; readonly figures: ManagerFigures }) {
  const text = useText()
  const { day } = useFormats(useCurrency())
  const adviserName = useAdviserName(figures)
  const words = useEnquiryWords()
  const { blockedCallBacks: blocked } = figures
  const { data: enquiries, error, refetch } = useEnquiries(branch, null, 'open')
  const late = enquiries?.filter((enquiry) => enquiry.late)
  return (
    <section className={classes.panel} aria-label={text('manager.waiting')}>
      <h2>{text('manager.waiting')}</h2>
      {error && <Refused error={error} onRetry={() => void refetch()} />}
      {late && <p>{text('manager.late_enquiries', { count: late.length })}</p>}
      <ul className={classes.blocked} data-testid="late-enquiries">
        {late?.map((enquiry) => (
          <li key={enquiry.id}>
            <Link
              to={
                enquiry.customer
                  ? `/customers/${encodeURIComponent(enquiry.customer.id)}`
                  : `/branch/${encodeURIComponent(branch)}`
              }
            >
              {words.who(enquiry)}
            </Link>{' '}
            {words.kind(enquiry)}{' '}
            <small>
              {words.due(enquiry.due)} · {words.whose(enquiry.route)}
            </small>
          </li>
        ))}
      </ul>
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
