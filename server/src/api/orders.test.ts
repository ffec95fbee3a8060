import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { actionOf } from '../desk/actions.ts'
import { takeReport } from '../orders/report.ts'
import { customerWith, meansFor, type OfferedProduct, orderOf, productsFor } from '../orders/testing/buyer.ts'
import { signedReport } from '../orders/testing/core.ts'
import { listOf, type SmallBank, smallBank } from '../testing/small-bank.ts'
import { changingNothing } from '../testing/unchanged.ts'

let bank: SmallBank
let branch: string
let other: string
let customers: string[]
let buyer: { customer: string; product: OfferedProduct }

beforeAll(async () => {
  bank = await smallBank()
  const { branches, customers: all } = bank.open.desk.snapshot
  branch = branches[0]?.id ?? ''
  other = branches[1]?.id ?? ''
  customers = [...all.ids].filter((_, row) => all.branch[row] === 0)
  buyer = await customerWith(bank.ask, customers, 'annuity')
})
afterAll(async () => {
  expect(bank.faults).toEqual([])
  await bank.end()
})

const manager = () => `manager-${branch}`
const place = (order: unknown, user = manager(), headers = {}) =>
  bank.ask(user, 'POST', '/api/orders', order, headers)
const cancel = (id: string, user = manager()) => bank.ask(user, 'POST', `/api/orders/${id}/cancellation`)
const orderSchema = z.object({
  order: z.object({
    id: z.string(),
    state: z.string(),
    cancel: z.string().nullable(),
    cancelUntil: z.string().nullable(),
    cancellable: z.boolean(),
    steps: z.array(z.object({ step: z.string(), by: z.string() })),
  }),
})
const orderIn = ({ body }: { body: unknown }) => orderSchema.parse(body).order
const codesOf = ({ body }: { body: unknown }) =>
  z
    .object({ problems: z.array(z.object({ code: z.string() })) })
    .parse(body)
    .problems.map(({ code }) => code)
/** Begins to tell the core of an order, which nobody hears here. */
const tell = (order: string) =>
  bank.open.desk.store.updateTable('outbox').set({ attempts: 1 }).where('message', '=', order).execute()
const pageSchema = z.object({ holdings: z.array(z.object({ group: z.string(), balance: z.number() })) })
const holdingsOf = async (id: string) =>
  pageSchema.parse((await bank.ask('auditor', 'GET', `/api/customers/${id}`)).body).holdings
const rowsIn = (table: 'orders' | 'outbox' | 'order_steps') =>
  bank.open.desk.store.selectFrom(table).selectAll().execute()

test('An order is placed once however often it is sent, with what the core is to be told', async () => {
  const order = orderOf(buyer.customer, buyer.product)
  const answers = await Promise.all(Array.from({ length: 8 }, () => place(order)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(7).fill(200), 201])
  expect(orderIn(await place(order))).toMatchObject({
    state: 'placed',
    steps: [{ step: 'placed', by: manager() }],
  })
  expect((await rowsIn('orders')).filter(({ id }) => id === order.id)).toMatchObject([
    { amount: order.amount, disclosures: JSON.stringify(order.disclosures), locale: 'zh-CN' },
  ])
  const [message, ...more] = (await rowsIn('outbox')).filter(({ order_id }) => order_id === order.id)
  expect(more).toEqual([])
  expect(JSON.parse(message?.body ?? '')).toMatchObject({
    message: order.id,
    order: order.id,
    amount: order.amount,
    currency: 'CNY',
    product: 'annuity',
  })
  // The same id for something else is refused, and changes nothing.
  await changingNothing(bank, async () => {
    for (const change of [{ amount: order.amount + 100_000 }, { locale: 'en' }, { disclosures: [] }])
      expect(await place({ ...order, ...change })).toMatchObject({
        status: 409,
        body: { type: '/problems/order_differs' },
      })
  })
  const { body } = await bank.ask(manager(), 'GET', `/api/customers/${buyer.customer}/orders`)
  expect(body).toMatchObject([
    { id: order.id, name: { en: 'Annuity' }, playbook: { id: 'retail', version: 1 } },
  ])
  const ofBranch = await bank.ask(manager(), 'GET', `/api/branches/${branch}/orders`)
  expect(ofBranch.body).toMatchObject([{ id: order.id, customer: buyer.customer }])
})

