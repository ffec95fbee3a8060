import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useCurrency } from '../api/bank.ts'
import { useSession } from '../api/session.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import classes from './day-summary.module.css'
import { type LoggedContact, useLoggedToday } from './logged-today.ts'
import { useTakeBack } from './take-back.ts'

/** What was logged today. Whoever logged it can take it back as long as it is the same day. */
export function Done({ contacts }: { readonly contacts: readonly LoggedContact[] }) {
  const text = useText()
  const { data: user } = useSession()
  const { time } = useFormats(useCurrency())
  const { takeBack } = useTakeBack()
  const takenBack = useLoggedToday((state) => state.takenBack)
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
              {contact.by === user?.id && (
                <Tooltip label={text('contact.take_back')} openDelay={300}>
                  <ActionIcon
                    size={24}
                    variant="subtle"
                    color="gray"
                    aria-label={text('contact.take_back_of', {
                      name: contact.customerName,
                      outcome: text(`outcome.${contact.outcome}`),
                    })}
                    disabled={takenBack.has(contact.id)}
                    onClick={() => takeBack(contact)}
                  >
                    <IconArrowBackUp size={14} aria-hidden />
                  </ActionIcon>
                </Tooltip>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
