import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { onFullDisk } from '../testing/full-disk.ts'
import { CUSTOMERS, contactWith, listOf, RATE_CUT, type SmallBank, smallBank } from '../testing/small-bank.ts'
import { ACCESS } from './access.ts'

let bank: SmallBank
let ours: string
let theirs: string

beforeAll(async () => {
  bank = await smallBank()
  const [first, second] = bank.open.desk.snapshot.branches
  ours = first?.id ?? ''
  theirs = second?.id ?? ''
})
afterAll(async () => {
  expect(bank.faults).toEqual([])
  await bank.end()
})

const statusOf = async (user: string | null, method: string, path: string, body?: unknown) =>
  (await bank.ask(user, method, path, body)).status

describe('signing in', () => {
  test('by session works until signing out, and the cookie is out of reach of scripts', async () => {
    const signedIn = await bank.ask(null, 'POST', '/api/session', { user: 'strategist', password: 'demo' })
    expect(signedIn).toMatchObject({ status: 200, body: { user: { id: 'strategist', role: 'strategist' } } })
    const cookie = signedIn.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    const headers = { cookie: cookie.split(';')[0] ?? '' }
    expect((await bank.ask(null, 'GET', '/api/session', undefined, headers)).status).toBe(200)
    expect((await bank.ask(null, 'DELETE', '/api/session', undefined, headers)).status).toBe(204)
    expect((await bank.ask(null, 'GET', '/api/session', undefined, headers)).status).toBe(401)
  })

  test('is locked after five wrong passwords, even for the right one, and for this user only', async () => {
    const signIn = (password: string) => statusOf(null, 'POST', '/api/session', { user: 'auditor', password })
    for (let attempt = 0; attempt < 5; attempt += 1) expect(await signIn('guess')).toBe(401)
    expect(await signIn('demo')).toBe(429)
    expect(await statusOf('approver', 'GET', '/api/bank')).toBe(200)
    await bank.open.desk.store.deleteFrom('sign_in_failures').execute()
    expect(await signIn('demo')).toBe(200)
  })

  test('is locked after five wrong passwords tried at once', async () => {
    const guesses = Array.from({ length: 12 }, () =>
      statusOf(null, 'POST', '/api/session', { user: 'auditor', password: 'guess' }),
    )
    const statuses = (await Promise.all(guesses)).toSorted()
    expect(statuses).toEqual([...Array(5).fill(401), ...Array(7).fill(429)])
    await bank.open.desk.store.deleteFrom('sign_in_failures').execute()
  })

  test('is put off while too many others wait, who are all answered', async () => {
    const guesses = Array.from({ length: 80 }, (_, at) =>
      statusOf(null, 'POST', '/api/session', { user: `stranger-${at}`, password: 'guess' }),
    )
    const statuses = await Promise.all(guesses)
    expect(new Set(statuses)).toEqual(new Set([401, 503]))
    expect(await statusOf('auditor', 'GET', '/api/bank')).toBe(200)
  })

  test('forgets failures that are too old to matter, and keeps none of names that no user can have', async () => {
    const { store } = bank.open.desk
    const old = { user: 'stranger', failures: 5, last_at: '2020-01-01T00:00:00.000Z' }
    await store.insertInto('sign_in_failures').values(old).execute()
    const long = { authorization: `Basic ${btoa(`${'x'.repeat(65)}:guess`)}` }
    expect((await bank.ask(null, 'GET', '/api/bank', undefined, long)).status).toBe(401)
    await statusOf(null, 'POST', '/api/session', { user: 'nobody', password: 'guess' })
    const users = (await store.selectFrom('sign_in_failures').select('user').execute()).map(
      ({ user }) => user,
    )
    expect(users).not.toContain('stranger')
    expect(users.every((user) => user.length <= 64)).toBe(true)
    await store.deleteFrom('sign_in_failures').execute()
  })

  test('again ends the session before', async () => {
    const signIn = async (headers = {}) => {
      const body = { user: 'strategist', password: 'demo' }
      const { headers: answered } = await bank.ask(null, 'POST', '/api/session', body, headers)
      return { cookie: (answered.get('set-cookie') ?? '').split(';')[0] ?? '' }
    }
    const first = await signIn()
    const second = await signIn(first)
    expect((await bank.ask(null, 'GET', '/api/session', undefined, first)).status).toBe(401)
    expect((await bank.ask(null, 'GET', '/api/session', undefined, second)).status).toBe(200)
  })

  test('as an unknown user fails like a wrong password', async () => {
    const unknown = await bank.ask(null, 'POST', '/api/session', { user: 'nobody', password: 'demo' })
    expect(unknown).toMatchObject({ status: 401, body: { type: '/problems/wrong_credentials' } })
  })

  test('shows the demo users to whoever comes', async () => {
    const { body } = await bank.ask(null, 'GET', '/api/users/demo')
    const users = z.array(z.object({ id: z.string(), role: z.string(), password: z.string() })).parse(body)
    expect(new Set(users.map(({ role }) => role)).size).toBe(6)
    expect(users[0]).toEqual({ id: 'strategist', role: 'strategist', password: 'demo' })
  })
})

