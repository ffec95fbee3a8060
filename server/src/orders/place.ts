import { hash } from 'node:crypto'
import {
  beyond,
  checkOrder,
  type Disclosure,
  formatDay,
  type Locale,
  type Obstacle,
  obstacleSentence,
} from '@branch-playbook/engine'
import { Refusal } from '../api/problem.ts'
import { requireUnerased } from '../customer/unerased.ts'
import { actionOf } from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import { messageIn } from '../locale/messages.ts'
import { addOrder, addStep, orderById, putInOutbox } from '../store/orders.ts'
import { meansOf } from './means.ts'
import { orderMessage } from './messages.ts'
import type { Order } from './order.ts'

/** A disclosure that was shown and acknowledged, by the hash of its text. */
interface Acknowledged {
  readonly id: string
  readonly sha256: string
}

/** An order as somebody wants to place it. */
export interface WantedOrder {
  readonly id: string
  readonly customer: string
  readonly gate: string
  readonly product: string
  /** In the minor unit of the bank's currency. */
  readonly amount: number
  /** The language in which the disclosures were shown. */
  readonly locale: Locale
  readonly disclosures: readonly Acknowledged[]
  readonly action: string | null
}

/** By whom and where an order is placed. */
interface Placing {
  readonly row: number
  readonly branch: string
  readonly adviser: string
  readonly by: string
  /** The language of whoever asks, for what forbids the order. */
  readonly words: Locale
}

/** SHA-256 of a text as it was shown, in hexadecimal. */
export const textHash = (text: string): string => hash('sha256', text)

/**
 * Places an order once: checks it by what decides the customer at this moment, and stores it together with what the
 * core is to be told. An order that is there already under its id comes back as it is.
 * @throws Refusal when another order has the id, or something forbids this one: with all that does.
 */
export async function placeOrder(
  desk: Desk,
  wanted: WantedOrder,
  placing: Placing,
): Promise<{ readonly order: Order; readonly added: boolean }> {
  const placed = await desk.journal.change(placing.by, async (store, note, at) => {
    const there = await orderById(store, wanted.id)
    if (there) {
      if (!isSame(there, wanted)) throw new Refusal('order_differs', { order: wanted.id })
      return { order: there, added: false }
    }
    await requireUnerased(store, wanted.customer)
    const order = checked(desk, wanted, placing, at)
    await addOrder(store, order)
    await addStep(store, order.id, { step: 'placed', by: placing.by, at })
    await putInOutbox(store, order.id, orderMessage(order))
    const { gate, product, amount, currency, playbook, version, disclosures } = order
    note({
      action: 'order.placed',
      subject: `orders/${order.id}`,
      details: { gate, product, amount, currency, playbook, version, disclosures },
      personal: [{ customer: order.customer }],
    })
    return { order, added: true }
  })
  if (placed.added) desk.courier.nudge()
  return placed
}

const isSame = (there: Order, wanted: WantedOrder): boolean =>
  there.customer === wanted.customer &&
  there.gate === wanted.gate &&
  there.product === wanted.product &&
  there.amount === wanted.amount &&
  there.locale === wanted.locale &&
  there.disclosures === acknowledgedText(wanted) &&
  there.action === wanted.action

/** What was acknowledged, as it is stored. */
const acknowledgedText = ({ disclosures }: WantedOrder): string =>
  JSON.stringify(disclosures.map(({ id, sha256 }) => ({ id, sha256 })))

/** The order as it is stored, if nothing forbids it. */
function checked(desk: Desk, wanted: WantedOrder, placing: Placing, at: string): Order {
  const { today } = desk
  const playbook = today.playbookOf(placing.row)
  const { view } = actionOf(today, today.live, placing.row)
  const check = checkOrder(playbook.plan, view, wanted)
  if (!check) throw new Refusal('unknown_product', { product: wanted.product })
  const { product, obstacles, cancelUntil } = check
  if (obstacles.length > 0) throw refused(obstacles, placing.words, desk.bank.currency)
  requireAcknowledged(product.disclosures ?? [], wanted, placing.words)
  return {
    id: wanted.id,
    customer: wanted.customer,
    branch: placing.branch,
    adviser: placing.adviser,
    by: placing.by,
    gate: wanted.gate,
    product: product.id,
    name_zh: product.name['zh-CN'],
    name_en: product.name.en,
    risk: product.risk,
    amount: wanted.amount,
    beyond: beyond(wanted.amount, meansOf(desk.snapshot, placing.row)),
    currency: desk.bank.currency,
    playbook: playbook.id,
    version: playbook.version,
    playbook_hash: playbook.hash,
    locale: wanted.locale,
    disclosures: acknowledgedText(wanted),
    cancel_until: cancelUntil === null ? null : formatDay(cancelUntil),
    action: wanted.action,
    day: desk.day,
    at,
    state: 'placed',
    cancel: null,
    reference: null,
    reason: '',
  }
}

const AMOUNT_CODES: readonly Obstacle['code'][] = ['no_amount', 'below_least', 'above_most', 'off_step']

const refused = (obstacles: readonly Obstacle[], words: Locale, currency: string): Refusal =>
  new Refusal(
    'order_refused',
    {},
    {
      problems: obstacles.map((obstacle) => ({
        path: AMOUNT_CODES.includes(obstacle.code) ? '/amount' : '/product',
        what: obstacleSentence(obstacle, words, currency),
        code: obstacle.code,
      })),
    },
  )

/** Every disclosure by itself, and word for word as it stands now. */
function requireAcknowledged(disclosures: readonly Disclosure[], wanted: WantedOrder, words: Locale): void {
  const acknowledged = new Map(wanted.disclosures.map(({ id, sha256 }) => [id, sha256]))
  const about = (id: string, code: 'unacknowledged' | 'other_text' | 'twice' | 'unknown') => ({
    path: `/disclosures/${id}`,
    what: messageIn(words, `order.disclosure.${code}`),
    code,
  })
  const due = disclosures.flatMap(({ id, text }) => {
    const given = acknowledged.get(id)
    if (given === textHash(text[wanted.locale])) return []
    return [about(id, given === undefined ? 'unacknowledged' : 'other_text')]
  })
  const twice = wanted.disclosures.filter(
    ({ id }, at) => wanted.disclosures.findIndex((each) => each.id === id) < at,
  )
  const unknown = wanted.disclosures.filter(({ id }) => !disclosures.some((each) => each.id === id))
  const problems = [
    ...due,
    ...twice.map(({ id }) => about(id, 'twice')),
    ...unknown.map(({ id }) => about(id, 'unknown')),
  ]
  if (problems.length > 0) throw new Refusal('disclosures_due', {}, { problems })
}
