import { parsePlaybook, readCustomer } from '@branch-playbook/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'

let bank: SmallBank
beforeAll(async () => {
  bank = await smallBank()
})
afterAll(() => bank.end())

const valuesSchema = z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()]))
const pageSchema = z.object({
  customer: z.object({ name: z.string(), phone: z.string().nullable() }),
  facts: z.array(z.object({ name: z.string(), value: z.unknown() })),
})

async function factsOf(customer: string, user = 'strategist') {
  const { status, body } = await bank.ask(user, 'GET', `/api/customers/${customer}/facts`)
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`)
  return valuesSchema.parse(body)
}

test('the facts of a customer are those of his page, can be read by the playbook, and do not name him', async () => {
  const { body } = await bank.ask('strategist', 'GET', '/api/playbooks/retail/draft')
  const { document } = z.object({ document: z.unknown() }).parse(body)
  const playbook = parsePlaybook(document)
  for (const id of [...bank.open.desk.snapshot.customers.ids].slice(0, 20)) {
    const page = pageSchema.parse((await bank.ask('strategist', 'GET', `/api/customers/${id}`)).body)
    const facts = await factsOf(id)
    expect(facts).toMatchObject(Object.fromEntries(page.facts.map(({ name, value }) => [name, value])))
    const { name, phone } = page.customer
    const text = JSON.stringify(facts)
    for (const personal of [id, name, phone]) expect(text).not.toContain(personal)
    if (!playbook.ok) throw new Error(JSON.stringify(playbook.problems))
    const asked = Object.entries(facts).filter(([fact]) => page.facts.some((each) => each.name === fact))
    expect(readCustomer(playbook.value, Object.fromEntries(asked)).problems).toEqual([])
  }
})

test('who looked is in the log; branch staff and machines of a branch do not look there', async () => {
  const id = bank.open.desk.snapshot.customers.ids.at(3) ?? ''
  await factsOf(id)
  const { body } = await bank.ask('auditor', 'GET', '/api/audit?limit=1')
  expect(JSON.stringify(body)).toContain('customer.viewed')
  expect(JSON.stringify(body)).toContain(id)
  const branch = bank.open.desk.snapshot.branches[0]?.id
  expect((await bank.ask(`manager-${branch}`, 'GET', `/api/customers/${id}/facts`)).status).toBe(403)
  expect(await bank.ask('strategist', 'GET', '/api/customers/nobody/facts')).toMatchObject({
    status: 404,
    body: { type: '/problems/unknown_customer' },
  })
})