describe('access', () => {
  test('to everything but signing in, and what the core system or the bank itself signs, takes a user', () => {
    const open = Object.entries(ACCESS).filter(([, roles]) => roles === 'anyone')
    expect(open.map(([route]) => route).toSorted()).toEqual([
      'DELETE /api/session',
      'GET /api/digest/unsubscriptions/{token}',
      'GET /api/health',
      'GET /api/openapi.json',
      'GET /api/sign-in/methods',
      'GET /api/sign-in/oidc',
      'GET /api/sign-in/oidc/callback',
      'GET /api/users/demo',
      'POST /api/digest/unsubscriptions/{token}',
      'POST /api/orders/status',
      'POST /api/session',
    ])
  })

  test('of branch staff ends at their branch', async () => {
    expect(await statusOf(`manager-${ours}`, 'GET', `/api/branches/${ours}/actions`)).toBe(200)
    expect(await statusOf(`manager-${ours}`, 'GET', `/api/branches/${theirs}/actions`)).toBe(403)
    expect(await statusOf(`manager-${ours}`, 'GET', `/api/customers?branch=${theirs}`)).toBe(403)
    const list = await bank.ask(`manager-${ours}`, 'GET', '/api/branches')
    expect(list.body).toMatchObject([{ id: ours }])
    expect(list.body).toHaveLength(1)
    const found = z
      .array(z.object({ branch: z.string() }))
      .parse((await bank.ask(`manager-${ours}`, 'GET', '/api/customers?search=')).body)
    expect(new Set(found.map(({ branch }) => branch))).toEqual(new Set([ours]))
  })

  test('to a customer of another branch is as if there were none', async () => {
    const action = (await listOf(bank, theirs)).actions[0]
    if (!action) throw new Error('The list is empty')
    const { id } = action.customer
    const unknown = await bank.ask(`manager-${ours}`, 'GET', '/api/customers/nobody')
    const foreign = await bank.ask(`manager-${ours}`, 'GET', `/api/customers/${id}`)
    expect([unknown.status, foreign.status]).toEqual([404, 404])
    expect(JSON.stringify(foreign.body).replace(id, 'nobody')).toBe(JSON.stringify(unknown.body))
    expect(await statusOf(`manager-${ours}`, 'POST', '/api/contacts', contactWith(action))).toBe(404)
    expect(await statusOf(`manager-${ours}`, 'GET', `/api/contacts?customer=${id}`)).toBe(404)
    expect(await statusOf(`manager-${theirs}`, 'GET', `/api/customers/${id}`)).toBe(200)
  })

  test('from a page of another site changes nothing', async () => {
    for (const headers of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const answer = await bank.ask('strategist', 'POST', '/api/events', RATE_CUT, headers)
      expect(answer).toMatchObject({ status: 403, body: { type: '/problems/foreign_origin' } })
    }
    expect((await bank.ask('strategist', 'GET', '/api/events')).body).toEqual([])
  })
})

