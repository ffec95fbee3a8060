import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { addHandover } from '../store/handovers.ts'
import { allLists, contactWith, type SmallBank, smallBank } from '../testing/small-bank.ts'

let bank: SmallBank

beforeAll(async () => {
  bank = await smallBank()
})

afterAll(() => bank.end())

const dataSchema = z.object({
  erased: z.string().nullable(),
  page: z
    .object({
      customer: z.object({ name: z.string(), phone: z.string().nullable() }),
      transactions: z.array(z.object({ id: z.string() })),
    })
    .nullable(),
  contacts: z.array(z.object({ note: z.string(), outcome: z.string(), withdrawn: z.string().nullable() })),
  lists: z.array(z.object({ day: z.string(), key: z.string() })),
  looks: z.array(z.object({ by: z.string(), action: z.string() })),
})

async function dataOf(customer: string) {
  const { status, body } = await bank.ask('auditor', 'GET', `/api/customers/${customer}/personal-data`)
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`)
  return dataSchema.parse(body)
}

const erase = (customer: string, user = 'administrator') =>
  bank.ask(user, 'DELETE', `/api/customers/${customer}/personal-data`, { reason: '客户申请删除' })

const verified = async () => (await bank.ask('auditor', 'POST', '/api/audit/verification')).body

/** Everything that the store holds of what could tell who a customer is. */
async function personalInStore() {
  const { store } = bank.open.desk
  return JSON.stringify([
    await store
      .selectFrom('audit_personal')
      .innerJoin('audit_entries', 'number', 'entry')
      .select(['customer', 'text'])
      .where('action', '<>', 'customer.erased')
      .execute(),
    await store.selectFrom('contacts').select('note').execute(),
  ])
}

test('a contact that was taken back says so among what is held of the customer', async () => {
  const [list] = await allLists(bank)
  const action = list?.actions.at(-1)
  if (!action) throw new Error('Nobody is on the list')
  const manager = `manager-${bank.open.desk.snapshot.branches[0]?.id}`
  const contact = contactWith(action)
  expect((await bank.ask(manager, 'POST', '/api/contacts', contact)).status).toBe(201)
  expect((await dataOf(action.customer.id)).contacts).toMatchObject([{ withdrawn: null }])
  expect((await bank.ask(manager, 'POST', `/api/contacts/${contact.id}/withdrawal`)).status).toBe(200)
  const { contacts } = await dataOf(action.customer.id)
  expect(contacts).toMatchObject([{ outcome: contact.outcome, withdrawn: expect.stringMatching(/^20/) }])
})

test('a customer’s data are exported whole; erased, nothing personal is left or shown, and the log stays sound', async () => {
  const [list] = await allLists(bank)
  const [action, other] = list?.actions ?? []
  if (!list || !action || !other) throw new Error('Nobody is on the list')
  const { id, name } = action.customer
  const branchId = bank.open.desk.snapshot.branches[0]?.id
  const users = z
    .array(z.object({ id: z.string(), role: z.string(), branch: z.string().nullable() }))
    .parse((await bank.ask(null, 'GET', '/api/users/demo')).body)
  const someone = users.find(({ role, branch }) => role === 'manager' && branch === branchId)?.id ?? ''
  const logged = await bank.ask(someone, 'POST', '/api/contacts', {
    ...contactWith(action),
    note: '女儿出国留学',
  })
  expect(logged.status).toBe(201)
  await bank.ask('strategist', 'GET', `/api/customers/${id}`)
  await bank.ask('strategist', 'GET', `/api/customers?search=${encodeURIComponent(name)}`)
  await bank.ask('strategist', 'GET', `/api/customers/${other.customer.id}`)

  const data = await dataOf(id)
  expect(data).toMatchObject({ erased: null, page: { customer: { name } } })
  expect(data.contacts).toMatchObject([{ note: '女儿出国留学', outcome: 'reached' }])
  expect(data.lists.some(({ key }) => key === action.key)).toBe(true)
  expect(data.looks.map(({ action: what }) => what)).toEqual(
    expect.arrayContaining(['customer.viewed', 'customers.searched', 'contact.logged', 'customer.exported']),
  )
  expect(data.looks.some(({ by }) => by === 'strategist')).toBe(true)

  const run = await bank.open.desk.store.selectFrom('runs').selectAll().execute()
  const erased = await erase(id)
  expect(erased).toMatchObject({ status: 200, body: { parts: 5, notes: 1 } })
  expect(await verified()).toMatchObject({ ok: true })

  const left = await personalInStore()
  for (const secret of [`"${id}"`, name, '女儿出国留学']) expect(left).not.toContain(secret)
  expect(left).toContain(`"${other.customer.id}"`)
  for (const path of [`/api/customers/${id}`, `/api/contacts?customer=${id}`])
    expect(await bank.ask('auditor', 'GET', path)).toMatchObject({
      status: 410,
      body: { type: '/problems/customer_erased' },
    })
  expect((await bank.ask(someone, 'POST', '/api/contacts', contactWith(action))).status).toBe(410)
  const found = await bank.ask('auditor', 'GET', `/api/customers?search=${encodeURIComponent(name)}`)
  expect(JSON.stringify(found.body)).not.toContain(`"${id}"`)
  const lists = JSON.stringify(await allLists(bank))
  expect(lists).not.toContain(`"${id}"`)

  // What has to be kept is kept under the bare number, and the run that counted the contact is as it was.
  const kept = await dataOf(id)
  expect(kept.page).toBeNull()
  expect(kept.contacts).toMatchObject([{ note: '', outcome: 'reached' }])
  expect(kept.lists).toEqual(data.lists)
  expect(await bank.open.desk.store.selectFrom('runs').selectAll().execute()).toEqual(run)

  await bank.restart()
  expect((await bank.ask('auditor', 'GET', `/api/customers/${id}`)).status).toBe(410)
  const { identities, snapshot } = bank.open.desk
  expect(identities.at(snapshot.customers.rowOf(id) ?? -1)).toEqual({ name: id, phone: null })
  expect(await verified()).toMatchObject({ ok: true })
})

test('Of a customer whom the feeds do not have any more, a hand-over is told all the same', async () => {
  const by = { by: 'manager', at: '2026-03-01T02:00:00.000Z' }
  const handover = { id: randomUUID(), branch: 'B001', adviser: 'M0001', first_day: '2026-03-02' }
  const taken = [{ customer: 'C-gone', adviser: 'M0002' }]
  await addHandover(bank.open.desk.store, { ...handover, spread: 'tiers', takers: '["M0002"]', ...by }, taken)
  const { status, body } = await bank.ask('auditor', 'GET', '/api/customers/C-gone/personal-data')
  expect(status).toBe(200)
  expect(body).toMatchObject({ page: null, handovers: [{ from: 'M0001', to: 'M0002' }] })
})

test('erasing again changes nothing; only an administrator erases, and only auditors export', async () => {
  const id = bank.open.desk.snapshot.customers.ids.at(7) ?? ''
  const first = await erase(id)
  const entries = await bank.open.desk.store.selectFrom('audit_entries').select('number').execute()
  const second = await erase(id)
  expect(second).toMatchObject({ status: 200, body: { parts: 0, notes: 0 } })
  expect(second.body).toMatchObject({ at: z.object({ at: z.string() }).parse(first.body).at })
  expect(await bank.open.desk.store.selectFrom('audit_entries').select('number').execute()).toEqual(entries)
  for (const user of ['auditor', 'strategist', 'approver']) expect((await erase(id, user)).status).toBe(403)
  const asAdministrator = await bank.ask('administrator', 'GET', `/api/customers/${id}/personal-data`)
  expect(asAdministrator.status).toBe(403)
  expect((await erase('nobody')).status).toBe(404)
  const withoutReason = await bank.ask('administrator', 'DELETE', `/api/customers/${id}/personal-data`, {
    reason: '  ',
  })
  expect(withoutReason.status).toBe(400)
})

test('what an erasure does not name is missed all the same', async () => {
  const [, , , , , , , , id = '', other = ''] = bank.open.desk.snapshot.customers.ids
  await bank.ask('strategist', 'GET', `/api/customers/${id}`)
  await bank.ask('strategist', 'GET', `/api/customers/${other}`)
  const { store } = bank.open.desk
  const part = await store
    .selectFrom('audit_personal')
    .selectAll()
    .where('customer', '=', other)
    .executeTakeFirstOrThrow()
  await erase(id)
  await store.deleteFrom('audit_personal').where('customer', '=', other).execute()
  const found = await verified()
  await store.insertInto('audit_personal').values(part).execute()
  expect(found).toMatchObject({ ok: false, fault: { number: part.entry, what: 'personal_missing' } })
  expect(await verified()).toMatchObject({ ok: true })
})

test('What is noted of a customer while his personal data are erased is refused, or erased with them', async () => {
  const { ids, branch } = bank.open.desk.snapshot.customers
  const manager = `manager-${bank.open.desk.snapshot.branches[0]?.id}`
  const customers = [...ids].filter((_, row) => branch[row] === 0).slice(-6)
  // Who signs in for the first time takes longer than what he asks for.
  for (const user of [manager, 'administrator']) await bank.ask(user, 'GET', '/api/branches')
  for (const customer of customers) {
    const contact = { id: randomUUID(), customer, channel: 'phone', outcome: 'not_reached', note: '谨记' }
    const enquiry = { id: randomUUID(), from: { customer }, channel: 'phone', text: '谨问' }
    const answers = await Promise.all([
      bank.ask(manager, 'POST', '/api/contacts', contact),
      bank.ask(manager, 'POST', '/api/enquiries', enquiry),
      erase(customer),
    ])
    expect([201, 410]).toContain(answers[0].status)
    expect([201, 410]).toContain(answers[1].status)
    expect(answers[2].status).toBe(200)
    const { body } = await bank.ask('auditor', 'GET', `/api/customers/${customer}/personal-data`)
    expect(JSON.stringify(body)).not.toMatch(/谨[记问]/)
  }
})
