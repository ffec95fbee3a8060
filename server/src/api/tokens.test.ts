import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { SCOPES } from '../identity/tokens.ts'
import { logged } from '../testing/people.ts'
import { contactWith, listOf, RATE_CUT, type SmallBank, smallBank } from '../testing/small-bank.ts'
import { ACCESS, accessTo } from './access.ts'

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

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const problem = (status: number, code: string) => ({ status, body: { type: `/problems/${code}` } })

async function issue(request: Record<string, unknown>) {
  const body = { name: 'core banking', expires: inDays(30), ...request }
  const answer = await bank.ask('administrator', 'POST', '/api/tokens', body)
  const { token, secret } = z
    .object({ token: z.object({ id: z.string() }), secret: z.string() })
    .parse(answer.body)
  const ask = (method: string, path: string, sent?: unknown) =>
    bank.ask(null, method, path, sent, { authorization: `Bearer ${secret}` })
  return { id: token.id, secret, ask }
}

describe('a token', () => {
  test('does what its scopes say and nothing else, and changes are its own', async () => {
    const { id, ask } = await issue({ scopes: ['events:write', 'bank:read'] })
    expect((await ask('GET', '/api/bank')).status).toBe(200)
    expect((await ask('POST', '/api/events', RATE_CUT)).status).toBe(201)
    expect(await ask('GET', '/api/customers')).toMatchObject(problem(403, 'scope_missing'))
    expect(await logged(bank, `events/${RATE_CUT.id}`)).toMatchObject([{ by: `token:${id}` }])
  })

  test('never reaches what is for people: approving, users, tokens, sessions', async () => {
    const { ask } = await issue({ scopes: [...SCOPES] })
    for (const route of Object.keys(ACCESS)) {
      const access = accessTo(route)
      if (access === 'anyone' || access.scope !== undefined) continue
      const [method = '', path = ''] = route.split(' ')
      expect(await ask(method, path.replaceAll(/\{[^}]+\}/g, '1')), route).toMatchObject(
        problem(403, 'people_only'),
      )
    }
    const open = Object.keys(ACCESS).filter((route) => {
      const access = accessTo(route)
      return access !== 'anyone' && access.scope !== undefined
    })
    expect(open.filter((route) => !route.startsWith('GET '))).toEqual([
      'POST /api/contacts/{id}/withdrawal',
      'POST /api/contacts',
      'POST /api/enquiries/proposals',
      'POST /api/enquiries',
      'POST /api/events',
      'POST /api/events/{id}/correction',
      'POST /api/events/{id}/withdrawal',
      // Decides again what was decided, and changes nothing.
      'POST /api/runs/{id}/replay',
    ])
  })

  test('of a branch sees that branch, and nothing of the whole bank', async () => {
    const { ask } = await issue({ scopes: [...SCOPES], branch: ours })
    expect((await ask('GET', `/api/branches/${ours}/actions`)).status).toBe(200)
    expect(await ask('GET', `/api/branches/${theirs}/actions`)).toMatchObject(problem(403, 'other_branch'))
    const action = (await listOf(bank, theirs)).actions[0]
    if (!action) throw new Error('The list is empty')
    expect((await ask('GET', `/api/customers/${action.customer.id}`)).status).toBe(404)
    expect((await ask('POST', '/api/contacts', contactWith(action))).status).toBe(404)
    expect(await ask('GET', '/api/runs')).toMatchObject(problem(403, 'not_for_branch_token'))
    const { hash } = bank.open.desk.snapshot.manifest
    expect(await ask('GET', `/api/snapshots/${hash}/columns/loans`)).toMatchObject(
      problem(403, 'not_for_branch_token'),
    )
  })

  test('is shown once and kept as a hash; who issued and revoked it is written down', async () => {
    const { id, secret, ask } = await issue({ scopes: ['bank:read', 'bank:read'] })
    expect(secret).toMatch(/^bp_[\w-]{43}$/)
    const { body } = await bank.ask('administrator', 'GET', '/api/tokens')
    expect(body).toContainEqual(
      expect.objectContaining({ id, scopes: ['bank:read'], by: 'administrator', revokedAt: null }),
    )
    const rows = JSON.stringify([
      body,
      await bank.open.desk.store.selectFrom('tokens').selectAll().execute(),
      await bank.open.desk.store.selectFrom('audit_entries').selectAll().execute(),
    ])
    expect(rows).not.toContain(secret)
    expect((await bank.ask('administrator', 'DELETE', `/api/tokens/${id}`)).status).toBe(204)
    expect(await ask('GET', '/api/bank')).toMatchObject(problem(401, 'wrong_token'))
    expect((await logged(bank, `tokens/${id}`)).map(({ action }) => action)).toEqual([
      'token.issued',
      'token.revoked',
    ])
  })

  test('ends at its time', async () => {
    const { id, ask } = await issue({ scopes: ['bank:read'] })
    expect((await ask('GET', '/api/bank')).status).toBe(200)
    const { store } = bank.open.desk
    await store
      .updateTable('tokens')
      .set({ expires_at: inDays(-1) })
      .where('id', '=', id)
      .execute()
    expect(await ask('GET', '/api/bank')).toMatchObject(problem(401, 'wrong_token'))
  })

  test('is not issued for ever, for the past, for no scope, or for a branch that is not there', async () => {
    const faults: [Record<string, unknown>, number, string][] = [
      [{ expires: inDays(-1) }, 422, 'token_expiry'],
      [{ expires: inDays(400) }, 422, 'token_expiry'],
      [{ scopes: [] }, 400, 'invalid_request'],
      [{ scopes: ['users:write'] }, 400, 'invalid_request'],
      [{ branch: 'nowhere' }, 404, 'unknown_branch'],
    ]
    for (const [fault, status, code] of faults) {
      const request = { name: 'x', scopes: ['bank:read'], expires: inDays(1), ...fault }
      expect(await bank.ask('administrator', 'POST', '/api/tokens', request)).toMatchObject(
        problem(status, code),
      )
    }
    expect(await bank.ask('administrator', 'DELETE', '/api/tokens/none')).toMatchObject(
      problem(404, 'unknown_token'),
    )
  })
})
