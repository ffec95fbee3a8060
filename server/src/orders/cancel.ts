import { Refusal } from '../api/problem.ts'
import type { Desk } from '../desk/desk.ts'
import { addStep, changeOrder, orderById, putInOutbox, takeBack } from '../store/orders.ts'
import { cancelMessage } from './messages.ts'
import type { Order } from './order.ts'

/**
 * Cancels an order for its customer: at once while the core was never told of it, whatever its product; afterwards
 * within its cooling-off period, by telling the core, which has the last word. Doing so again changes nothing.
 * @throws Refusal when the order may not be cancelled, or not any more.
 */
export async function cancelOrder(desk: Desk, id: string, by: string): Promise<Order> {
  const cancelled = await desk.journal.change(by, async (store, note, at) => {
    const order = await orderById(store, id)
    if (!order) throw new Refusal('unknown_order', { order: id })
    if (isCancelling(order)) return order
    const entry = { subject: `orders/${id}`, personal: [{ customer: order.customer }] }
    if (await takeBack(store, id)) {
      await changeOrder(store, id, { state: 'cancelled' })
      await addStep(store, id, { step: 'cancelled', by, at })
      note({ ...entry, action: 'order.cancelled' })
      return { ...order, state: 'cancelled' as const }
    }
    const hindered = hindrance(order, desk.day)
    if (hindered) throw new Refusal(hindered.code, hindered.values)
    await changeOrder(store, id, { cancel: 'asked' })
    await addStep(store, id, { step: 'cancel_asked', by, at })
    await putInOutbox(store, id, cancelMessage(order, desk.day, at))
    note({ ...entry, action: 'order.cancel_asked' })
    return { ...order, cancel: 'asked' as const }
  })
  desk.courier.nudge()
  return cancelled
}

/** Whether an order may be cancelled on a day; `untold` when the core was never told of it. */
export const isCancellable = (order: Order, day: string, untold: boolean): boolean =>
  !isCancelling(order) && (untold || hindrance(order, day) === null)

/** Whether it is cancelled, or the core was asked to. */
const isCancelling = ({ state, cancel }: Order): boolean => state === 'cancelled' || cancel === 'asked'

/** What keeps an order of which the core was told from being cancelled on a day; null when nothing does. */
function hindrance({ id, state, cancel, cancel_until }: Order, day: string) {
  const values = { order: id }
  if (state === 'rejected' || cancel === 'refused') return { code: 'order_ended', values } as const
  if (cancel_until === null) return { code: 'no_cooling_off', values } as const
  if (day > cancel_until)
    return { code: 'cooling_off_over', values: { ...values, day: cancel_until } } as const
  return null
}
