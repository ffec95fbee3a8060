import { Collapse } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import type { Enquiry } from '../api/enquiries.ts'
import { useWorksInBranch } from '../api/session.ts'
import { useText } from '../locale/text.ts'
import { AnswerDetails } from './answer-details.tsx'
import classes from './enquiries.module.css'
import { Handle } from './handle.tsx'
import { Steps } from './steps.tsx'
import { useEnquiryWords } from './words.ts'

interface EnquiryRowProps {
  readonly enquiry: Enquiry
  /** Whether the customer is named, where he is not known from the page. */
  readonly named?: boolean
}

/** One enquiry: who asked what, whose it is and by when, and what to do with it. */
export function EnquiryRow({ enquiry, named = true }: EnquiryRowProps) {
  const text = useText()
  const words = useEnquiryWords()
  const [open, setOpen] = useState(false)
  const details = useId()
  const { customer, person, state, late, number } = enquiry
  const worksHere = useWorksInBranch()
  return (
    <li className={classes.row} data-testid="enquiry" data-number={number} data-late={late || undefined}>
      <div className={classes.body}>
        <div className={classes.head}>
          {named &&
            (customer ? (
              <Link className={classes.name} to={`/customers/${encodeURIComponent(customer.id)}`}>
                {customer.name}
              </Link>
            ) : (
              <span className={classes.name}>{words.who(enquiry)}</span>
            ))}
          <strong>{words.kind(enquiry)}</strong>
          {late && <span className={classes.late}>{text('enquiry.late')}</span>}
          <span className={classes.state} data-state={state}>
            {text(`enquiry.state.${state}`)}
          </span>
        </div>
        {enquiry.text !== '' && <p className={classes.said}>{enquiry.text}</p>}
        {person?.phone && <p className={classes.said}>{person.phone}</p>}
        <p className={classes.facts}>
          <span>{text('enquiry.number', { number })}</span>
          <span>{text(`enquiry.channel.${enquiry.channel}`)}</span>
          <span>{words.whose(enquiry.route)}</span>
          {state !== 'closed' && <span data-late={late || undefined}>{words.due(enquiry.due)}</span>}
        </p>
        <button
          type="button"
          className={classes.more}
          aria-expanded={open}
          aria-controls={details}
          onClick={() => setOpen(!open)}
        >
          <IconChevronDown size={14} aria-hidden data-open={open || undefined} />
          {text(open ? 'action.less' : 'enquiry.more')}
        </button>
      </div>
      {worksHere && state !== 'closed' && <Handle enquiry={enquiry} />}
      <Collapse className={classes.whole} expanded={open} id={details}>
        <div className={classes.details}>
          <AnswerDetails answer={enquiry} />
          <Steps enquiry={enquiry} />
        </div>
      </Collapse>
    </li>
  )
}