test('What is not suitable, out of its terms or not acknowledged word for word is refused with every reason, and nothing is stored', async () => {
  const cautious = await customerWith(bank.ask, customers, 'index_fund', 'risk_mismatch')
  const expired = await customerWith(bank.ask, customers, 'index_fund', 'assessment_expired')
  const { customer, product } = buyer
  const [first = expect.fail(), ...rest] = orderOf(customer, product).disclosures
  await changingNothing(bank, async () => {
    const refused = await place({ ...orderOf(cautious.customer, cautious.product), amount: 1 }, manager(), {
      'accept-language': 'zh-CN',
    })
    expect(refused).toMatchObject({ status: 422, body: { type: '/problems/order_refused' } })
    expect(codesOf(refused)).toEqual(['risk_mismatch', 'below_least'])
    expect(JSON.stringify(refused.body)).toContain('沪深300指数基金的风险等级为 R4')
    expect(codesOf(await place(orderOf(expired.customer, expired.product)))).toEqual(['assessment_expired'])
    for (const [amount, code] of [
      [999_999, 'below_least'],
      [200_100_000, 'above_most'],
      [1_050_000, 'off_step'],
    ] as const)
      expect(codesOf(await place(orderOf(customer, product, { amount })))).toEqual([code])
    for (const [disclosures, codes] of [
      [[], ['unacknowledged', 'unacknowledged']],
      [rest, ['unacknowledged']],
      [[{ ...first, sha256: '0'.repeat(64) }, ...rest], ['other_text']],
      [[first, ...rest, { ...first, id: 'more' }], ['unknown']],
      [[first, ...rest, first], ['twice']],
      [[{ ...first, sha256: '0'.repeat(64) }, ...rest, first], ['twice']],
    ] as const) {
      const answer = await place(orderOf(customer, product, { disclosures }))
      expect(answer).toMatchObject({ status: 422, body: { type: '/problems/disclosures_due' } })
      expect(codesOf(answer)).toEqual(codes)
    }
    // What was shown in one language is not acknowledged in the other.
    expect((await place(orderOf(customer, product, { locale: 'en' }))).status).toBe(422)
    for (const change of [{ product: 'shoes' }, { gate: 'affinity' }])
      expect((await place(orderOf(customer, product, change))).body).toMatchObject({
        type: '/problems/unknown_product',
      })
    for (const amount of [0, -5, 1.5, '1000'])
      expect((await place(orderOf(customer, product, { amount }))).status).toBe(400)
  })
})

test('What he could pay an order from is what he holds and does not owe', async () => {
  const seen = await Promise.all(
    customers.slice(0, 60).map(async (id) => {
      const holdings = await holdingsOf(id)
      const sum = (counts: (group: string) => boolean) =>
        holdings.reduce((total, { group, balance }) => (counts(group) ? total + balance : total), 0)
      expect(await meansFor(bank.ask, id)).toEqual({
        demand: sum((group) => group === 'demand_deposits'),
        all: sum((group) => group !== 'loans' && group !== 'cards'),
      })
      return holdings.map(({ group }) => group)
    }),
  )
  expect(new Set(seen.flat())).toContain('loans')
})

test('An order for more than its customer has is taken, and marked for the branch by what he had then', async () => {
  const step = 100_000
  const least = 1_000_000
  const most = 200_000_000
  const over = (amount: number) => Math.ceil((amount + 1) / step) * step
  for (const customer of customers) {
    const { demand, all } = await meansFor(bank.ask, customer)
    if (demand < least || over(demand) > all || over(all) > most) continue
    const product = (await productsFor(bank.ask, customer)).find(({ id }) => id === 'annuity')
    if (!product || product.obstacles.length > 0) continue
    const wanted = [least, over(demand), over(all)].map((amount) => orderOf(customer, product, { amount }))
    for (const order of wanted) expect((await place(order)).status).toBe(201)
    const shown = await bank.ask(manager(), 'GET', `/api/branches/${branch}/orders`)
    const marked = z.array(z.object({ id: z.string(), beyond: z.string().nullable() })).parse(shown.body)
    const markOf = (id: string) => marked.find((order) => order.id === id)?.beyond
    expect(wanted.map(({ id }) => markOf(id))).toEqual([null, 'demand', 'all'])
    return
  }
  expect.fail('Nobody has so much and no more')
})

test('An order comes of an action of its customer’s list today, or of none', async () => {
  const { actions } = await listOf(bank, branch)
  const [listed = expect.fail('Nobody is listed'), another = expect.fail('One is listed')] = actions
  const { customer } = listed
  await changingNothing(bank, async () => {
    for (const action of [another.key, `${customer.id}|coverage@1999-01-01`, 'no action'])
      expect(await place(orderOf(customer.id, buyer.product, { action }))).toMatchObject({
        status: 422,
        body: { type: '/problems/order_action' },
      })
    // What the contact policy blocks has a key as well, but is on no list.
    const { today, snapshot } = bank.open.desk
    const blocked = customers
      .map((id) => actionOf(today, today.live, snapshot.customers.rowOf(id) ?? -1))
      .find(({ action }) => action === 'blocked')
    const { customer: id = '', key: action = '' } = blocked ?? {}
    expect(await place(orderOf(id, buyer.product, { action }))).toMatchObject({
      status: 422,
      body: { type: '/problems/order_action' },
    })
  })
  const { body } = await place(orderOf(customer.id, buyer.product, { action: listed.key }))
  expect(body).not.toMatchObject({ type: '/problems/order_action' })
  // One that is there keeps its own, whatever the list has become.
  const own = orderOf(buyer.customer, buyer.product)
  await place(own)
  expect(await place({ ...own, action: 'no action' })).toMatchObject({
    status: 409,
    body: { type: '/problems/order_differs' },
  })
})

