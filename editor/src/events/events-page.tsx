import { useState } from 'react'
import { type PlannedEvent, useEvents, useReach } from '../api/events.ts'
import { useSession } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { Notice } from '../shell/notice.tsx'
import { Refused } from '../shell/refused.tsx'
import { AnnounceForm } from './announce-form.tsx'
import { EventRow } from './event-row.tsx'
import { useEventTypes } from './event-types.ts'
import classes from './events-page.module.css'
import { ReachPanel } from './reach-panel.tsx'

/** What head office has announced, and the form to announce something new, once it is seen whom it would reach. */
export function EventsPage() {
  const text = useText()
  const { data: user } = useSession()
  const { data: events = [] } = useEvents()
  const types = useEventTypes()
  const [planned, setPlanned] = useState<PlannedEvent | null>(null)
  const reach = useReach()
  const editable = user?.role === 'strategist'
  const plan = (event: PlannedEvent | null) => {
    setPlanned(event)
    if (event) reach.mutate(event)
    else reach.reset()
  }
  return (
    <div className={classes.page}>
      <h1>{text('events.title')}</h1>
      <p className={classes.what}>{text('events.what')}</p>
      <div className={classes.columns}>
        {editable && <AnnounceForm looking={reach.isPending} onPlan={plan} />}
        <div className={classes.column}>
          <div aria-live="polite" aria-busy={reach.isPending}>
            {reach.error && <Refused error={reach.error} />}
            {planned && reach.data && <ReachPanel planned={planned} reach={reach.data} />}
          </div>
          <section aria-labelledby="announced">
            <h2 id="announced">{text('events.announced')}</h2>
            {events.length === 0 ? (
              <Notice tone="plain" title={text('events.none')} text={text('events.none_mend')} />
            ) : (
              <ul className={classes.events}>
                {events.map((event) => (
                  <EventRow key={event.id} event={event} types={types} editable={editable} />
                ))}
              </ul>
            )}
          </section>
        </div>
      </div>
    </div>
  )
}
