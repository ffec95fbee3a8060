import { Button, Collapse } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import type { Action } from '../api/branches.ts'
import { useWorksInBranch } from '../api/session.ts'
import { useLanguage } from '../locale/language.ts'
import { useText } from '../locale/text.ts'
import { PlaceOrder } from '../orders/place-order.tsx'
import { ActionMarks } from './action-marks.tsx'
import classes from './action-row.module.css'
import { Channel } from './channel.tsx'
import { Contacting, useContacting } from './contacting.tsx'
import { PhoneNumber } from './phone-number.tsx'
import { Reasons } from './reasons.tsx'
import { TalkingPoints } from './talking-points.tsx'
import { firstReasons } from './telling-reasons.ts'
import { TierMark } from './tier-mark.tsx'

interface ActionRowProps {
  readonly action: Action
  /** Today, then the working days that follow. */
  readonly days: readonly string[]
}

/** One conversation to have today: with whom, about what, why, and how it went. */
export function ActionRow({ action, days }: ActionRowProps) {
  const text = useText()
  const locale = useLanguage((state) => state.locale)
  const [open, setOpen] = useState(false)
  const contacting = useContacting(action)
  const details = useId()
  const { customer, reasons, talkingPoints } = action
  const first = firstReasons(reasons)
  const rest = reasons.filter((reason) => !first.includes(reason))
  const worksHere = useWorksInBranch()
  return (
    <li
      ref={contacting.row}
      className={classes.row}
      data-testid="action"
      data-customer={customer.id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the list work on the row that has the focus
      tabIndex={0}
      aria-label={customer.name}
    >
      <span className={classes.position}>{action.position}</span>
      <div className={classes.body}>
        <div className={classes.head}>
          <Link className={classes.name} to={`/customers/${encodeURIComponent(customer.id)}`}>
            {customer.name}
          </Link>
          <TierMark tier={action.tier} />
          <ActionMarks action={action} />
        </div>
        {action.callBack && action.callBack.note !== '' && (
          <p className={classes.promised}>{action.callBack.note}</p>
        )}
        <Reasons reasons={first} />
        <button
          type="button"
          className={classes.more}
          aria-expanded={open}
          aria-controls={details}
          onClick={() => setOpen(!open)}
        >
          <IconChevronDown size={14} aria-hidden data-open={open || undefined} />
          {text(open ? 'action.less' : 'action.more', {
            points: talkingPoints[locale].length,
            reasons: rest.length,
          })}
        </button>
        <Collapse expanded={open} id={details}>
          <div className={classes.details}>
            <TalkingPoints talkingPoints={talkingPoints} />
            {worksHere && (
              <div className={classes.order}>
                <PlaceOrder customer={customer} action={action.key} />
              </div>
            )}
            {rest.length > 0 && (
              <>
                <h3>{text('action.reasons')}</h3>
                <Reasons reasons={rest} />
              </>
            )}
          </div>
        </Collapse>
      </div>
      <div className={classes.how}>
        <Channel channel={action.channel} />
        <span>{text('unit.minutes', { minutes: action.minutes })}</span>
        {customer.phone && action.channel === 'phone' && <PhoneNumber number={customer.phone} />}
      </div>
      {worksHere ? (
        <div className={classes.doing}>
          <Contacting contacting={contacting} days={days} />
        </div>
      ) : (
        <Button
          size="xs"
          variant="default"
          component={Link}
          to={`/customers/${encodeURIComponent(customer.id)}`}
        >
          {text('action.customer')}
        </Button>
      )}
    </li>
  )
}
