import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { useCurrency } from '../api/bank.ts'
import type { ManagerFigures } from '../api/manager.ts'
import { isOpenOrder, type Order, standOf, useBranchOrders } from '../api/orders.ts'
import { useFormats } from '../locale/format.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import classes from './manager.module.css'
import { useAdviserName } from './names.ts'

interface OrdersProps {
  readonly branch: string
  readonly figures: ManagerFigures
}

/** From how many orders on those of a kind are looked for. */
const MANY = 10

/** The branch's orders of the period and all that are open, those first; what a customer did not have is marked. */
export function BranchOrders({ branch, figures }: OrdersProps) {
  const text = useText()
  const { data: orders, error, refetch } = useBranchOrders(branch, figures.from)
  const [onlyLarge, setOnlyLarge] = useState(false)
  const all = orders?.toSorted((one, other) => Number(isOpenOrder(other)) - Number(isOpenOrder(one))) ?? []
  const large = all.filter(({ beyond }) => beyond !== null)
  const isFilter = all.length >= MANY && large.length > 0
  const rows = isFilter && onlyLarge ? large : all
  return (
    <section className={`${classes.panel} ${classes.wide}`} aria-label={text('manager.branch_orders')}>
      <h2>{text('manager.branch_orders')}</h2>
      {error && <Refused error={error} onRetry={() => void refetch()} />}
      {orders?.length === 0 && <p>{text('manager.no_orders')}</p>}
      {isFilter && (
        <Checkbox
          size="xs"
          label={text('manager.only_large', { count: large.length })}
          checked={onlyLarge}
          onChange={({ currentTarget }) => setOnlyLarge(currentTarget.checked)}
        />
      )}
      {rows.length > 0 && (
        <div className={`${classes.scroll} ${classes.long}`}>
          <table className={classes.table} data-testid="branch-orders">
            <thead>
              <tr>
                <th scope="col">{text('manager.customer')}</th>
                <th scope="col" className={classes.words}>
                  {text('orders.product')}
                </th>
                <th scope="col">{text('orders.amount')}</th>
                <th scope="col" className={classes.words}>
                  {text('manager.state')}
                </th>
                <th scope="col">{text('manager.ordered_on')}</th>
                <th scope="col" className={classes.words}>
                  {text('branch.adviser')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((order) => (
                <OrderRow key={order.id} order={order} figures={figures} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function OrderRow({ order, figures }: { readonly order: Order; readonly figures: ManagerFigures }) {
  const text = useText()
  const bilingual = useBilingual()
  const { money, day } = useFormats(useCurrency())
  const adviserName = useAdviserName(figures)
  return (
    <tr data-open={isOpenOrder(order) || undefined}>
      <th scope="row">
        <Link to={`/customers/${encodeURIComponent(order.customer)}`}>{order.customerName}</Link>
      </th>
      <td className={classes.words} data-says={text('orders.product')}>
        {bilingual(order.name)}
      </td>
      <td data-says={text('orders.amount')}>
        {money(order.amount)}
        {order.beyond !== null && (
          <small className={classes.beyond}>{text(`manager.beyond_${order.beyond}`)}</small>
        )}
      </td>
      <td className={classes.words} data-says={text('manager.state')}>
        {text(`order.state.${standOf(order)}`)}
        {order.fault !== null && <small> {text('manager.order_waits')}</small>}
      </td>
      <td data-says={text('manager.ordered_on')}>{day(order.day)}</td>
      <td className={classes.words} data-says={text('branch.adviser')}>
        {adviserName(order.adviser)}
      </td>
    </tr>
  )
}
