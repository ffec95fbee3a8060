import type { Proposal } from '../api/enquiries.ts'
import { Reasons } from '../branch/reasons.tsx'
import { useBilingual, useText } from '../locale/text.ts'
import classes from './enquiries.module.css'

/** What to tell the customer, what may be offered afterwards, and why. */
export function AnswerDetails({
  answer: { answer, offers, reasons, playbook },
}: {
  readonly answer: Pick<Proposal, 'answer' | 'offers' | 'reasons' | 'playbook'>
}) {
  const text = useText()
  const bilingual = useBilingual()
  return (
    <>
      {answer && (
        <>
          <h3>{text('enquiry.answer')}</h3>
          <blockquote className={classes.answer}>{bilingual(answer)}</blockquote>
        </>
      )}
      {offers.length > 0 && (
        <>
          <h3>{text('enquiry.offers')}</h3>
          <ul className={classes.offers}>
            {offers.map(({ id, name, risk }) => (
              <li key={id}>
                {bilingual(name)} <span className={classes.risk}>{risk}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {reasons.length > 0 && (
        <>
          <h3>{text('enquiry.reasons')}</h3>
          <Reasons reasons={reasons} />
        </>
      )}
      <p className={classes.version}>
        {text('day.playbook', { name: playbook.id, version: playbook.version })}
      </p>
    </>
  )
}
