import { Link } from 'react-router'
import { useCurrency } from '../api/bank.ts'
import type { ManagerFigures } from '../api/manager.ts'
import { isOpenOrder, standOf, useBranchOrders } from '../api/orders.ts'
import { useFormats } from '../locale/format.ts'
import { useBilingual, useText } from '../locale/text.ts'
import { Refused } from '../shell/refused.tsx'
import classes from './manager.module.css'
import { useAdviserName } from './names.ts'

interface OrdersProps {
  readonly branch: string
  readonly figures: ManagerFigures
}

/** The branch's orders of the period and all that are open, those first. */
export function BranchOrders({ branch, figures }: OrdersProps) {
  const text = useText()
  const bilingual = useBilingual()
  const { money, day } = useFormats(useCurrency())
  const adviserName = useAdviserName(figures)
  const { data: orders, error, refetch } = useBranchOrders(branch, figures.from)
  const rows = orders?.toSorted((one, other) => Number(isOpenOrder(other)) - Number(isOpenOrder(one))) ?? []
  return (
    <section className={`${classes.panel} ${classes.wide}`} aria-label={text('manager.branch_orders')}>
      <h2>{text('manager.branch_orders')}</h2>
      {error && <Refused error={error} onRetry={() => void refetch()} />}
      {orders?.length === 0 && <p>{text('manager.no_orders')}</p>}
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
                <tr key={order.id} data-open={isOpenOrder(order) || undefined}>
                  <th scope="row">
                    <Link to={`/customers/${encodeURIComponent(order.customer)}`}>{order.customerName}</Link>
                  </th>
                  <td className={classes.words} data-says={text('orders.product')}>
                    {bilingual(order.name)}
                  </td>
                  <td data-says={text('orders.amount')}>{money(order.amount)}</td>
                  <td className={classes.words} data-says={text('manager.state')}>
                    {text(`order.state.${standOf(order)}`)}
                    {order.fault !== null && <small> {text('manager.order_waits')}</small>}
                  </td>
                  <td data-says={text('manager.ordered_on')}>{day(order.day)}</td>
                  <td className={classes.words} data-says={text('branch.adviser')}>
                    {adviserName(order.adviser)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
