import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { storedOrder } from '../orders/testing/stored.ts'
import { addOrder } from '../store/orders.ts'
import { nightTo } from '../testing/night.ts'
import {
  type Action,
  contactWith,
  LIST_DAY,
  listOf,
  type SmallBank,
  smallBank,
} from '../testing/small-bank.ts'
import { changingNothing } from '../testing/unchanged.ts'

let bank: SmallBank
const [SECOND, THIRD] = ['2026-03-12', '2026-03-13']
const MANAGER = 'manager-B001'

beforeAll(async () => {
  bank = await smallBank()
})
afterAll(async () => {
  expect(bank.faults).toEqual([])
  await bank.end()
})

async function log(action: Action, outcome: string, more: object = {}): Promise<void> {
  const given = { ...contactWith(action, outcome), ...more }
  expect((await bank.ask(MANAGER, 'POST', '/api/contacts', given)).status).toBe(201)
}

const countsSchema = z.object({
  basis: z.object({ success: z.string(), from: z.string(), until: z.string(), evidence: z.string() }),
  contacts: z.number(),
  occasions: z.number(),
  leftOut: z.object({ unplanned: z.number(), elsewhere: z.number(), open: z.number() }),
  cells: z.array(
    z.object({
      source: z.string(),
      tier: z.string().nullable(),
      strategy: z.string().nullable(),
      week: z.string(),
      tries: z.number(),
      successes: z.number(),
    }),
  ),
})

/** What was counted, which changes not a row of the store. */
async function counted(query = '', playbook = 'retail') {
  const path = `/api/playbooks/${playbook}/learning${query}`
  const { status, body } = await changingNothing(bank, () => bank.ask('strategist', 'GET', path))
  expect([status, body]).toEqual([200, expect.anything()])
  return countsSchema.parse(body)
}

test('Occasions are counted once, by what led, and only what is settled', async () => {
  const morning = (await listOf(bank, 'B001')).actions.filter(
    ({ listing, sources }) => listing === 'listed' && sources.length > 0,
  )
  const [interested, refused, tried, promised, ordering, kept] = morning
  if (!interested || !refused || !tried || !promised || !ordering || !kept) throw new Error('A short list')
  await log(interested, 'interested')
  await log(refused, 'refused')
  await log(tried, 'not_reached')
  await log(tried, 'not_reached')
  await log(tried, 'interested')
  await log(promised, 'call_back', { callBackOn: SECOND })
  await log(kept, 'call_back', { callBackOn: SECOND })
  await log(ordering, 'reached')
  await log(refused, 'interested', { id: randomUUID(), action: undefined })
  // The day is not over.
  expect(await counted()).toMatchObject({ contacts: 0, occasions: 0, cells: [] })
  await nightTo(bank, SECOND)
  const first = await counted()
  expect(first).toMatchObject({
    basis: { success: 'interested', until: LIST_DAY },
    contacts: 9,
    occasions: 4,
    leftOut: { unplanned: 1, elsewhere: 0, open: 2 },
  })
  expect(first.cells.every(({ week }) => week === '2026-03-09')).toBe(true)
  expect(sum(first.cells)).toEqual([4, 2])
  const ofInterested = first.cells.filter(
    ({ source, tier }) => source === interested.sources[0]?.id && tier === interested.tier,
  )
  expect(sum(ofInterested)[1]).toBeGreaterThan(0)
  expect(sum((await counted('?success=reached')).cells)).toEqual([4, 4])

  // A promised call that is kept counts for the occasion that it put off, on the day of that.
  const call = (await listOf(bank, 'B001')).actions.find(
    ({ action, customer }) => action === 'call_back' && customer.id === promised.customer.id,
  )
  if (!call) throw new Error('No call was promised')
  await log(call, 'interested')
  await nightTo(bank, THIRD)
  const second = await counted()
  expect([second.occasions, sum(second.cells), second.leftOut.open]).toEqual([5, [5, 3], 1])
  const gained = second.cells.filter(
    (each) => !first.cells.some((before) => JSON.stringify(before) === JSON.stringify(each)),
  )
  expect(gained).toMatchObject([{ source: promised.sources[0]?.id, tier: promised.tier, week: '2026-03-09' }])

  // An order on the day is interest, also where whoever logged it said only that he was reached.
  await order(ordering.customer.id, LIST_DAY, 'rejected')
  expect(sum((await counted()).cells)).toEqual([5, 3])
  await order(ordering.customer.id, LIST_DAY, 'placed')
  const third = await counted()
  expect(sum(third.cells)).toEqual([5, 4])
  expect(third.basis.evidence).not.toBe(second.basis.evidence)
  // As long as orders may still come of them, contacts say nothing of orders.
  expect(await counted('?success=ordered')).toMatchObject({ occasions: 0, basis: { until: '2026-02-26' } })
})

test('The same question has the same answer, and counts only', async () => {
  const query = `?from=${LIST_DAY}&until=${LIST_DAY}`
  const one = await counted(query)
  expect(await counted(query)).toEqual(one)
  expect(one.basis).toMatchObject({ from: LIST_DAY, until: LIST_DAY })
  expect(JSON.stringify(one)).not.toMatch(/C\d{5}|"customer"|"adviser"/)
})

test('Only a playbook and a period that there are', async () => {
  const ask = (path: string, user = 'strategist') => bank.ask(user, 'GET', path)
  expect(await ask('/api/playbooks/nothing/learning')).toMatchObject({ status: 404 })
  expect(await ask('/api/playbooks/retail/learning?from=2026-03-12&until=2026-03-11')).toMatchObject({
    status: 422,
    body: { type: '/problems/learning_period' },
  })
  expect(await ask('/api/playbooks/retail/learning', MANAGER)).toMatchObject({ status: 403 })
  expect(await ask('/api/playbooks/retail/learning', 'approver')).toMatchObject({ status: 200 })
})

const sum = (cells: readonly { tries: number; successes: number }[]) => [
  cells.reduce((all, { tries }) => all + tries, 0),
  cells.reduce((all, { successes }) => all + successes, 0),
]

const order = (customer: string, day: string, state: 'placed' | 'rejected') =>
  addOrder(bank.open.desk.store, storedOrder({ customer, day, state }))
