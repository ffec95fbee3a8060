import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'
import { FileCore } from './file-core.ts'
import { HttpCore } from './http-core.ts'
import { customerWith, type OfferedProduct, orderOf } from './testing/buyer.ts'
import { signedReport, type TestCore, testCore } from './testing/core.ts'

const SECRET = Buffer.alloc(32, 7)
/** Every test leaves orders that the core never ends: more than are asked for at a time. */
const PACE = { first: 20, longest: 200, most: 3 }
/** Less than a slow core takes. */
const PATIENCE = 500

/** Longer than a machine takes that is busy with other things. */
const poll = <Seen>(look: () => Seen) => expect.poll(look, { timeout: 20_000 })

let bank: SmallBank
let core: TestCore
let user: string
let buyer: { customer: string; product: OfferedProduct }

beforeAll(async () => {
  bank = await smallBank()
  const { branches, customers } = bank.open.desk.snapshot
  user = `manager-${branches[0]?.id}`
  buyer = await customerWith(
    bank.ask,
    [...customers.ids].filter((_, row) => customers.branch[row] === 0),
    'annuity',
  )
})
beforeEach(async () => {
  core = await testCore(SECRET)
})
afterEach(async () => {
  await core.stop()
  // The next test connects a core of its own.
  await bank.restart()
  expect(bank.faults).toEqual([])
})
afterAll(() => bank.end())

function connect(collectEvery: number | null = null) {
  const http = new HttpCore({ url: core.url, secret: SECRET, patience: PATIENCE, collectEvery })
  bank.open.desk.courier.connect(http, (fault) => bank.faults.push(fault), PACE)
}
async function place() {
  const order = orderOf(buyer.customer, buyer.product)
  expect((await bank.ask(user, 'POST', '/api/orders', order)).status).toBe(201)
  return order.id
}
const cancel = (id: string) => bank.ask(user, 'POST', `/api/orders/${id}/cancellation`)
const orderAt = (id: string) =>
  bank.open.desk.store.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const offerSchema = z.object({ products: z.array(z.object({ id: z.string(), final: z.boolean() })) })
const stateOf = async (id: string) => (await orderAt(id)).state
const stepsOf = async (id: string) => {
  const rows = await bank.open.desk.store
    .selectFrom('order_steps')
    .select('step')
    .where('order_id', '=', id)
    .orderBy('number')
    .execute()
  return rows.map(({ step }) => step)
}
async function report(content: object, at?: number) {
  const { body, headers } = signedReport(SECRET, content, at)
  return (await bank.ask(null, 'POST', '/api/orders/status', body, headers)).status
}

test('A core that is down, cuts the line or is slow has every order once, and each is handed over', async () => {
  core.moods.push('down', 'cuts', 'slow', 'down', 'cuts', 'slow')
  connect()
  const orders = await Promise.all(Array.from({ length: 5 }, place))
  await poll(() => Promise.all(orders.map(stateOf))).toEqual(orders.map(() => 'handed_over'))
  expect([...core.taken.keys()].toSorted()).toEqual(orders.toSorted())
  expect(core.asked.length).toBeGreaterThanOrEqual(11)
  for (const order of orders) expect(await stepsOf(order)).toEqual(['placed', 'handed_over'])
})

test('Orders wait for a core that nobody can reach, with why, and go when it is there; also after a restart', async () => {
  await core.stop()
  connect()
  const order = await place()
  const shown = () => bank.ask(user, 'GET', `/api/customers/${buyer.customer}/orders`)
  await expect
    .poll(async () => (await shown()).body)
    .toContainEqual(expect.objectContaining({ id: order, state: 'placed', fault: 'ECONNREFUSED' }))
  await bank.restart()
  core = await testCore(SECRET)
  connect()
  await poll(() => stateOf(order)).toBe('handed_over')
  expect(core.taken.has(order)).toBe(true)
})

test('What the core reports counts once, in whatever order, and only with its signature', async () => {
  connect()
  const order = await place()
  await poll(() => stateOf(order)).toBe('handed_over')
  expect(await report({ order, state: 'settled', reference: 'K7' })).toBe(200)
  for (const state of ['accepted', 'settled', 'rejected']) expect(await report({ order, state })).toBe(200)
  expect(await orderAt(order)).toMatchObject({ state: 'settled', reference: 'K7' })
  expect(await stepsOf(order)).toEqual(['placed', 'handed_over', 'settled'])
  // That it is rejected after all is for people to look into.
  const { body } = await bank.ask('auditor', 'GET', '/api/audit?action=order.contradicted')
  expect(JSON.stringify(body)).toContain(order)
  expect(await report({ order, state: 'accepted' }, Date.now() - 600_000)).toBe(401)
  expect(await report({ order: crypto.randomUUID(), state: 'accepted' })).toBe(404)
  const { body: text } = signedReport(SECRET, { order, state: 'rejected' })
  const unsigned = await bank.ask(null, 'POST', '/api/orders/status', text)
  expect(unsigned).toMatchObject({ status: 401, body: { type: '/problems/wrong_signature' } })
  const { headers } = signedReport(Buffer.alloc(32, 8), { order, state: 'rejected' })
  expect((await bank.ask(null, 'POST', '/api/orders/status', text, headers)).status).toBe(401)
})

