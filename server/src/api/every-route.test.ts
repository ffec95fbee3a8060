import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { SCOPES } from '../identity/tokens.ts'
import { ROLES } from '../identity/users.ts'
import { customerWith, orderOf } from '../orders/testing/buyer.ts'
import { GOOD_PASSWORD, newPerson, signIn } from '../testing/people.ts'
import { type Action, contactWith, listOf, type SmallBank, smallBank } from '../testing/small-bank.ts'
import { changingNothing } from '../testing/unchanged.ts'
import { ACCESS, type Access, accessTo } from './access.ts'

let bank: SmallBank
let ours: string
/** What is another branch's: the branch, one of its advisers, and an action on its list. */
let theirs: {
  branch: string
  adviser: string
  /** Another one of its advisers. */
  taker: string
  action: Action
  run: string
  day: string
  /** A customer of theirs who may order something. */
  buyer: Awaited<ReturnType<typeof customerWith>>
}

beforeAll(async () => {
  bank = await smallBank()
  const { branches, advisers } = bank.open.desk.snapshot
  ours = branches[0]?.id ?? ''
  const branch = branches[1]?.id ?? ''
  const { actions, run, date } = await listOf(bank, branch)
  const [action] = actions
  if (!action) throw new Error('The list is empty')
  const adviser = advisers.find((each) => each.branch === branch)?.id ?? ''
  const [, taker = ''] = advisers.filter((each) => each.branch === branch).map(({ id }) => id)
  const { customers } = bank.open.desk.snapshot
  const buyer = await customerWith(
    bank.ask,
    [...customers.ids].filter((_, row) => customers.branch[row] === 1),
    'annuity',
  )
  theirs = { branch, adviser, taker, action, run: run.id, day: date, buyer }
  const { body } = await bank.ask(
    `manager-${branch}`,
    'POST',
    `/api/branches/${branch}/handovers/preview`,
    handoverFrom(),
  )
  const { hash } = z.object({ hash: z.string() }).parse(body)
  theirHandover = { ...handoverFrom(), id: randomUUID(), from: date, hash }
})
afterAll(async () => {
  expect(bank.faults).toEqual([])
  await bank.end()
})

type Route = readonly [rule: string, access: Access]

const closed: Route[] = Object.keys(ACCESS).flatMap((rule) => {
  const access = accessTo(rule)
  return access === 'anyone' ? [] : [[rule, access] as const]
})
const operation = z.object({
  parameters: z.array(z.object({ name: z.string() })).default([]),
  requestBody: z.unknown().optional(),
})

async function describedRoutes() {
  const { body } = await bank.ask(null, 'GET', '/api/openapi.json')
  const { paths } = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) }).parse(body)
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      rule: `${method.toUpperCase()} ${path}`,
      described,
    })),
  )
}

/** Sends to a route, with something in each place of its path. */
function send(rule: string, user: string | null, headers: Record<string, string> = {}) {
  const [method = '', path = ''] = rule.split(' ')
  return bank.ask(user, method, path.replaceAll(/\{[^}]+\}/g, '1'), undefined, headers)
}

async function tokenOf(request: Record<string, unknown>): Promise<Record<string, string>> {
  const expires = new Date(Date.now() + 3_600_000).toISOString()
  const { body } = await bank.ask('administrator', 'POST', '/api/tokens', { name: 'x', expires, ...request })
  const { secret } = z.object({ secret: z.string() }).parse(body)
  return { authorization: `Bearer ${secret}` }
}