test('An order is cancelled at once while the core knows nothing of it, and afterwards only within its cooling-off period', async () => {
  const order = orderOf(buyer.customer, buyer.product)
  // Fifteen working days from Wednesday, 11 March 2026.
  expect(orderIn(await place(order))).toMatchObject({ cancelUntil: '2026-04-01', cancellable: true })
  expect(await cancel(order.id, `manager-${other}`)).toMatchObject({
    status: 404,
    body: { type: '/problems/unknown_order' },
  })
  const cancelled = await cancel(order.id)
  expect(orderIn(cancelled)).toMatchObject({ state: 'cancelled', cancellable: false })
  expect((await rowsIn('outbox')).some(({ order_id }) => order_id === order.id)).toBe(false)
  expect(orderIn(await cancel(order.id))).toEqual(orderIn(cancelled))
  const bond =
    (await productsFor(bank.ask, buyer.customer)).find(({ id }) => id === 'treasury_bond') ?? expect.fail()
  const firm = orderOf(buyer.customer, bond)
  expect(orderIn(await place(firm))).toMatchObject({ cancelUntil: null, cancellable: true })
  expect(orderIn(await cancel(firm.id))).toMatchObject({ state: 'cancelled', cancellable: false })
  const told = orderOf(buyer.customer, bond)
  await place(told)
  await tell(told.id)
  const shown = await bank.ask(manager(), 'GET', `/api/customers/${buyer.customer}/orders`)
  expect(shown.body).toContainEqual(expect.objectContaining({ id: told.id, cancellable: false }))
  expect((await cancel(told.id)).body).toMatchObject({ type: '/problems/no_cooling_off' })
  const late = orderOf(buyer.customer, buyer.product)
  await place(late)
  const { store } = bank.open.desk
  // Of a customer who has moved here since: who looks after him today cancels for him.
  const moved = orderOf(buyer.customer, buyer.product)
  await place(moved)
  await store.updateTable('orders').set({ branch: other }).where('id', '=', moved.id).execute()
  expect((await cancel(moved.id, `manager-${other}`)).status).toBe(404)
  expect(orderIn(await cancel(moved.id))).toMatchObject({ state: 'cancelled' })
  await tell(late.id)
  await store.updateTable('orders').set({ cancel_until: '2026-03-10' }).where('id', '=', late.id).execute()
  expect((await cancel(late.id)).body).toMatchObject({ type: '/problems/cooling_off_over' })
})

test('Whoever works elsewhere, or not in a branch, places none', async () => {
  const order = orderOf(buyer.customer, buyer.product)
  expect((await place(order, `manager-${other}`)).status).toBe(404)
  for (const user of ['strategist', 'auditor', 'administrator'])
    expect((await place(order, user)).status).toBe(403)
  const secret = Buffer.alloc(32)
  const { body, headers } = signedReport(secret, { order: order.id, state: 'accepted' })
  expect(await bank.ask(null, 'POST', '/api/orders/status', body, headers)).toMatchObject({
    status: 404,
    body: { type: '/problems/no_core_system' },
  })
})

test('What is held of a customer has his orders; erased, what the core wrote of them is gone, and they are kept', async () => {
  const { customer, product } = await customerWith(bank.ask, customers.toReversed(), 'annuity')
  const order = orderOf(customer, product)
  await place(order)
  const { store } = bank.open.desk
  await store.updateTable('orders').set({ reason: '客户电话号码有误' }).where('id', '=', order.id).execute()
  const held = await bank.ask('auditor', 'GET', `/api/customers/${customer}/personal-data`)
  expect(held.body).toMatchObject({ orders: [{ id: order.id, reason: '客户电话号码有误' }] })
  const erased = await bank.ask('administrator', 'DELETE', `/api/customers/${customer}/personal-data`, {
    reason: '申请',
  })
  expect(erased).toMatchObject({ status: 200, body: { notes: 1 } })
  const kept = await bank.ask('auditor', 'GET', `/api/customers/${customer}/personal-data`)
  expect(kept.body).toMatchObject({ orders: [{ id: order.id, reason: '', amount: order.amount }] })
  // Nor is what it writes afterwards.
  await takeReport(bank.open.desk.journal, { order: order.id, state: 'rejected', reason: '客户姓名有误' })
  const later = await bank.ask('auditor', 'GET', `/api/customers/${customer}/personal-data`)
  expect(later.body).toMatchObject({ orders: [{ id: order.id, state: 'rejected', reason: '' }] })
  expect(JSON.stringify(later.body)).not.toContain('客户姓名有误')
  expect((await place(orderOf(customer, product))).status).toBe(410)
  const ofBranch = await bank.ask(manager(), 'GET', `/api/branches/${branch}/orders`)
  expect(JSON.stringify(ofBranch.body)).not.toContain(order.id)
})
