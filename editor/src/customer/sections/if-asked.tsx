import { Reasons } from '../../branch/reasons.tsx'
import { useText } from '../../locale/text.ts'
import classes from '../customer-page.module.css'
import { reasonsApart } from '../reasons-apart.ts'
import type { SectionProps } from '../sections.ts'
import { Panel } from './panel.tsx'

/** What becomes of an enquiry, should the customer make one. */
export function IfAsked({ page: { decision } }: SectionProps) {
  const text = useText()
  const { asked } = reasonsApart(decision.reasons)
  if (asked.length === 0) return null
  return (
    <Panel title={text('customer.enquiries')}>
      <div className={classes.reasons}>
        <Reasons reasons={asked} />
      </div>
    </Panel>
  )
}
