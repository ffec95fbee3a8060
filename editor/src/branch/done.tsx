import { Link } from 'react-router'
import { useCurrency } from '../api/bank.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import classes from './day-summary.module.css'
import type { LoggedContact } from './logged-today.ts'
import { TakeBackButton } from './take-back-button.tsx'

/** What was logged today. Whoever logged it can take it back as long as it is the same day. */
export function Done({ contacts }: { readonly contacts: readonly LoggedContact[] }) {
  const text = useText()
  const { time } = useFormats(useCurrency())
  return (
    <section>
      <h3>
        {text('day.done')} <span>{contacts.length}</span>
      </h3>
      {contacts.length === 0 ? (
        <p>{text('day.nothing_done')}</p>
      ) : (
        <ul>
          {contacts.map((contact) => (
            <li key={contact.id} className={classes.done}>
              <Link to={`/customers/${encodeURIComponent(contact.customer)}`}>{contact.customerName}</Link>
              <span data-outcome={contact.outcome}>{text(`outcome.${contact.outcome}`)}</span>
              <small>{time(contact.at)}</small>
              <TakeBackButton contact={contact} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
