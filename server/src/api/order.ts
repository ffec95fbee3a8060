import { BEYOND } from '@branch-playbook/engine'
import { z } from '@hono/zod-openapi'
import type { Desk } from '../desk/desk.ts'
import { isCancellable } from '../orders/cancel.ts'
import { ORDER_STATES, ORDER_STEPS, type Order } from '../orders/order.ts'
import { faultsOf, stepsOf, untoldAmong } from '../store/orders.ts'
import { amount, bilingual, hash, isoDay, moment, playbookVersion } from './fields.ts'

/** An order as it stands. */
export const orderSchema = z
  .object({
    id: z.string(),
    customer: z.string(),
    customerName: z.string(),
    branch: z.string(),
    adviser: z.string(),
    by: z.string().openapi({ description: 'Who placed it' }),
    gate: z.string(),
    product: z.string(),
    name: bilingual,
    risk: z.string(),
    amount,
    beyond: z.enum(BEYOND).nullable().openapi({
      description:
        'What the amount went beyond when it was placed: what the customer had on demand, or all that he had with the bank; null for neither, or where nobody knows',
    }),
    currency: z.string(),
    playbook: playbookVersion.openapi({ description: 'The version by which it was checked' }),
    locale: z.string().openapi({ description: 'The language in which the disclosures were shown' }),
    disclosures: z.array(z.object({ id: z.string(), sha256: hash })),
    action: z.string().nullable().openapi({ description: 'The key of the action that it came of' }),
    day: isoDay,
    at: moment,
    state: z.enum(ORDER_STATES),
    cancel: z
      .enum(['asked', 'refused'])
      .nullable()
      .openapi({ description: 'Whether the customer asked to cancel it, and the core would not' }),
    cancelUntil: isoDay.nullable().openapi({ description: 'The last day on which he may cancel it' }),
    cancellable: z.boolean().openapi({
      description:
        'Within the cooling-off period, and whatever the product while the core was not told of it',
    }),
    reference: z.string().nullable().openapi({ description: 'Its number in the core system' }),
    reason: z.string().openapi({ description: 'Why the core rejected or did not cancel it' }),
    fault: z.string().nullable().openapi({ description: 'Why the core could not be told yet' }),
    steps: z.array(z.object({ step: z.enum(ORDER_STEPS), by: z.string(), at: moment, reason: z.string() })),
  })
  .openapi('Order')

export type OrderAnswer = z.infer<typeof orderSchema>

const acknowledged = z.array(z.object({ id: z.string(), sha256: z.string() }))

/** Orders with what has happened to them. */
export async function ordersShown(
  { store, snapshot, identities, day }: Desk,
  orders: readonly Order[],
): Promise<OrderAnswer[]> {
  const ids = orders.map(({ id }) => id)
  const steps = Map.groupBy(await stepsOf(store, ids), ({ order_id }) => order_id)
  const faults = await faultsOf(store, ids)
  const untold = await untoldAmong(store, ids)
  return orders.map((order) => {
    const { name_zh, name_en, playbook, version, playbook_hash, disclosures, cancel_until, ...rest } = order
    const row = snapshot.customers.rowOf(order.customer)
    return {
      ...rest,
      customerName: (row === null ? undefined : identities.at(row)?.name) ?? order.customer,
      name: { 'zh-CN': name_zh, en: name_en },
      playbook: { id: playbook, version, hash: playbook_hash },
      disclosures: acknowledged.parse(JSON.parse(disclosures)),
      cancelUntil: cancel_until,
      cancellable: isCancellable(order, day, untold.has(order.id)),
      fault: faults.get(order.id) ?? null,
      steps: (steps.get(order.id) ?? []).map(({ step, by, at, reason }) => ({ step, by, at, reason })),
    }
  })
}
