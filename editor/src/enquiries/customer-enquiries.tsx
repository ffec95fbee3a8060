import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useEnquiriesOf } from '../api/enquiries.ts'
import { useWorksInBranch } from '../api/session.ts'
import { Panel } from '../customer/sections/panel.tsx'
import type { SectionProps } from '../customer/sections.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import classes from './enquiries.module.css'
import { EnquiryRow } from './enquiry-row.tsx'

const RecordEnquiry = lazy(async () => ({ default: (await import('./record-enquiry.tsx')).RecordEnquiry }))

/** What the customer has asked and what became of it, open ones and closed ones, and the way to record another. */
export function CustomerEnquiries({ page: { customer, branch } }: SectionProps) {
  const text = useText()
  const { data: enquiries, error, refetch } = useEnquiriesOf(customer.id)
  const [recording, setRecording] = useState(false)
  const worksHere = useWorksInBranch()
  const record = worksHere && (
    <Button size="compact-sm" variant="light" onClick={() => setRecording(true)}>
      {text('enquiry.record')}
    </Button>
  )
  return (
    <>
      <Panel
        title={text('enquiry.of_customer')}
        empty={enquiries?.length === 0 && !error && text('enquiry.none')}
        aside={record}
      >
        {error && <Refused error={error} onRetry={() => void refetch()} />}
        <ul className={classes.plain}>
          {enquiries?.map((enquiry) => (
            <EnquiryRow key={enquiry.id} enquiry={enquiry} named={false} />
          ))}
        </ul>
      </Panel>
      <Suspense>
        {recording && (
          <RecordEnquiry branch={branch.id} customer={customer} onClose={() => setRecording(false)} />
        )}
      </Suspense>
    </>
  )
}
