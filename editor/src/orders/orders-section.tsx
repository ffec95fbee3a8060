import { useCurrency } from '../api/bank.ts'
import { useOrders } from '../api/orders.ts'
import { useWorksInBranch } from '../api/session.ts'
import { Panel } from '../customer/sections/panel.tsx'
import type { SectionProps } from '../customer/sections.ts'
import { useIsAtHand } from '../customer/use-is-at-hand.ts'
import { useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import { OrderEntry } from './order-entry.tsx'
import classes from './orders.module.css'
import { PlaceOrder } from './place-order.tsx'

/** The orders of a customer, where they stand, and the way to place one. */
export function Orders({ page: { customer, decision } }: SectionProps) {
  const text = useText()
  const currency = useCurrency()
  const { data: orders, error, refetch } = useOrders(customer.id)
  const worksHere = useWorksInBranch()
  const isAtHand = useIsAtHand()
  return (
    <Panel
      title={text('orders.title')}
      empty={orders?.length === 0 && text('orders.none')}
      aside={
        worksHere &&
        !isAtHand && (
          <PlaceOrder customer={customer} {...(decision.key !== null && { action: decision.key })} />
        )
      }
    >
      {error && !orders && <Refused error={error} onRetry={() => void refetch()} />}
      <ul className={classes.orders}>
        {orders?.map((order) => (
          <OrderEntry key={order.id} order={order} currency={currency} worksHere={worksHere} />
        ))}
      </ul>
    </Panel>
  )
}
