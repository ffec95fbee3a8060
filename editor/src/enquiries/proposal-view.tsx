import type { Proposal } from '../api/enquiries.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { AnswerDetails } from './answer-details.tsx'
import classes from './enquiries.module.css'
import { useEnquiryWords } from './words.ts'

/** What the playbook says to it: who sees to it and by when, and what the customer is told. */
export function ProposalView({ proposal }: { readonly proposal: Proposal }) {
  const text = useText()
  const bilingual = useBilingual()
  const words = useEnquiryWords()
  const { handler, route, due } = proposal
  return (
    <section className={classes.proposal} aria-live="polite" aria-label={text('enquiry.proposal')}>
      <p className={classes.facts}>
        <strong>{words.whose(route)}</strong>
        {handler && route.to !== 'queue' && <span>{bilingual(handler.name)}</span>}
        <span>{words.due(due)}</span>
      </p>
      <div className={classes.inner}>
        <AnswerDetails answer={proposal} />
      </div>
    </section>
  )
}
