import { useState } from 'react'
import { useEnquiries } from '../api/enquiries.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import classes from './enquiries.module.css'
import { EnquiryRow } from './enquiry-row.tsx'
import { RecordButton } from './record-button.tsx'

interface OpenEnquiriesProps {
  readonly branch: string
  /** Whose they are: an adviser’s or the desk’s by its id; null for the whole branch. */
  readonly adviser: string | null
}

/** The enquiries that wait for an answer, the most pressing first, and the way to record one. */
export function OpenEnquiries({ branch, adviser }: OpenEnquiriesProps) {
  const text = useText()
  const [state, show] = useState<'open' | 'closed'>('open')
  const { data: enquiries = [], error, refetch } = useEnquiries(branch, adviser, state)
  return (
    <section aria-labelledby="enquiries">
      <header className={classes.title}>
        <h2 id="enquiries">
          {text(state === 'open' ? 'enquiry.open_title' : 'enquiry.closed_title')}{' '}
          <span className={classes.count}>{enquiries.length}</span>
        </h2>
        <button
          type="button"
          className={classes.toggle}
          onClick={() => show(state === 'open' ? 'closed' : 'open')}
        >
          {text(state === 'open' ? 'enquiry.show_closed' : 'enquiry.show_open')}
        </button>
        <RecordButton branch={branch} customer={null} size="xs" digit="9" />
      </header>
      {error && <Refused error={error} onRetry={() => void refetch()} />}
      {enquiries.length > 0 && (
        <ul className={classes.rows}>
          {enquiries.map((enquiry) => (
            <EnquiryRow key={enquiry.id} enquiry={enquiry} />
          ))}
        </ul>
      )}
    </section>
  )
}