test('What the core says in its answer counts, and a core that does not report is asked', async () => {
  core.moods.push('accepts')
  connect(30)
  const order = await place()
  await poll(() => orderAt(order)).toMatchObject({ state: 'accepted', reference: 'K1' })
  core.stands.set(order, { state: 'rejected', reason: '账户余额不足' })
  await poll(() => orderAt(order)).toMatchObject({ state: 'rejected', reason: '账户余额不足' })
})

test('The core is asked for every order that is open, however many there are', async () => {
  connect(30)
  const orders: string[] = []
  for (let at = 0; at < 7; at += 1) orders.push(await place())
  await poll(() => Promise.all(orders.map(stateOf))).toEqual(orders.map(() => 'handed_over'))
  for (const order of orders.toReversed()) {
    core.stands.set(order, { state: 'accepted' })
    await poll(() => stateOf(order)).toBe('accepted')
  }
  // Also after the last has had its turn.
  for (const order of orders) core.stands.set(order, { state: 'settled' })
  await poll(() => Promise.all(orders.map(stateOf))).toEqual(orders.map(() => 'settled'))
})

test('A cancel follows its order to the core, which has the last word, and is not told to it before', async () => {
  core.moods.push('down', 'down', 'down')
  connect()
  const order = await place()
  await poll(() => core.asked.length).toBeGreaterThan(0)
  expect((await cancel(order)).body).toMatchObject({ order: { cancel: 'asked', cancellable: false } })
  await cancel(order)
  await poll(() => [...core.taken.keys()]).toEqual([order, `${order}.cancel`])
  expect(await report({ order, state: 'settled' })).toBe(200)
  expect(await report({ order, state: 'cancelled' })).toBe(200)
  expect(await orderAt(order)).toMatchObject({ state: 'cancelled' })
  expect((await cancel(order)).body).toMatchObject({ order: { state: 'cancelled' } })
  expect(core.taken.size).toBe(2)
  const other = await place()
  await poll(() => stateOf(other)).toBe('handed_over')
  await cancel(other)
  expect(await report({ order: other, state: 'cancel_refused', reason: '已过冷静期' })).toBe(200)
  expect((await cancel(other)).status).toBe(409)
})

test('What has no cooling-off says beforehand whether an order of it can be taken back', async () => {
  const { customer } = buyer
  const finalOnes = async () => {
    const { body } = await bank.ask(user, 'GET', `/api/customers/${customer}/products`)
    return offerSchema.parse(body).products.flatMap(({ id, final }) => (final ? [id] : []))
  }
  expect(await finalOnes()).toEqual([])
  connect()
  const final = await finalOnes()
  expect(final).toContain('treasury_bond')
  expect(final).not.toContain('annuity')
})

test('Files: an order is a file that is whole, reports are read once, and what is wrong with one is written beside it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'core-'))
  const files = (...names: string[]) =>
    readdirSync(join(directory, ...names)).filter((name) => name.includes('.json'))
  try {
    const file = new FileCore(directory, 30)
    bank.open.desk.courier.connect(file, (fault) => bank.faults.push(fault), PACE)
    const order = await place()
    await poll(() => stateOf(order)).toBe('handed_over')
    expect(files('out')).toContain(`${order}.json`)
    expect(JSON.parse(readFileSync(join(directory, 'out', `${order}.json`), 'utf8'))).toMatchObject({ order })
    // The core takes it; were it handed over again, the core would not see it again.
    renameSync(join(directory, 'out', `${order}.json`), join(directory, 'out', 'taken', `${order}.json`))
    await file.hand({ id: order, kind: 'order', body: '{}' })
    expect(files('out')).not.toContain(`${order}.json`)
    mkdirSync(join(directory, 'in'), { recursive: true })
    const say = (name: string, content: string) => writeFileSync(join(directory, 'in', name), content)
    say(
      '1.json',
      JSON.stringify([
        { order, state: 'accepted' },
        { order, state: 'settled', reference: 'F1' },
      ]),
    )
    say('2.json', '{ half')
    say('3.json', JSON.stringify({ order: crypto.randomUUID(), state: 'accepted' }))
    say('4.json.tmp', 'being written')
    // What nobody can read keeps none of the others waiting.
    mkdirSync(join(directory, 'in', '0.json'))
    await poll(() => orderAt(order)).toMatchObject({ state: 'settled', reference: 'F1' })
    await poll(() => files('in')).toEqual(['0.json', '4.json.tmp'])
    expect(files('in', 'read')).toEqual(['1.json'])
    expect(files('in', 'refused').toSorted()).toEqual([
      '2.json',
      '2.json.why.txt',
      '3.json',
      '3.json.why.txt',
    ])
  } finally {
    await bank.open.desk.courier.stop()
    // Of the folder that is no report somebody is told.
    for (const { message } of bank.faults.splice(0)) expect(message).toContain('could not be taken in')
    rmSync(directory, { recursive: true, force: true })
  }
})
