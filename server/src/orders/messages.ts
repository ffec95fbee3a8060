import type { Order } from './order.ts'

/** Something that the core system is told. Sent again it is the same to the byte, under the same id. */
export interface CoreMessage {
  /** By which the core knows what it was told before. */
  readonly id: string
  readonly kind: 'order' | 'cancel'
  /** JSON. */
  readonly body: string
}

/** Tells the core of an order. */
export function orderMessage(order: Order): CoreMessage {
  const { id, customer, branch, adviser, by, gate, product, amount, currency, day, at } = order
  return messageOf(id, 'order', {
    order: id,
    customer,
    branch,
    adviser,
    by,
    gate,
    product,
    amount,
    currency,
    day,
    at,
    cancelUntil: order.cancel_until,
    playbook: { id: order.playbook, version: order.version, hash: order.playbook_hash },
    disclosures: { locale: order.locale, acknowledged: JSON.parse(order.disclosures) },
  })
}

/** Tells the core that the customer cancels an order. */
export const cancelMessage = (
  { id, customer }: Pick<Order, 'id' | 'customer'>,
  day: string,
  at: string,
): CoreMessage => messageOf(`${id}.cancel`, 'cancel', { order: id, customer, day, at })

const messageOf = (id: string, kind: CoreMessage['kind'], content: object): CoreMessage => ({
  id,
  kind,
  body: JSON.stringify({ message: id, kind, ...content }),
})
