import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { check } from '../audit/check.ts'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'

let bank: SmallBank

beforeAll(async () => {
  bank = await smallBank()
})

afterAll(() => bank.end())

const logSchema = z.object({
  entries: z.array(
    z.object({
      number: z.number(),
      by: z.string(),
      action: z.string(),
      subject: z.string(),
      details: z.record(z.string(), z.unknown()),
      personal: z.array(z.object({ customer: z.string(), text: z.string() })).nullable(),
    }),
  ),
  next: z.number().nullable(),
})

async function logOf(query = '', user = 'auditor') {
  const { status, body } = await bank.ask(user, 'GET', `/api/audit${query}`)
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`)
  return logSchema.parse(body)
}

const customer = () => bank.open.desk.snapshot.customers.ids.at(0) ?? ''
const verified = () => bank.ask('auditor', 'POST', '/api/audit/verification')

test.each([
  ['customer.viewed', 'customers', () => `/api/customers/${customer()}`, 1],
  ['customer.viewed', 'contacts', () => `/api/contacts?customer=${customer()}`, 1],
  [
    'customer.viewed',
    'customers',
    () => `/api/snapshots/${bank.open.desk.snapshot.manifest.hash}/customers?rows=1,0`,
    2,
  ],
  ['customers.searched', 'customers', () => `/api/customers?search=${customer()}`, 2],
  ['list.viewed', 'branches/', () => `/api/branches/${bank.open.desk.snapshot.branches[0]?.id}/actions`, 0],
  [
    'population.read',
    'snapshots/',
    () => `/api/snapshots/${bank.open.desk.snapshot.manifest.hash}/columns/last_contact`,
    0,
  ],
])('%s (%s): who looks is in the log, with whom he saw', async (action, subject, path, parts) => {
  const { status } = await bank.ask('strategist', 'GET', path())
  expect(status).toBe(200)
  const [entry] = (await logOf()).entries
  expect(entry).toMatchObject({ action, by: 'strategist' })
  expect(entry?.subject.startsWith(subject)).toBe(true)
  expect(entry?.personal).toHaveLength(parts)
  if (parts > 0) expect(entry?.personal?.some((each) => each.customer === customer())).toBe(true)
  // Nothing in the chain tells who it was.
  expect(JSON.stringify({ ...entry, personal: null })).not.toContain(customer())
})

test('a look that is refused is not logged, and one that cannot be logged is refused', async () => {
  const { store } = bank.open.desk
  const before = (await logOf('?limit=1')).entries[0]?.number
  expect((await bank.ask('auditor', 'GET', '/api/customers/nobody')).status).toBe(404)
  expect((await bank.ask('administrator', 'GET', `/api/customers/${customer()}`)).status).toBe(403)
  expect((await logOf('?limit=1')).entries[0]?.number).toBe(before)
  await store.schema.alterTable('audit_personal').renameTo('audit_gone').execute()
  const refused = await bank.ask('auditor', 'GET', `/api/customers/${customer()}`)
  await store.schema.alterTable('audit_gone').renameTo('audit_personal').execute()
  expect(refused).toMatchObject({ status: 503, body: { type: '/problems/log_unwritable' } })
  expect(bank.faults.splice(0)).toHaveLength(1)
  expect((await bank.ask('auditor', 'GET', `/api/customers/${customer()}`)).status).toBe(200)
})

test('the log is read by action, user, subject and day, page by page; whom it is about only auditors read', async () => {
  for (let look = 0; look < 5; look += 1) await bank.ask('approver', 'GET', `/api/customers/${customer()}`)
  const first = await logOf('?action=customer.viewed&by=approver&limit=3')
  expect(first.entries).toHaveLength(3)
  const second = await logOf(`?action=customer.viewed&by=approver&limit=3&before=${first.next}`)
  expect(second.entries).toHaveLength(2)
  expect(second.next).toBeNull()
  const numbers = [...first.entries, ...second.entries].map(({ number }) => number)
  expect(numbers).toEqual([...new Set(numbers)].toSorted((left, right) => right - left))
  expect((await logOf('?subject=CUSTOMERS')).entries).toEqual([])
  expect((await logOf('?subject=cust%25')).entries).toEqual([])
  const today = new Date().toISOString().slice(0, 10)
  expect((await logOf(`?from=${today}&to=${today}&limit=3`)).entries).toHaveLength(3)
  expect((await logOf('?to=2020-01-01')).entries).toEqual([])
  expect((await logOf(`?to=9999-12-31&from=${today}&limit=3`)).entries).toHaveLength(3)
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  expect((await logOf(`?from=${today}&to=${yesterday}`)).entries).toEqual([])
  const begins = async (beginning: string) =>
    new Set((await logOf(`?subject=${beginning}`)).entries.map(({ subject }) => subject))
  expect(await begins('custom')).toEqual(new Set(['customers']))
  expect(await begins('customers%F0%9F%98%80')).toEqual(new Set())
  const asAdministrator = await logOf('?action=customer.viewed', 'administrator')
  expect(asAdministrator.entries.every(({ personal }) => personal === null)).toBe(true)
  expect((await bank.ask('strategist', 'GET', '/api/audit')).status).toBe(403)
  expect((await bank.ask('auditor', 'GET', '/api/audit?limit=201')).status).toBe(400)
  expect((await bank.ask('auditor', 'GET', '/api/audit?action=unheard.of')).status).toBe(400)
})

test('a check of the log is itself logged, and says in both languages what is wrong', async () => {
  expect((await verified()).body).toMatchObject({ ok: true, fault: null })
  expect((await logOf('?limit=1')).entries[0]).toMatchObject({
    action: 'log.verified',
    by: 'auditor',
    details: { ok: true },
  })
  const { store } = bank.open.desk
  const second = store.updateTable('audit_entries').where('number', '=', 2)
  const { subject } = await store
    .selectFrom('audit_entries')
    .select('subject')
    .where('number', '=', 2)
    .executeTakeFirstOrThrow()
  await second.set({ subject: `${subject}x` }).execute()
  const { status, body } = await verified()
  await second.set({ subject }).execute()
  expect(status).toBe(200)
  expect(body).toMatchObject({ ok: false, entries: 1, fault: { number: 2, what: 'changed' } })
  expect(JSON.stringify(body)).toMatch(/Entry 2 was changed.*|第 2 条记录被改动/)
})

test('once the sealed head was moved back, nothing is shown any more, but the check says why', async () => {
  const { store } = bank.open.desk
  const { id: _id, ...head } = await store.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow()
  const before = await store
    .selectFrom('audit_entries')
    .select('hash')
    .where('number', '=', head.number - 1)
    .executeTakeFirstOrThrow()
  await store
    .updateTable('audit_head')
    .set({ number: head.number - 1, hash: before.hash })
    .execute()
  const [looked, checked, read] = [
    await bank.ask('auditor', 'GET', `/api/customers/${customer()}`),
    await verified(),
    // Who looks at a broken log must not be kept from it; whom it is about is a look that cannot be written down.
    await logOf('?action=customer.viewed'),
  ]
  await store.updateTable('audit_head').set(head).execute()
  expect(looked).toMatchObject({ status: 503, body: { type: '/problems/log_unwritable' } })
  expect(checked).toMatchObject({
    status: 200,
    body: { ok: false, fault: { number: head.number, what: 'head_differs' } },
  })
  expect(read.entries.length).toBeGreaterThan(0)
  expect(read.entries.every(({ personal }) => personal === null)).toBe(true)
  expect((await verified()).body).toMatchObject({ ok: true })
  bank.faults.length = 0
})

test('an export with a checkpoint is checked offline; it holds nothing personal', async () => {
  await bank.ask('strategist', 'GET', `/api/customers/${customer()}`)
  const { body: checkpoint } = await bank.ask('auditor', 'GET', '/api/audit/checkpoint')
  const { body: key } = await bank.ask('auditor', 'GET', '/api/audit/key')
  const exported = await bank.ask('auditor', 'GET', '/api/audit/export?format=jsonl')
  expect(exported.status).toBe(200)
  const text = z.string().parse(exported.body)
  expect(text).not.toContain(customer())
  const file = (name: string, content: string) => {
    const path = join(bank.dataDirectory, name)
    writeFileSync(path, content)
    return path
  }
  const said: string[] = []
  const words = [
    file('log.jsonl', text),
    file('checkpoint.json', JSON.stringify(checkpoint)),
    '--key',
    file('key.pem', z.object({ publicKey: z.string() }).parse(key).publicKey),
  ]
  expect(await check(words, (sentence) => said.push(sentence)), said.join('\n')).toBe(0)
  const csv = z.string().parse((await bank.ask('auditor', 'GET', '/api/audit/export?format=csv')).body)
  expect(csv.split('\r\n')[0]).toBe('number,at,by,action,subject,details,commitments,previous,hash')
  expect((await logOf('?action=log.exported')).entries).toHaveLength(3)
  expect((await bank.ask('administrator', 'GET', '/api/audit/export')).status).toBe(403)
})
