import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contactWith, LIST_DAY, listOf, type SmallBank, smallBank } from '../testing/small-bank.ts'
import { ACCESS, accessTo } from './access.ts'

let bank: SmallBank
let now = Date.now()
/** What the places of paths and queries stand for. */
let places: Readonly<Record<string, string>>
const branch = 'B001'
/** The number of one of the demo bank's customers. */
const CUSTOMER = /\bC\d{6}\b/

beforeAll(async () => {
  bank = await smallBank({ now: () => new Date(now) })
  const { run, actions } = await listOf(bank, branch)
  const [action] = actions
  if (!action) throw new Error('The list is empty')
  const customer = action.customer.id
  const manager = `manager-${branch}`
  const done = async (path: string, body: object) => {
    const answer = await bank.ask(manager, 'POST', path, body)
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  }
  await done('/api/contacts', { ...contactWith(action), note: 'asked for a call' })
  const enquiry = { id: randomUUID(), from: { customer }, channel: 'counter', text: 'anything' }
  await done('/api/enquiries', enquiry)
  const { hash } = bank.open.desk.snapshot.manifest
  places = { customer, run: run.id, snapshot: hash, adviser: action.adviser.id, enquiry: enquiry.id }
  // Until then whoever looks at the list again goes on with the same look.
  now += 2 * 60_000
})
afterAll(async () => {
  expect(bank.faults).toEqual([])
  await bank.end()
})

const filled = (path: string) => path.replaceAll(/<(\w+)>/g, (_all, name: string) => places[name] ?? '')

/**
 * For every route that reads: what to ask it for, so that it shows as much as it can. Of those that are left out no
 * answer can name a customer, for the reason given.
 */
