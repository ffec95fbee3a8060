import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'

let bank: SmallBank
let customer = ''

const pageSchema = z.object({
  since: z.string(),
  count: z.number(),
  credit: z.number(),
  debit: z.number(),
  transactions: z.array(
    z.object({
      id: z.string(),
      day: z.string(),
      amount: z.number(),
      kind: z.string(),
      holding: z.object({ id: z.string(), nameEn: z.string().nullable() }).nullable(),
    }),
  ),
  next: z.string().nullable(),
})

async function pageOf(query: Record<string, string> = {}, of = customer) {
  const path = `/api/customers/${of}/transactions?${new URLSearchParams(query)}`
  const { status, body } = await bank.ask('auditor', 'GET', path)
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`)
  return pageSchema.parse(body)
}

/** All of them, in pages. */
async function every(limit: number, query: Record<string, string> = {}) {
  const found: z.infer<typeof pageSchema>['transactions'] = []
  let after: string | null = null
  do {
    const page = await pageOf({ ...query, limit: String(limit), ...(after !== null && { after }) })
    found.push(...page.transactions)
    after = page.next
  } while (after !== null)
  return found
}

beforeAll(async () => {
  bank = await smallBank()
  // One with many transactions.
  const moved = bank.open.desk.snapshot.facts.get('transactions_90d') ?? []
  const busiest = [...moved].indexOf(Math.max(...moved))
  customer = bank.open.desk.snapshot.customers.ids.at(busiest) ?? ''
})
afterAll(async () => {
  expect(bank.faults).toEqual([])
  await bank.end()
})

test('pages of any size go through all transactions once, the latest first, also within a day', async () => {
  const whole = await every(200)
  expect(whole.length).toBeGreaterThan(60)
  expect(whole.map(({ day }) => day)).toEqual(
    whole
      .map(({ day }) => day)
      .toSorted()
      .toReversed(),
  )
  expect(new Set(whole.map(({ day }) => day)).size).toBeLessThan(whole.length)
  for (const size of [7, 50]) expect(await every(size)).toEqual(whole)
  const { count, since } = await pageOf({ limit: '1' })
  expect(count).toBe(whole.length)
  expect(since).toBe('2025-12-11')
  expect(whole.every(({ day }) => day >= since && day <= '2026-03-10')).toBe(true)
})

test('a search means a number, an account, a product, an amount, or a kind by what people call it', async () => {
  const whole = await every(200)
  const [one] = whole
  if (!one?.holding) throw new Error('There is no transaction')
  expect((await every(200, { search: one.id })).map(({ id }) => id)).toContain(one.id)
  expect(await every(200, { search: one.holding.id.toLowerCase() })).toEqual(
    whole.filter(({ holding }) => holding?.id.includes(one.holding?.id ?? '')),
  )
  expect(await every(200, { search: 'demand DEPOSIT' })).toEqual(
    whole.filter(({ holding }) => holding?.nameEn === 'Demand deposit'),
  )
  const digits = String(Math.trunc(Math.abs(one.amount) / 100)).slice(0, 2)
  const byAmount = await every(200, { search: `¥${digits}` })
  expect(byAmount.map(({ id }) => id)).toContain(one.id)
  expect(byAmount.every(({ amount }) => String(Math.trunc(Math.abs(amount) / 100)).startsWith(digits))).toBe(
    true,
  )
  expect(await every(200, { search: '还款', kinds: `${one.kind},nonsense` })).toEqual(
    whole.filter(({ kind }) => kind === one.kind),
  )
  expect(await every(200, { search: "' OR 1=1 --" })).toEqual([])
})

test('what came in and what went out are told apart, and added up over all pages', async () => {
  const whole = await every(200)
  const credits = whole.filter(({ amount }) => amount > 0)
  const page = await pageOf({ direction: 'in', limit: '1' })
  expect(await every(200, { direction: 'in' })).toEqual(credits)
  expect(page.credit).toBe(credits.reduce((sum, { amount }) => sum + amount, 0))
  expect([page.debit, page.count]).toEqual([0, credits.length])
  expect((await pageOf({ direction: 'out' })).credit).toBe(0)
})

test('a page that is none is refused, and a look is in the log', async () => {
  const refused = await bank.ask('auditor', 'GET', `/api/customers/${customer}/transactions?after=tomorrow`)
  expect(refused).toMatchObject({ status: 400, body: { type: '/problems/invalid_request' } })
  await pageOf()
  const { body } = await bank.ask('auditor', 'GET', '/api/audit?limit=1')
  expect(JSON.stringify(body)).toContain('customers/transactions')
  expect(JSON.stringify(body)).toContain(customer)
})