describe('a problem document', () => {
  test('answers malformed JSON, a wrong media type, and a body that is too large', async () => {
    expect(await bank.ask('strategist', 'POST', '/api/events', '{"type":')).toMatchObject({
      status: 400,
      body: { type: '/problems/malformed_json', title: 'Not JSON', status: 400 },
    })
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await bank.ask('strategist', 'POST', '/api/events', 'type=rate_cut', form)).status).toBe(415)
    const large = JSON.stringify({ type: 'x'.repeat(21 * 1024 * 1024) })
    expect(await bank.ask('strategist', 'POST', '/api/events', large)).toMatchObject({
      status: 413,
      body: { type: '/problems/body_too_large' },
    })
  })

  test('answers unknown addresses, methods and query parameters', async () => {
    expect(await bank.ask('strategist', 'GET', '/api/nothing')).toMatchObject({
      status: 404,
      body: { status: 404 },
    })
    const wrong = await bank.ask('strategist', 'PATCH', '/api/events')
    expect(wrong).toMatchObject({ status: 405, body: { type: '/problems/method_not_allowed' } })
    expect(wrong.headers.get('allow')).toContain('POST')
    expect((await bank.ask('strategist', 'GET', '/api/bank?x=1')).status).toBe(400)
    expect((await bank.ask('strategist', 'GET', '/api/customers?x=1')).status).toBe(400)
  })

  test('is in the language of whoever asks', async () => {
    const headers = { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' }
    const { body, headers: answered } = await bank.ask(null, 'GET', '/api/bank', undefined, headers)
    expect(body).toMatchObject({ title: '尚未登录' })
    expect(answered.get('content-type')).toBe('application/problem+json')
    const refused = await bank.ask('adviser', 'POST', '/api/events', RATE_CUT, headers)
    expect(refused.body).toMatchObject({
      detail: '角色 客户经理 不能进行此操作，需要以下角色之一：策略人员。',
    })
  })
})

test('no answer is kept, but for what never changes', async () => {
  const { hash } = bank.open.desk.snapshot.manifest
  for (const path of ['/api/bank', '/api/customers', '/api/nothing', '/api/health']) {
    expect((await bank.ask('strategist', 'GET', path)).headers.get('cache-control'), path).toBe('no-store')
  }
  const column = await bank.ask('strategist', 'GET', `/api/snapshots/${hash}/columns/loans`)
  expect(column.headers.get('cache-control')).toContain('immutable')
})

test('a full disk is named, and nothing is lost', async () => {
  const { store } = bank.open.desk
  const event = { type: 'rate_cut', name: { 'zh-CN': '存款利率下调', en: 'Deposit rates cut' } }
  const full = await onFullDisk(store, () => bank.ask('strategist', 'POST', '/api/events', event))
  expect(full).toMatchObject({ status: 507, body: { type: '/problems/insufficient_storage' } })
  expect(bank.faults.splice(0)).toHaveLength(1)
  expect((await bank.ask('strategist', 'GET', '/api/events')).body).toEqual([])
  expect(await statusOf('strategist', 'POST', '/api/events', event)).toBe(201)
})

test('columns come as raw arrays; those that contacts change say so', async () => {
  const { hash } = bank.open.desk.snapshot.manifest
  const snapshot = await bank.ask('strategist', 'GET', `/api/snapshots/${hash}`)
  expect(snapshot).toMatchObject({ status: 200, body: { hash, count: CUSTOMERS } })
  const fixed = await bank.ask('strategist', 'GET', `/api/snapshots/${hash}/columns/demand_deposits`)
  expect(fixed.headers.get('cache-control')).toContain('immutable')
  const path = `/api/snapshots/${hash}/columns/last_contact`
  const before = await bank.ask('strategist', 'GET', path)
  const etag = before.headers.get('etag') ?? ''
  expect((await bank.ask('strategist', 'GET', path, undefined, { 'if-none-match': etag })).status).toBe(304)
  const action = (await listOf(bank, ours)).actions[0]
  if (!action) throw new Error('The list is empty')
  await bank.ask(`manager-${ours}`, 'POST', '/api/contacts', contactWith(action))
  const after = await bank.ask('strategist', 'GET', path, undefined, { 'if-none-match': etag })
  expect(after.status).toBe(200)
  expect(await statusOf('strategist', 'GET', `/api/snapshots/${hash}/columns/nothing`)).toBe(404)
  expect(await statusOf(`manager-${ours}`, 'GET', path)).toBe(403)
})

test('a customer’s page shows what he holds, what the playbook makes of him, and why', async () => {
  const action = (await listOf(bank, theirs)).actions[0]
  const { body } = await bank.ask('strategist', 'GET', `/api/customers/${action?.customer.id}`)
  expect(body).toMatchObject({
    customer: { id: action?.customer.id, name: action?.customer.name },
    branch: { id: theirs },
    decision: { action: action?.action, tier: action?.tier, key: action?.key },
  })
  const { facts, decision } = z
    .object({
      facts: z.array(z.object({ name: z.string(), text: z.object({ en: z.string(), 'zh-CN': z.string() }) })),
      decision: z.object({ reasons: z.array(z.unknown()).min(1) }),
    })
    .parse(body)
  expect(facts.find(({ name }) => name === 'demand_deposits')?.text.en).toMatch(/¥/)
  expect(decision.reasons.length).toBeGreaterThan(3)
})
