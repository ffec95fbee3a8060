import { checkOrder, formatDay, LOCALES, obstacleSentence, orderableProducts } from '@branch-playbook/engine'
import { createRoute, z } from '@hono/zod-openapi'
import { actionOf } from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import { isOfToday } from '../desk/of-today.ts'
import { preferredLocale } from '../locale/messages.ts'
import { cancelOrder } from '../orders/cancel.ts'
import { meansOf } from '../orders/means.ts'
import { placeOrder, textHash } from '../orders/place.ts'
import { erasedCustomers } from '../store/erasures.ts'
import { orderById, ordersIn, ordersOf } from '../store/orders.ts'
import { sees } from './access.ts'
import { branchFor } from './branch-for.ts'
import { branchOf, customerFor } from './customer-for.ts'
import { actionKey, amount, bilingual, hash, identifier, isoDay } from './fields.ts'
import { orderSchema, ordersShown } from './order.ts'
import { Refusal, refusals } from './problem.ts'
import { answer, body, resource } from './resource.ts'

const TAGS = ['Orders']

const meansSchema = z
  .object({
    demand: amount.openapi({ description: 'On his demand accounts: there at once' }),
    all: amount.openapi({
      description: 'All that he has with the bank; what he owes it is none of it',
    }),
  })
  .openapi('Means')

const orderableSchema = z
  .object({
    gate: z.string().openapi({ description: 'The suitability node of the playbook' }),
    id: z.string(),
    name: bilingual,
    risk: z.string(),
    least: z.number().int().nullable(),
    most: z.number().int().nullable(),
    step: z.number().int().nullable(),
    coolingOff: z
      .object({ workingDays: z.number().int(), until: isoDay })
      .nullable()
      .openapi({ description: 'For how long an order of today may be cancelled' }),
    final: z.boolean().openapi({
      description:
        'Whether an order is final once it is placed: no cooling-off, and the core is told at once',
    }),
    disclosures: z.array(
      z.object({
        id: z.string(),
        text: bilingual,
        sha256: z.object({ 'zh-CN': hash, en: hash }),
      }),
    ),
    obstacles: z
      .array(z.object({ code: z.string(), text: bilingual }))
      .openapi({ description: 'Why he may not order it; none when he may' }),
  })
  .openapi('OrderableProduct')

const products = createRoute({
  method: 'get',
  path: '/api/customers/{id}/products',
  tags: TAGS,
  summary:
    'What the customer may order today, what he may not and why, what he is told before, and what he has',
  request: { params: z.strictObject({ id: identifier }) },
  responses: {
    200: answer(
      'The products, and what he could pay them from',
      z.object({ means: meansSchema, products: z.array(orderableSchema) }),
    ),
    ...refusals,
  },
})

const list = createRoute({
  method: 'get',
  path: '/api/customers/{id}/orders',
  tags: TAGS,
  summary: 'The orders of a customer, the latest first',
  request: { params: z.strictObject({ id: identifier }) },
  responses: { 200: answer('The orders', z.array(orderSchema)), ...refusals },
})

const inBranch = createRoute({
  method: 'get',
  path: '/api/branches/{id}/orders',
  tags: TAGS,
  summary: 'The orders of a branch from a day on, and all that are open, the latest first',
  request: {
    params: z.strictObject({ id: identifier }),
    query: z.strictObject({ from: isoDay.optional().openapi({ description: 'Today when left out' }) }),
  },
  responses: { 200: answer('The orders', z.array(orderSchema)), ...refusals },
})

const place = createRoute({
  method: 'post',
  path: '/api/orders',
  tags: TAGS,
  summary: 'Places an order, if nothing forbids it at this moment',
  description:
    'The id is made by the client, so that a request sent twice places one order. The risk class, the assessment, the risk of the product and the amount are checked by the version that decides the customer now; each disclosure is acknowledged by the SHA-256 of its text as it was shown. What forbids the order comes back as problems, each with its code.',
  request: {
    body: body(
      z.strictObject({
        id: z.uuid().toLowerCase(),
        customer: identifier,
        gate: identifier,
        product: identifier,
        amount: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
        locale: z.enum(LOCALES),
        disclosures: z.array(z.strictObject({ id: identifier, sha256: hash })).max(20),
        action: actionKey.optional().openapi({ description: 'The key of the action that it came of' }),
      }),
    ),
  },
  responses: {
    200: answer('Placed before; nothing was added', z.object({ order: orderSchema })),
    201: answer('Placed', z.object({ order: orderSchema })),
    ...refusals,
  },
})

const cancel = createRoute({
  method: 'post',
  path: '/api/orders/{id}/cancellation',
  tags: TAGS,
  summary: 'Cancels an order within its cooling-off period, or while the core was not told of it',
  description:
    'At once when the core system was never told of it; otherwise the core is told, and the order is cancelled when the core says so. Doing so again changes nothing.',
  request: { params: z.strictObject({ id: z.uuid().toLowerCase() }) },
  responses: { 200: answer('The order', z.object({ order: orderSchema })), ...refusals },
})

