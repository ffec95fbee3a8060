import { z } from 'zod'
import { text } from '../api/fields.ts'
import { type Journal, type Note, SYSTEM } from '../audit/journal.ts'
import { erasedAt } from '../store/erasures.ts'
import { addStep, changeOrder, orderById } from '../store/orders.ts'
import type { Database } from '../store/tables.ts'
import type { Taken } from './connector.ts'
import { afterReport, type CoreReport, REPORTED } from './order.ts'

/** A report as the core writes it. What else it says is left alone. */
export const reportSchema = z.object({
  order: z.uuid().toLowerCase(),
  state: z.enum(REPORTED),
  reference: text.max(100).optional(),
  reason: text.max(1000).optional(),
})

/** Takes what the core says of an order, once however often it comes. */
export const takeReport = (journal: Journal, report: CoreReport): Promise<Taken> =>
  journal.change(SYSTEM, (store, note, at) => applyReport(store, note, at, report))

/** As `takeReport`, within a change. */
export async function applyReport(
  store: Database,
  note: Note,
  at: string,
  { order: id, state: said, reference, reason: given = '' }: CoreReport,
): Promise<Taken> {
  const order = await orderById(store, id)
  if (!order) return 'unknown'
  const after = afterReport(order, said)
  if (after.is === 'known') return 'taken'
  const entry = {
    subject: `orders/${id}`,
    details: { said, state: order.state },
    personal: [{ customer: order.customer }],
  }
  if (after.is === 'contradiction') {
    note({ ...entry, action: 'order.contradicted' })
    return 'taken'
  }
  // Of an erased customer nothing is kept that the core wrote in its own words.
  const reason = (await erasedAt(store, order.customer)) === null ? given : ''
  await changeOrder(store, id, {
    ...after.to,
    ...(reference !== undefined && { reference }),
    ...(reason !== '' && { reason }),
  })
  await addStep(store, id, { step: said, by: SYSTEM, at, reason })
  note({ ...entry, action: 'order.reported' })
  return 'taken'
}
