import { useCurrency } from '../api/bank.ts'
import { useEvents } from '../api/events.ts'
import { useSession } from '../api/session.ts'
import { useFormats } from '../locale/format.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { AnnounceForm } from './announce-form.tsx'
import classes from './events-page.module.css'

/** What head office has announced, and the form to announce something new. */
export function EventsPage() {
  const text = useText()
  const bilingual = useBilingual()
  const { data: user } = useSession()
  const { data: events = [] } = useEvents()
  const { day } = useFormats(useCurrency())
  return (
    <div className={classes.page}>
      <h1>{text('events.title')}</h1>
      <p className={classes.what}>{text('events.what')}</p>
      <div className={classes.columns}>
        {user?.role === 'strategist' && <AnnounceForm />}
        <section aria-labelledby="announced">
          <h2 id="announced">{text('events.announced')}</h2>
          {events.length === 0 ? (
            <Notice tone="plain" title={text('events.none')} text={text('events.none_mend')} />
          ) : (
            <ul className={classes.events}>
              {events.map((event) => (
                <li key={event.id}>
                  <strong>{bilingual(event.name)}</strong>
                  <span>{day(event.day)}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </div>
  )
}
