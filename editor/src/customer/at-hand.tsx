import type { CustomerPage } from '../api/customers.ts'
import { PhoneNumber } from '../branch/phone-number.tsx'
import { RecordButton } from '../enquiries/record-button.tsx'
import { useText } from '../locale/text.ts'
import { PlaceOrder } from '../orders/place-order.tsx'
import classes from './at-hand.module.css'
import { useIsAtHand } from './use-is-at-hand.ts'

/** On a telephone, at the foot of the customer's page: what is done with him, within reach of the thumb. */
export function AtHand({ page: { customer, branch, decision } }: { readonly page: CustomerPage }) {
  const text = useText()
  if (!useIsAtHand()) return null
  return (
    <div className={classes.bar} role="toolbar" aria-label={text('customer.at_hand')}>
      {customer.phone && <PhoneNumber number={customer.phone} />}
      <PlaceOrder customer={customer} {...(decision.key !== null && { action: decision.key })} />
      <RecordButton branch={branch.id} customer={customer} />
    </div>
  )
}
