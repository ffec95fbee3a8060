import { useCurrency } from '../api/bank.ts'
import type { Enquiry } from '../api/enquiries.ts'
import { useFormats } from '../locale/format.ts'
import { useText } from '../locale/text.ts'
import classes from './enquiries.module.css'
import { useEnquiryWords } from './words.ts'

/** What was done with an enquiry, by whom and when, the first thing first. */
export function Steps({ enquiry }: { readonly enquiry: Enquiry }) {
  const text = useText()
  const words = useEnquiryWords()
  const { moment } = useFormats(useCurrency())
  const { steps } = enquiry
  /** What was decided with a correction holds until the next one. */
  const decidedAt = (place: number) =>
    steps.slice(place + 1).find(({ corrects }) => corrects)?.corrects ?? enquiry
  return (
    <>
      <h3>{text('enquiry.course')}</h3>
      <ol className={classes.steps}>
        {steps.map(({ id, what, at, by, note, route, corrects }, place) => (
          <li key={id}>
            <span>{moment(at)}</span>
            <span>
              {by.name}
              {' · '}
              {text(`enquiry.step.${what}`)}
              {what === 'handed_on' && ` → ${words.whose(route)}`}
            </span>
            {corrects && (
              <p>
                {words.asItStood(corrects, steps[place - 1]?.route ?? route)}
                {' → '}
                {words.asItStood(decidedAt(place), route)}
              </p>
            )}
            {note !== '' && <p>{note}</p>}
          </li>
        ))}
      </ol>
    </>
  )
}
