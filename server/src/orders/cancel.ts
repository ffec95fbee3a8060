import { Refusal } from '../api/problem.ts'
import type { Desk } from '../desk/desk.ts'
import { addStep, changeOrder, orderById, putInOutbox, takeBack } from '../store/orders.ts'
import { cancelMessage } from './messages.ts'
import type { Order } from './order.ts'

/**
 * Cancels an order for its customer, while it may be: at once when the core was never told of it, otherwise by
 * telling the core, which has the last word. Doing so again changes nothing.
 * @throws Refusal when the order may not be cancelled, or not any more.
 */
export async function cancelOrder(desk: Desk, id: string, by: string): Promise<Order> {
  const cancelled = await desk.journal.change(by, async (store, note, at) => {
    const order = await orderById(store, id)
    if (!order) throw new Refusal('unknown_order', { order: id })
    if (order.state === 'cancelled' || order.cancel === 'asked') return order
    requireCancellable(order, desk.day)
    const entry = { subject: `orders/${id}`, personal: [{ customer: order.customer }] }
    if (await takeBack(store, id)) {
      await changeOrder(store, id, { state: 'cancelled' })
      await addStep(store, id, { step: 'cancelled', by, at })
      note({ ...entry, action: 'order.cancelled' })
      return { ...order, state: 'cancelled' as const }
    }
    await changeOrder(store, id, { cancel: 'asked' })
    await addStep(store, id, { step: 'cancel_asked', by, at })
    await putInOutbox(store, id, cancelMessage(order, desk.day, at))
    note({ ...entry, action: 'order.cancel_asked' })
    return { ...order, cancel: 'asked' as const }
  })
  desk.courier.nudge()
  return cancelled
}

function requireCancellable({ id, state, cancel, cancel_until }: Order, day: string): void {
  if (state === 'rejected' || cancel === 'refused') throw new Refusal('order_ended', { order: id })
  if (cancel_until === null) throw new Refusal('no_cooling_off', { order: id })
  if (day > cancel_until) throw new Refusal('cooling_off_over', { order: id, day: cancel_until })
}

/** Whether an order may be cancelled on a day. */
export const isCancellable = ({ state, cancel, cancel_until }: Order, day: string): boolean =>
  cancel === null &&
  state !== 'rejected' &&
  state !== 'cancelled' &&
  cancel_until !== null &&
  day <= cancel_until