const ASKED: Readonly<Record<string, string | null>> = {
  'GET /api/users': '/api/users',
  'GET /api/tokens': '/api/tokens',
  'GET /api/sessions': '/api/sessions',
  'GET /api/session': '/api/session',
  'GET /api/digest': null,
  'GET /api/bank': '/api/bank',
  'GET /api/branches': '/api/branches',
  'GET /api/branches/{id}/actions': `/api/branches/${branch}/actions`,
  'GET /api/branches/{id}/leaves': `/api/branches/${branch}/leaves`,
  'GET /api/branches/{id}/week': `/api/branches/${branch}/week?adviser=<adviser>`,
  'GET /api/branches/{id}/manager': `/api/branches/${branch}/manager`,
  'GET /api/branches/{id}/handovers': `/api/branches/${branch}/handovers`,
  'GET /api/customers': `/api/customers?branch=${branch}`,
  'GET /api/customers/{id}': '/api/customers/<customer>',
  'GET /api/customers/{id}/transactions': '/api/customers/<customer>/transactions',
  'GET /api/customers/{id}/history': '/api/customers/<customer>/history',
  'GET /api/customers/{id}/particulars': '/api/customers/<customer>/particulars',
  'GET /api/customers/{id}/facts': '/api/customers/<customer>/facts',
  'GET /api/customers/{id}/personal-data': '/api/customers/<customer>/personal-data',
  'GET /api/contacts': '/api/contacts?customer=<customer>',
  'GET /api/enquiries': '/api/enquiries?customer=<customer>',
  'GET /api/enquiries/kinds': '/api/enquiries/kinds?customer=<customer>',
  'GET /api/branches/{id}/enquiries': `/api/branches/${branch}/enquiries`,
  'GET /api/customers/{id}/products': '/api/customers/<customer>/products',
  'GET /api/customers/{id}/orders': '/api/customers/<customer>/orders',
  'GET /api/branches/{id}/orders': `/api/branches/${branch}/orders`,
  'GET /api/campaigns': '/api/campaigns',
  'GET /api/events': '/api/events',
  'GET /api/events/{id}/revisions': '/api/events/none/revisions',
  'GET /api/playbooks': '/api/playbooks',
  'GET /api/playbooks/{id}/versions': '/api/playbooks/retail/versions',
  'GET /api/playbooks/{id}/versions/{version}': '/api/playbooks/retail/versions/1',
  'GET /api/playbooks/{id}/versions/{version}/document': '/api/playbooks/retail/versions/1/document',
  'GET /api/activations': '/api/activations',
  'GET /api/rules': '/api/rules',
  'GET /api/playbooks/{id}/versions/{version}/effect': '/api/playbooks/retail/versions/1/effect',
  'GET /api/playbooks/{id}/comparison': '/api/playbooks/retail/comparison?from=1&to=1',
  'GET /api/playbooks/{id}/draft/effect': '/api/playbooks/retail/draft/effect',
  'GET /api/playbooks/{id}/draft': '/api/playbooks/retail/draft',
  // News of a draft, without an end.
  'GET /api/playbooks/{id}/live': null,
  'GET /api/playbooks/{id}/comments': '/api/playbooks/retail/comments',
  'GET /api/overlays': '/api/overlays',
  'GET /api/branches/{id}/overlays': `/api/branches/${branch}/overlays`,
  'GET /api/experiments': '/api/experiments',
  'GET /api/experiments/{id}': '/api/experiments/none',
  'GET /api/experiments/{id}/outcomes': '/api/experiments/none/outcomes',
  'GET /api/runs': '/api/runs',
  'GET /api/runs/{id}': '/api/runs/<run>',
  'GET /api/runs/{id}/customers/{customer}': '/api/runs/<run>/customers/<customer>',
  'GET /api/as-of/branches': `/api/as-of/branches?day=${LIST_DAY}`,
  'GET /api/branches/{id}/as-of': `/api/branches/${branch}/as-of?day=${LIST_DAY}`,
  'GET /api/branches/{id}/as-of/days': `/api/branches/${branch}/as-of/days`,
  'GET /api/playbooks/{id}/learning': null,
  'GET /api/backtests/days': '/api/backtests/days',
  'GET /api/backtests/{id}': '/api/backtests/none',
  // `backtest.test.ts` sees to it: there has to be a backtest.
  'GET /api/backtests/{id}/customers': null,
  'GET /api/audit': '/api/audit',
  'GET /api/audit/checkpoint': '/api/audit/checkpoint',
  'GET /api/audit/export': '/api/audit/export',
  'GET /api/audit/key': '/api/audit/key',
  'GET /api/calendars/{id}': '/api/calendars/cn',
  'GET /api/snapshots/{hash}': '/api/snapshots/<snapshot>',
  'GET /api/snapshots/{hash}/customers': '/api/snapshots/<snapshot>/customers?rows=0,1,2',
  'GET /api/snapshots/{hash}/holdouts/{playbook}/{campaign}': null,
  'GET /api/snapshots/{hash}/columns/{name}': '/api/snapshots/<snapshot>/columns/contribution',
}

const newestEntry = async () =>
  bank.open.desk.store
    .selectFrom('audit_entries')
    .select(['number', 'by'])
    .orderBy('number', 'desc')
    .executeTakeFirst()

const reading = Object.keys(ACCESS).filter((rule) => rule.startsWith('GET ') && accessTo(rule) !== 'anyone')

test('Every route that reads is tried', () => {
  expect(Object.keys(ASKED).toSorted()).toEqual(reading.toSorted())
})

test('Whatever shows a customer has been written down as a look, by whoever it was', async () => {
  const shown: string[] = []
  for (const [rule, path] of Object.entries(ASKED)) {
    const access = accessTo(rule)
    if (path === null || access === 'anyone') continue
    for (const role of access.roles) {
      const user = role === 'manager' ? `manager-${branch}` : role
      const before = await newestEntry()
      const { body } = await bank.ask(user, 'GET', filled(path))
      if (!CUSTOMER.test(JSON.stringify(body))) continue
      shown.push(rule)
      const after = await newestEntry()
      expect({ rule, role, logged: after?.number !== before?.number, by: after?.by }).toEqual({
        rule,
        role,
        logged: true,
        by: user,
      })
    }
  }
  // It is no use unless much is shown.
  expect(new Set(shown).size).toBeGreaterThan(12)
})