export const orderRoutes = (desk: Desk) =>
  resource()
    .openapi(products, async (c) => {
      const { id } = c.req.valid('param')
      const { row } = await customerFor(desk, c.get('user'), id)
      await desk.journal.look(c.get('user').id, {
        action: 'customer.viewed',
        subject: 'products',
        personal: [{ customer: id }],
      })
      return c.json({ means: meansOf(desk.snapshot, row), products: offered(desk, row) }, 200)
    })
    .openapi(list, async (c) => {
      const { id } = c.req.valid('param')
      await customerFor(desk, c.get('user'), id)
      await desk.journal.keepLooking(c.get('user').id, {
        action: 'customer.viewed',
        subject: 'orders',
        personal: [{ customer: id }],
      })
      return c.json(await ordersShown(desk, await ordersOf(desk.store, id)), 200)
    })
    .openapi(inBranch, async (c) => {
      const { id } = c.req.valid('param')
      const { from = desk.day } = c.req.valid('query')
      branchFor(desk, c.get('user'), id)
      await desk.journal.keepLooking(c.get('user').id, {
        action: 'list.viewed',
        subject: `branches/${id}/orders?from=${from}`,
      })
      const erased = await erasedCustomers(desk.store)
      const orders = (await ordersIn(desk.store, id, from)).filter(({ customer }) => !erased.has(customer))
      return c.json(await ordersShown(desk, orders), 200)
    })
    .openapi(place, async (c) => {
      const user = c.get('user')
      const { action = null, ...wanted } = c.req.valid('json')
      const { row, branch } = await customerFor(desk, user, wanted.customer)
      if (action !== null) await requireOfToday(desk, row, wanted.id, action)
      const { members, memberOf } = desk.today.staff
      const { order, added } = await placeOrder(
        desk,
        { ...wanted, action },
        {
          row,
          branch,
          adviser: user.adviser ?? members[memberOf[row] ?? -1]?.id ?? user.id,
          by: user.id,
          words: preferredLocale(c.req.header('accept-language')),
        },
      )
      const answered = { order: await shown(desk, order) }
      return added ? c.json(answered, 201) : c.json(answered, 200)
    })
    .openapi(cancel, async (c) => {
      const { id } = c.req.valid('param')
      const order = await orderById(desk.store, id)
      // Who looks after the customer today cancels for him, wherever it was placed. One of another branch's
      // customer and one that is not there look alike from here.
      const branch = order ? branchOf(desk.snapshot, order.customer) : null
      if (!order || branch === null || !sees(c.get('user'), branch))
        throw new Refusal('unknown_order', { order: id })
      await customerFor(desk, c.get('user'), order.customer)
      return c.json({ order: await shown(desk, await cancelOrder(desk, id, c.get('user').id)) }, 200)
    })

/**
 * Refuses an action that is not and was not on the customer's list today; an order that is there already keeps its
 * own.
 */
async function requireOfToday(desk: Desk, row: number, order: string, action: string): Promise<void> {
  const due = actionOf(desk.today, desk.today.live, row)
  if ((await isOfToday(desk, due, action)) || (await orderById(desk.store, order))) return
  throw new Refusal('order_action', { action, customer: due.customer })
}

async function shown(desk: Desk, order: Parameters<typeof ordersShown>[1][number]) {
  const [one] = await ordersShown(desk, [order])
  if (!one) throw new Error(`The order ${order.id} is not shown`)
  return one
}

/** Every product of the playbook that decides the customer, with what it takes to order it. */
function offered(desk: Desk, row: number) {
  const { today, bank, courier } = desk
  const { plan } = today.playbookOf(row)
  const { view } = actionOf(today, today.live, row)
  return orderableProducts(plan).flatMap(({ gate, product }) => {
    const check = checkOrder(plan, view, { gate: gate.id, product: product.id })
    if (!check) return []
    const { amount, coolingOff, disclosures = [] } = product
    const until = check.cancelUntil
    return [
      {
        gate: gate.id,
        id: product.id,
        name: product.name,
        risk: product.risk,
        least: amount?.least ?? null,
        most: amount?.most ?? null,
        step: amount?.step ?? null,
        coolingOff:
          coolingOff === undefined || until === null
            ? null
            : { workingDays: coolingOff, until: formatDay(until) },
        final: until === null && courier.connector !== null,
        disclosures: disclosures.map(({ id, text }) => ({
          id,
          text,
          sha256: { 'zh-CN': textHash(text['zh-CN']), en: textHash(text.en) },
        })),
        obstacles: check.obstacles.map((obstacle) => ({
          code: obstacle.code,
          text: {
            'zh-CN': obstacleSentence(obstacle, 'zh-CN', bank.currency),
            en: obstacleSentence(obstacle, 'en', bank.currency),
          },
        })),
      },
    ]
  })
}
