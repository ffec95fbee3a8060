import { z } from 'zod'
import { type OfferedProduct, orderOf, productsFor } from '../../orders/testing/buyer.ts'
import { signedReport } from '../../orders/testing/core.ts'
import type { PlacedOrder } from './book.ts'
import { WORKING_DAYS } from './calendar.ts'
import { CAMPAIGN_PRODUCT } from './head-office.ts'
import { type Month, SECRET } from './month.ts'
import type { Seen } from './seen.ts'

const TRIED_A_DAY = 4
const FATES = ['accepted', 'accepted', 'rejected', 'cancelled'] as const

const refusedSchema = z.object({ problems: z.array(z.object({ code: z.string() })) })

/** Customers order this and that, suitable or not; what the server took, or refused, against the rules. */
export async function placeOrders(month: Month): Promise<string[]> {
  const { random } = month
  const broken: string[] = []
  // The core has bad moments every day.
  month.core.moods.push('down', 'cuts')
  for (let tried = 0; tried < TRIED_A_DAY; tried += 1) {
    const customer = customerOf(month, month.branches[tried % month.branches.length] ?? '')
    const fate = random.pick(FATES)
    // Only some products have a cooling-off period.
    broken.push(...(await place(month, customer, fate, ({ id }) => fate !== 'cancelled' || id === 'annuity')))
  }
  return broken
}

/** Some whom the campaign calls order what it offers, and so do some whom it leaves alone. */
export async function placeCampaignOrders(month: Month, { listed, heldOut }: Seen): Promise<string[]> {
  const { random } = month
  const broken: string[] = []
  for (const side of [listed, heldOut]) {
    const [first, ...others] = side
    if (first === undefined) continue
    const customer = random.pick([first, ...others])
    const fate = random.pick(['accepted', 'rejected'] as const)
    broken.push(...(await place(month, customer, fate, ({ id }) => id === CAMPAIGN_PRODUCT)))
  }
  return broken
}

async function place(
  month: Month,
  customer: string,
  fate: PlacedOrder['fate'],
  isWanted: (product: OfferedProduct) => boolean,
): Promise<string[]> {
  const { book, random, day } = month
  const [first, ...others] = (await productsFor(month.bank.ask, customer)).filter(isWanted)
  if (!first) return []
  const product = random.pick([first, ...others])
  const order = orderOf(customer, product)
  const branch = book.feeds.customers.get(customer)?.branch ?? ''
  const { status, body } = await month.bank.ask(`manager-${branch}`, 'POST', '/api/orders', order)
  const suits = book.suits(customer, product.risk, day)
  if (status === 201)
    book.orders.push({ id: order.id, customer, branch, product: product.id, day, fate, isOver: false })
  if ((status === 201) === suits) return []
  const may = suits ? 'may' : 'may not'
  return [`${day}: ${customer} ${may} have ${product.id}: ${status} ${codesIn(body)}`]
}

const codesIn = (body: unknown): string =>
  (refusedSchema.safeParse(body).data?.problems ?? []).map(({ code }) => code).join(' ')

function customerOf({ bank, random }: Month, branch: string): string {
  const { branches, customers } = bank.open.desk.snapshot
  const place = branches.findIndex(({ id }) => id === branch)
  for (;;) {
    const row = random.whole(0, customers.count - 1)
    if (customers.branch[row] === place) return customers.ids.at(row) ?? ''
  }
}

/** The orders of the days before come to their ends: customers cancel, and the core says what became of the others. */
export async function endOrders(month: Month): Promise<void> {
  for (const order of month.book.orders) {
    if (order.isOver) continue
    order.isOver = true
    if (order.fate === 'cancelled')
      await month.do(`manager-${order.branch}`, 'POST', `/api/orders/${order.id}/cancellation`, undefined)
    await report(month, order)
  }
}

async function report({ bank, core, day }: Month, { id, fate }: PlacedOrder): Promise<void> {
  // What the core was never told of it has nothing to say of.
  if (!core.taken.has(id)) return
  const { body, headers } = signedReport(SECRET, { order: id, state: fate, reason: day })
  // It may come twice.
  for (const _time of [1, 2]) await bank.ask(null, 'POST', '/api/orders/status', body, headers)
}

const shownSchema = z.array(z.object({ id: z.string(), state: z.string() }))

/** Orders that a branch does not see any more, or that ended otherwise than they had to. */
export async function lostOrders(month: Month): Promise<string[]> {
  const broken: string[] = []
  for (const branch of month.branches) {
    const shown = await month.ask(
      `manager-${branch}`,
      'GET',
      `/api/branches/${branch}/orders?from=${WORKING_DAYS[0]}`,
      {
        answer: shownSchema,
      },
    )
    const states = new Map(shown.map(({ id, state }) => [id, state]))
    for (const { id, fate, isOver, ...order } of month.book.orders) {
      if (order.branch !== branch) continue
      const state = states.get(id)
      const isRight = isOver ? state === fate : state === 'placed' || state === 'handed_over'
      if (!isRight)
        broken.push(`${month.day}: order ${id}, which has to be ${fate}, is ${state ?? 'nowhere'}`)
    }
  }
  return broken
}
