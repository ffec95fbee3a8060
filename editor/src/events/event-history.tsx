import { useState } from 'react'
import { useCurrency } from '../api/bank.ts'
import { type Announcement, useRevisions } from '../api/events.ts'
import { useFormats } from '../locale/format.ts'
import { useBilingual, useText } from '../locale/text.ts'
import classes from './events-page.module.css'

/** How an event came to stand as it does: who announced, corrected and withdrew it, when and why. */
export function EventHistory({ event }: { readonly event: Announcement }) {
  const text = useText()
  const [opened, setOpened] = useState(false)
  return (
    <details className={classes.history} onToggle={({ currentTarget }) => setOpened(currentTarget.open)}>
      <summary>{text('events.history', { count: event.revision })}</summary>
      {opened && <Revisions id={event.id} />}
    </details>
  )
}

function Revisions({ id }: { readonly id: string }) {
  const text = useText()
  const bilingual = useBilingual()
  const { day, moment } = useFormats(useCurrency())
  const { data: revisions = [] } = useRevisions(id)
  return (
    <ol>
      {revisions.map((each) => (
        <li key={each.revision}>
          <span>
            {text(revisionWord(each), { by: each.by, at: moment(each.at) })}
            {!each.withdrawn && ` · ${bilingual(each.name)} · ${day(each.day)}`}
            {!each.withdrawn && each.until !== null && ` – ${day(each.until)}`}
          </span>
          {each.reason !== '' && <q>{each.reason}</q>}
        </li>
      ))}
    </ol>
  )
}

function revisionWord({ withdrawn, revision }: Announcement) {
  if (withdrawn) return 'events.revision.withdrawn' as const
  return revision > 1 ? ('events.revision.corrected' as const) : ('events.revision.announced' as const)
}
