import { useCurrency } from '../api/bank.ts'
import type { Enquiry } from '../api/enquiries.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import classes from './enquiries.module.css'
import { useEnquiryWords } from './words.ts'

/** What was done with an enquiry, by whom and when, the first thing first. */
export function Steps({ enquiry: { steps } }: { readonly enquiry: Enquiry }) {
  const text = useText()
  const words = useEnquiryWords()
  const { moment } = useFormats(useCurrency())
  return (
    <>
      <h3>{text('enquiry.course')}</h3>
      <ol className={classes.steps}>
        {steps.map(({ id, what, at, by, note, route }) => (
          <li key={id}>
            <span>{moment(at)}</span>
            <span>
              {by.name}
              {' · '}
              {text(`enquiry.step.${what}`)}
              {what === 'handed_on' && ` → ${words.whose(route)}`}
            </span>
            {note !== '' && <p>{note}</p>}
          </li>
        ))}
      </ol>
    </>
  )
}
