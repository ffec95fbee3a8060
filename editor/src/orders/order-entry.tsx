import { Button } from '@mantine/core'
import { useState } from 'react'
import { type Order, standOf, useCancelOrder } from '../api/orders.ts'
import { useFormats } from '../locale/format.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { Confirm } from '../shell/confirm.tsx'
import classes from './orders.module.css'

interface OrderEntryProps {
  readonly order: Order
  readonly currency: string
  /** Whether the reader may cancel it. */
  readonly worksHere: boolean
}

/** One order: what, how much, where it stands, and what is to be known of it. */
export function OrderEntry({ order, currency, worksHere }: OrderEntryProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { money, day, moment } = useFormats(currency)
  const [asking, setAsking] = useState(false)
  const cancel = useCancelOrder(order.customer)
  const stands = standOf(order)
  const name = bilingual(order.name)
  return (
    <li className={classes.order} data-testid="order" data-state={stands}>
      <div className={classes.head}>
        <strong>{name}</strong>
        <span className={classes.amount}>{money(order.amount)}</span>
        <span className={classes.state} data-state={stands}>
          {text(`order.state.${stands}`)}
        </span>
        {worksHere && order.cancellable && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setAsking(true)}>
            {text('order.cancel')}
          </Button>
        )}
      </div>
      <p className={classes.about}>
        <span>{day(order.day)}</span>
        {order.reference !== null && <span>{text('order.reference', { reference: order.reference })}</span>}
        {order.cancellable && (
          <span>
            {order.cancelUntil === null
              ? text('orders.until_told')
              : text('order.cancel_until', { day: day(order.cancelUntil) })}
          </span>
        )}
      </p>
      {order.reason !== '' && (
        <p className={classes.reason}>{text('order.reason', { reason: order.reason })}</p>
      )}
      {order.cancel === 'refused' && <p className={classes.reason}>{text('order.cancel_refused')}</p>}
      {order.fault !== null && (
        <p className={classes.reason}>{text('order.fault', { fault: order.fault })}</p>
      )}
      <details className={classes.steps}>
        <summary>{text('order.steps')}</summary>
        <ol>
          {order.steps.map(({ step, by, at }) => (
            <li key={`${step} ${at}`}>
              <span>{moment(at)}</span> {text(`order.step.${step}`)}
              {by !== 'system' && ` · ${by}`}
            </li>
          ))}
        </ol>
      </details>
      {asking && (
        <Confirm
          opened
          title={text('order.cancel_title')}
          what={text('order.cancel_what', { product: name, amount: money(order.amount) })}
          action={text('order.cancel')}
          pending={cancel.isPending}
          error={cancel.error}
          onConfirm={() => cancel.mutate(order.id, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  )
}
