import { useEnquiriesOf } from '../api/enquiries.ts'
import { Panel } from '../customer/sections/panel.tsx'
import type { SectionProps } from '../customer/sections.ts'
import { useIsAtHand } from '../customer/use-is-at-hand.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import classes from './enquiries.module.css'
import { EnquiryRow } from './enquiry-row.tsx'
import { RecordButton } from './record-button.tsx'

/** What the customer has asked and what became of it, open ones and closed ones, and the way to record another. */
export function CustomerEnquiries({ page: { customer, branch } }: SectionProps) {
  const text = useText()
  const isAtHand = useIsAtHand()
  const { data: enquiries, error, refetch } = useEnquiriesOf(customer.id)
  return (
    <Panel
      title={text('enquiry.of_customer')}
      empty={enquiries?.length === 0 && !error && text('enquiry.none')}
      aside={!isAtHand && <RecordButton branch={branch.id} customer={customer} />}
    >
      {error && <Refused error={error} onRetry={() => void refetch()} />}
      <ul className={classes.plain}>
        {enquiries?.map((enquiry) => (
          <EnquiryRow key={enquiry.id} enquiry={enquiry} named={false} />
        ))}
      </ul>
    </Panel>
  )
}