describe('every route', () => {
  test('of the API’s description has a line that says who may use it, and no line is of a route that is not there', async () => {
    const described = (await describedRoutes()).map(({ rule }) => rule)
    const lines = Object.keys(ACCESS).filter((rule) => rule !== 'GET /api/openapi.json')
    expect(described.toSorted()).toEqual(lines.toSorted())
  })

  test('that names a branch, an adviser or a customer to branch staff says so', async () => {
    const telling = /^(branch|branches|adviser|customer|customers|action)$/
    for (const { rule, described } of await describedRoutes()) {
      const access = accessTo(rule)
      if (access === 'anyone' || !access.roles.some((role) => role === 'manager' || role === 'adviser'))
        continue
      const names = described.parameters.map(({ name }) => name)
      const fields = [...JSON.stringify(described.requestBody ?? {}).matchAll(/"(\w+)":\{/g)].map(
        ([, field = '']) => field,
      )
      const owned =
        /\/(branches|customers)\/\{/.test(rule) || [...names, ...fields].some((name) => telling.test(name))
      expect(access.own !== null, `${rule} has own: ${access.own}`).toBe(owned)
    }
  })

  test('but the open ones takes somebody who is signed in', async () => {
    const { session: expired } = await signIn(bank, 'strategist', 'demo')
    const past = new Date(Date.now() - 1000).toISOString()
    const { store } = bank.open.desk
    await store.updateTable('sessions').set({ expires_at: past }).where('user', '=', 'strategist').execute()
    const disabled = await newPerson(bank, { id: 'gone', role: 'administrator' })
    await store.updateTable('users').set({ disabled: 1 }).where('id', '=', 'gone').execute()
    await changingNothing(bank, async () => {
      for (const [rule] of closed) {
        for (const headers of [{}, expired, disabled, { cookie: 'session=made-up' }])
          expect((await send(rule, null, headers)).status, rule).toBe(401)
      }
    })
  })

  test('is closed to every role that it does not name', async () => {
    for (const role of ROLES) await bank.ask(role, 'GET', '/api/session')
    await changingNothing(bank, async () => {
      for (const [rule, { roles }] of closed) {
        for (const role of ROLES.filter((each) => !roles.includes(each))) {
          const answer = await send(rule, role)
          expect(answer, `${role} ${rule}`).toMatchObject({
            status: 403,
            body: { type: '/problems/role_not_allowed' },
          })
        }
      }
    })
  })

  test('is closed to machines without its scope, and to a branch’s unless branch staff may use it', async () => {
    for (const scope of SCOPES) {
      const everywhere = await tokenOf({ scopes: [scope] })
      const inBranch = await tokenOf({ scopes: [scope], branch: ours })
      await changingNothing(bank, async () => {
        for (const [rule, access] of closed) {
          if (access.scope !== scope)
            expect((await send(rule, null, everywhere)).status, `${scope} ${rule}`).toBe(403)
          if (access.scope !== scope || !access.roles.includes('manager'))
            expect((await send(rule, null, inBranch)).status, `${scope} of a branch ${rule}`).toBe(403)
        }
      })
    }
  })

  test('is closed to whoever has to change a one-time password, but for that', async () => {
    await newPerson(bank, { id: 'reset', role: 'administrator' })
    const { body } = await bank.ask('administrator', 'POST', '/api/users/reset/password')
    const { oneTimePassword } = z.object({ oneTimePassword: z.string() }).parse(body)
    const { session } = await signIn(bank, 'reset', oneTimePassword)
    await changingNothing(bank, async () => {
      for (const [rule, { roles }] of closed) {
        const open = ['GET /api/session', 'PUT /api/session/password'].includes(rule)
        if (open || !roles.includes('administrator')) continue
        expect(await send(rule, null, session), rule).toMatchObject({
          body: { type: '/problems/password_due' },
        })
      }
    })
    const { status } = await bank.ask(
      null,
      'PUT',
      '/api/session/password',
      { old: oneTimePassword, password: GOOD_PASSWORD },
      session,
    )
    expect(status).toBe(204)
  })
})

let theirEnquiry: string | null = null

/** An enquiry of the other branch's customer, made when it is first needed. */
async function enquiryOfTheirs(): Promise<string> {
  if (theirEnquiry !== null) return theirEnquiry
  const { body } = await bank.ask(`manager-${theirs.branch}`, 'POST', '/api/enquiries', enquiryFrom())
  theirEnquiry = z.object({ id: z.string() }).parse(body).id
  return theirEnquiry
}

const enquiryFrom = () => ({
  id: randomUUID(),
  from: { customer: theirs.action.customer.id },
  channel: 'counter',
  text: 'anything',
})

const theirOverlay = randomUUID()

let theirHandover: object = {}
const handoverFrom = () => ({ adviser: theirs.adviser, takers: [theirs.taker], spread: 'tiers' })

const leaveOf = (adviser: string) => ({ id: randomUUID(), adviser, from: theirs.day, until: theirs.day })

/** For every route that names a branch's or a customer's objects: requests that name another branch's. */
const FOREIGN: Record<string, () => readonly (readonly [path: string, body?: unknown])[]> = {
  'GET /api/branches/{id}/actions': () => [
    [`/api/branches/${theirs.branch}/actions`],
    [`/api/branches/${theirs.branch}/actions?date=${theirs.day}`],
    [`/api/branches/${theirs.branch}/actions?adviser=${theirs.adviser}`],
    [`/api/branches/${ours}/actions?adviser=${theirs.adviser}`],
  ],
  'GET /api/branches/{id}/as-of': () => [
    [`/api/branches/${theirs.branch}/as-of?day=${theirs.day}`],
    [`/api/branches/${theirs.branch}/as-of?day=${theirs.day}&rules=today`],
  ],
  'GET /api/branches/{id}/as-of/days': () => [[`/api/branches/${theirs.branch}/as-of/days`]],
  'GET /api/branches/{id}/week': () => [[`/api/branches/${theirs.branch}/week`]],
  'GET /api/branches/{id}/leaves': () => [[`/api/branches/${theirs.branch}/leaves`]],
  'POST /api/branches/{id}/leaves': () => [
    [`/api/branches/${theirs.branch}/leaves`, leaveOf(theirs.adviser)],
    [`/api/branches/${ours}/leaves`, leaveOf(theirs.adviser)],
  ],
  'GET /api/branches/{id}/manager': () => [[`/api/branches/${theirs.branch}/manager`]],
  'GET /api/branches/{id}/handovers': () => [[`/api/branches/${theirs.branch}/handovers`]],
  'POST /api/branches/{id}/handovers/preview': () => [
    [`/api/branches/${theirs.branch}/handovers/preview`, handoverFrom()],
    [`/api/branches/${ours}/handovers/preview`, handoverFrom()],
  ],
  'POST /api/branches/{id}/handovers': () => [
    [`/api/branches/${theirs.branch}/handovers`, theirHandover],
    [`/api/branches/${ours}/handovers`, theirHandover],
  ],
  'GET /api/branches/{id}/enquiries': () => [
    [`/api/branches/${theirs.branch}/enquiries`],
    [`/api/branches/${theirs.branch}/enquiries?adviser=${theirs.adviser}`],
    [`/api/branches/${ours}/enquiries?adviser=${theirs.adviser}`],
  ],
  'GET /api/enquiries': () => [[`/api/enquiries?customer=${theirs.action.customer.id}`]],
  'GET /api/enquiries/kinds': () => [
    [`/api/enquiries/kinds?branch=${theirs.branch}`],
    [`/api/enquiries/kinds?customer=${theirs.action.customer.id}`],
    [`/api/enquiries/kinds?enquiry=${theirEnquiry}`],
  ],
  'POST /api/enquiries/proposals': () => [
    ['/api/enquiries/proposals', { from: { customer: theirs.action.customer.id }, kind: null }],
    ['/api/enquiries/proposals', { from: { branch: theirs.branch }, kind: null }],
    ['/api/enquiries/proposals', { from: { enquiry: theirEnquiry }, kind: null }],
  ],
  'POST /api/enquiries': () => [
    ['/api/enquiries', enquiryFrom()],
    ['/api/enquiries', { ...enquiryFrom(), from: { branch: theirs.branch, person: 'somebody' } }],
  ],
  'POST /api/enquiries/{id}/steps': () => [
    [`/api/enquiries/${theirEnquiry}/steps`, { id: randomUUID(), after: 1, what: 'taken' }],
    [`/api/enquiries/${theirEnquiry}/steps`, { id: randomUUID(), after: 1, what: 'corrected', kind: null }],
  ],
  'GET /api/branches/{id}/overlays': () => [[`/api/branches/${theirs.branch}/overlays`]],
  'POST /api/branches/{id}/overlay-effect': () => [
    [`/api/branches/${theirs.branch}/overlay-effect`, { values: {} }],
  ],
  'PUT /api/branches/{id}/overlays/{overlay}': () => [
    [`/api/branches/${theirs.branch}/overlays/${theirOverlay}`, { values: {}, revision: 0 }],
  ],
  'POST /api/branches/{id}/overlays/{overlay}/submission': () => [
    [`/api/branches/${theirs.branch}/overlays/${theirOverlay}/submission`, { revision: 1 }],
    [`/api/branches/${ours}/overlays/${theirOverlay}/submission`, { revision: 1 }],
  ],
  'POST /api/branches/{id}/overlays/{overlay}/withdrawal': () => [
    [`/api/branches/${theirs.branch}/overlays/${theirOverlay}/withdrawal`, { comment: 'No' }],
    [`/api/branches/${ours}/overlays/${theirOverlay}/withdrawal`, { comment: 'No' }],
  ],
  'DELETE /api/branches/{id}/overlays/{overlay}': () => [
    [`/api/branches/${theirs.branch}/overlays/${randomUUID()}`],
  ],
  'GET /api/customers': () => [[`/api/customers?branch=${theirs.branch}`]],
  'GET /api/customers/{id}': () => [[`/api/customers/${theirs.action.customer.id}`]],
  'GET /api/customers/{id}/transactions': () => [
    [`/api/customers/${theirs.action.customer.id}/transactions`],
  ],
  'GET /api/customers/{id}/history': () => [[`/api/customers/${theirs.action.customer.id}/history`]],
  'GET /api/customers/{id}/products': () => [[`/api/customers/${theirs.action.customer.id}/products`]],
  'GET /api/customers/{id}/orders': () => [[`/api/customers/${theirs.action.customer.id}/orders`]],
  'GET /api/branches/{id}/orders': () => [[`/api/branches/${theirs.branch}/orders`]],
  'POST /api/orders': () => [['/api/orders', orderOf(theirs.buyer.customer, theirs.buyer.product)]],
  'GET /api/customers/{id}/particulars': () => [[`/api/customers/${theirs.action.customer.id}/particulars`]],
  'GET /api/contacts': () => [[`/api/contacts?customer=${theirs.action.customer.id}`]],
  'POST /api/contacts': () => [
    ['/api/contacts', contactWith(theirs.action)],
    ['/api/contacts', { ...contactWith(theirs.action), action: undefined }],
  ],
  'GET /api/runs/{id}/customers/{customer}': () => [
    [`/api/runs/${theirs.run}/customers/${theirs.action.customer.id}`],
  ],
}

describe('another branch’s objects', () => {
  test('are tried on every route that names any', () => {
    const owned = closed.filter(([, { own }]) => own !== null).map(([rule]) => rule)
    expect(Object.keys(FOREIGN).toSorted()).toEqual(owned.toSorted())
  })

  test('are nobody’s who works in a branch, nor of a machine held to one; and nothing changes', async () => {
    const inBranch = await tokenOf({ scopes: [...SCOPES], branch: ours })
    const adviser = bank.open.desk.snapshot.advisers.find(({ branch }) => branch === ours)?.id ?? ''
    for (const user of [`manager-${ours}`, adviser]) await bank.ask(user, 'GET', '/api/session')
    const askers = [
      { user: `manager-${ours}`, role: 'manager', headers: {} },
      { user: adviser, role: 'adviser', headers: {} },
      { user: null, role: 'manager', headers: inBranch },
    ] as const
    await enquiryOfTheirs()
    await changingNothing(bank, async () => {
      for (const [rule, requests] of Object.entries(FOREIGN)) {
        const access = accessTo(rule)
        const [method = ''] = rule.split(' ')
        for (const { user, role, headers } of askers) {
          if (access === 'anyone' || !access.roles.includes(role)) continue
          for (const [path, body] of requests()) {
            const answer = await bank.ask(user, method, path, body, headers)
            const found = { status: answer.status, told: JSON.stringify(answer.body) }
            expect([403, 404], `${user ?? 'machine'} ${path}: ${found.told}`).toContain(found.status)
            expect(found.told, path).not.toContain(theirs.action.customer.name)
          }
        }
      }
    })
  })

  test('are theirs: the same requests of their own manager are answered', async () => {
    for (const [rule, requests] of Object.entries(FOREIGN)) {
      const [method = ''] = rule.split(' ')
      for (const [path, body] of requests().slice(0, 1)) {
        const { status } = await bank.ask(`manager-${theirs.branch}`, method, path, body)
        expect([200, 201, 204], `${path}`).toContain(status)
      }
    }
  })
})
