import { useFormats } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import classes from '../customer-page.module.css'
import type { SectionProps } from '../sections.ts'
import { useKnown } from './known.ts'
import { Panel } from './panel.tsx'

/** When he was contacted, how, and what came of it. */
export function Contacts({ page, currency }: SectionProps) {
  const text = useText()
  const known = useKnown()
  const { day: dayText } = useFormats(currency)
  return (
    <Panel
      title={text('customer.contacts')}
      empty={page.contacts.length === 0 && text('customer.no_contacts')}
    >
      <ul className={classes.contacts}>
        {page.contacts.map(({ id, day, channel, outcome, note }) => (
          <li key={id}>
            <span>{dayText(day)}</span>
            <span>{known(`channel.${channel}`)}</span>
            <strong>{known(`outcome.${outcome}`)}</strong>
            {note && <p>{note}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
