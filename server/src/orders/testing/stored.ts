import { randomUUID } from 'node:crypto'
import type { Order } from '../order.ts'

/** An order as the store has it, whatever it is of. */
export const storedOrder = (order: Pick<Order, 'customer' | 'day'> & Partial<Order>): Order => ({
  id: randomUUID(),
  branch: 'B001',
  adviser: '',
  by: 'manager-B001',
  gate: 'suitability',
  product: 'p',
  name_zh: '',
  name_en: '',
  risk: 'R1',
  amount: 1,
  beyond: null,
  currency: 'CNY',
  playbook: 'retail',
  version: 1,
  playbook_hash: '',
  locale: 'en',
  disclosures: '[]',
  cancel_until: null,
  action: null,
  at: `${order.day}T09:00:00.000Z`,
  state: 'placed',
  cancel: null,
  reference: null,
  reason: '',
  ...order,
})
