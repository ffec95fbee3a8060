import { expect, test } from 'vitest'
import { z } from 'zod'
import { customerWith, orderOf } from '../orders/testing/buyer.ts'
import { contactWith, listOf } from '../testing/small-bank.ts'
import { bankOfAllTests } from '../testing/test-banks.ts'

const bank = bankOfAllTests()

const figures = z.object({
  duties: z.array(
    z.object({
      adviser: z.string(),
      tier: z.string().nullable(),
      kept: z.number(),
      open: z.number(),
      late: z.number(),
    }),
  ),
  workload: z.array(z.object({ adviser: z.object({ id: z.string() }), due: z.number(), spent: z.number() })),
  byStrategy: z.array(
    z.object({
      of: z.string().nullable(),
      contacts: z.number(),
      orders: z.object({ placed: z.number() }),
    }),
  ),
  byAdviser: z.array(
    z.object({
      of: z.string().nullable(),
      contacts: z.number(),
      talked: z.object({ count: z.number() }),
      outcomes: z.array(z.object({ outcome: z.string(), count: z.number() })),
    }),
  ),
  blockedCallBacks: z.array(z.object({ customer: z.object({ id: z.string() }) })),
})
const read = async () => {
  const { status, body } = await bank.ask('manager-B001', 'GET', '/api/branches/B001/manager?days=90')
  expect(status).toBe(200)
  return figures.parse(body)
}

test('A contact moves its duty to those kept, and counts with its adviser and outcome', async () => {
  const { actions } = await listOf(bank, 'B001')
  const duty = actions.find(({ action, overdue }) => action === 'coverage' && !overdue)
  if (!duty) return expect.fail('Nobody is due')
  const total = ({ duties }: z.infer<typeof figures>, of: 'kept' | 'open') =>
    duties.reduce((sum, each) => sum + each[of], 0)
  const before = await read()
  expect(before.byAdviser).toEqual([])
  expect((await bank.ask('manager-B001', 'POST', '/api/contacts', contactWith(duty))).status).toBe(201)
  const after = await read()
  expect(total(after, 'kept')).toBe(total(before, 'kept') + 1)
  expect(total(after, 'open')).toBe(total(before, 'open') - 1)
  expect(after.byAdviser).toMatchObject([{ contacts: 1, talked: { count: 1 } }])
  expect(after.byStrategy).toMatchObject([{ contacts: 1, orders: { placed: 0 } }])
  const spent = after.workload.reduce((sum, each) => sum + each.spent, 0)
  expect(spent).toBe(duty.minutes)
})

test('A promised call to somebody who must not be contacted any more is told, as no list has it', async () => {
  const { actions } = await listOf(bank, 'B001')
  const promised = actions[0] ?? expect.fail('The list is empty')
  const log = (action: typeof promised, result: string, more = {}) =>
    bank.ask('manager-B001', 'POST', '/api/contacts', { ...contactWith(action, result), ...more })
  expect((await log(promised, 'call_back', { callBackOn: bank.open.desk.day })).status).toBe(201)
  expect((await read()).blockedCallBacks).toEqual([])
  const { facts, customers } = bank.open.desk.snapshot
  const wishes = facts.get('do_not_contact')
  if (wishes) wishes[customers.rowOf(promised.customer.id) ?? -1] = 2
  await log(promised, 'not_reached')
  expect((await read()).blockedCallBacks).toMatchObject([{ customer: { id: promised.customer.id } }])
})

test('An order that comes of a call promised the same day has the strategy of the promise, as the contact has', async () => {
  const placedFor = async (strategy: string) => {
    const { byStrategy } = await read()
    return byStrategy.find(({ of }) => of === strategy)?.orders.placed ?? 0
  }
  const { actions } = await listOf(bank, 'B001')
  const due = actions.filter((each) => each.action !== 'call_back' && each.strategy !== null)
  const customers = due.map(({ customer }) => customer.id)
  const { customer, product } = await customerWith(bank.ask, customers, 'annuity')
  const action = due.find((each) => each.customer.id === customer)
  const strategy = action?.strategy?.id
  if (!action || strategy === undefined) return expect.fail('Nobody is due')
  const promise = { ...contactWith(action, 'call_back'), callBackOn: bank.open.desk.day }
  expect(await bank.ask('manager-B001', 'POST', '/api/contacts', promise)).toMatchObject({ status: 201 })
  const promised = (await listOf(bank, 'B001')).actions.find((each) => each.customer.id === customer)
  expect(promised?.action).toBe('call_back')
  const before = await placedFor(strategy)
  const order = orderOf(customer, product, { action: promised?.key })
  expect(await bank.ask('manager-B001', 'POST', '/api/orders', order)).toMatchObject({ status: 201 })
  expect(await placedFor(strategy)).toBe(before + 1)
})
