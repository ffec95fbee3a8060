import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addPerson, GOOD_PASSWORD, logged, newPerson, signIn } from '../testing/people.ts'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'

let bank: SmallBank
let branch: string
let adviser: string

beforeAll(async () => {
  bank = await smallBank()
  const { branches, advisers } = bank.open.desk.snapshot
  branch = branches[0]?.id ?? ''
  adviser = advisers.find((each) => each.branch === branch)?.id ?? ''
})
afterAll(async () => {
  expect(bank.faults).toEqual([])
  await bank.end()
})

const administer = (method: string, path: string, body?: unknown) =>
  bank.ask('administrator', method, path, body)
const problem = (status: number, code: string) => ({ status, body: { type: `/problems/${code}` } })
const sessionStatus = async (session: Record<string, string>) =>
  (await bank.ask(null, 'GET', '/api/session', undefined, session)).status

describe('a new user', () => {
  test('gets a one-time password, which opens nothing but changing it', async () => {
    const person = { id: 'zhang', name: 'Zhang Min', role: 'strategist' }
    const added = await administer('POST', '/api/users', person)
    expect(added).toMatchObject({
      status: 201,
      body: { user: { ...person, branch: null, disabled: false, password: 'one-time', demo: false } },
    })
    const { oneTimePassword } = z.object({ oneTimePassword: z.string() }).parse(added.body)
    const first = await signIn(bank, 'zhang', oneTimePassword)
    expect(first).toMatchObject({ status: 200, body: { passwordDue: true } })
    const ask = (method: string, path: string, body?: unknown) =>
      bank.ask(null, method, path, body, first.session)
    expect(await ask('GET', '/api/bank')).toMatchObject(problem(403, 'password_due'))
    expect(await ask('GET', '/api/session')).toMatchObject({ status: 200, body: { passwordDue: true } })
    const change = { old: oneTimePassword, password: GOOD_PASSWORD }
    expect((await ask('PUT', '/api/session/password', change)).status).toBe(204)
    expect((await ask('GET', '/api/bank')).status).toBe(200)
    expect(await signIn(bank, 'zhang', oneTimePassword)).toMatchObject(problem(401, 'wrong_credentials'))
    expect(await signIn(bank, 'zhang', GOOD_PASSWORD)).toMatchObject({
      status: 200,
      body: { passwordDue: false },
    })
  })

  test('is listed with the moment of his last sign-in', async () => {
    const password = await addPerson(bank, { id: 'seldom', name: 'Seldom', role: 'auditor' })
    const account = async () => {
      const { body } = await administer('GET', '/api/users')
      const listed = z
        .array(z.object({ id: z.string(), signedInAt: z.iso.datetime().nullable() }))
        .parse(body)
      return listed.find(({ id }) => id === 'seldom')
    }
    expect(await account()).toEqual({ id: 'seldom', signedInAt: null })
    const before = new Date().toISOString()
    await signIn(bank, 'seldom', password)
    const { signedInAt = null } = (await account()) ?? {}
    expect(signedInAt === null || signedInAt < before).toBe(false)
  })

  test('whose one-time password was not used in time is not let in', async () => {
    const password = await addPerson(bank, { id: 'late', name: 'Late', role: 'auditor' })
    const past = new Date(Date.now() - 1000).toISOString()
    await bank.open.desk.store
      .updateTable('users')
      .set({ password_until: past })
      .where('id', '=', 'late')
      .execute()
    expect(await signIn(bank, 'late', password)).toMatchObject(problem(401, 'wrong_credentials'))
  })

  test('works where his role works: branch staff in a branch, advisers as one of the bank’s', async () => {
    const faults: [Record<string, unknown>, number, string][] = [
      [{ role: 'manager' }, 422, 'branch_role'],
      [{ role: 'manager', branch: 'nowhere' }, 404, 'unknown_branch'],
      [{ role: 'manager', branch, adviser }, 422, 'no_adviser_role'],
      [{ role: 'adviser', branch }, 422, 'adviser_role'],
      [{ role: 'adviser', branch, adviser: 'nobody' }, 404, 'unknown_adviser'],
      [{ role: 'auditor', branch }, 422, 'head_office_role'],
      [{ role: 'king' }, 400, 'invalid_request'],
      [{ role: 'auditor', password: 'mine' }, 400, 'invalid_request'],
    ]
    for (const [post, status, code] of faults) {
      const refused = await administer('POST', '/api/users', { id: 'astray', name: 'Astray', ...post })
      expect(refused, JSON.stringify(post)).toMatchObject(problem(status, code))
    }
    expect(await logged(bank, 'users/astray')).toEqual([])
    const sound = { id: 'chen', name: 'Chen', role: 'adviser', branch, adviser }
    expect((await administer('POST', '/api/users', sound)).status).toBe(201)
    expect(await administer('POST', '/api/users', sound)).toMatchObject(problem(409, 'user_exists'))
  })
})

describe('a password', () => {
  test('is changed with the old one, and ends all other sessions of its user', async () => {
    const here = await newPerson(bank, { id: 'wang', role: 'auditor' })
    const { session: elsewhere } = await signIn(bank, 'wang', GOOD_PASSWORD)
    const change = (old: string, password: string) =>
      bank.ask(null, 'PUT', '/api/session/password', { old, password }, here)
    const next = 'seven lanterns in the rain'
    expect(await change('not the old one', next)).toMatchObject(problem(401, 'wrong_credentials'))
    expect(await change(GOOD_PASSWORD, 'short')).toMatchObject(problem(422, 'password_short'))
    expect(await change(GOOD_PASSWORD, GOOD_PASSWORD)).toMatchObject(problem(422, 'password_unchanged'))
    expect(await sessionStatus(elsewhere)).toBe(200)
    expect((await change(GOOD_PASSWORD, next)).status).toBe(204)
    expect([await sessionStatus(here), await sessionStatus(elsewhere)]).toEqual([200, 401])
    expect((await signIn(bank, 'wang', next)).status).toBe(200)
  })

  test('is reset by an administrator, which unlocks and ends every session', async () => {
    const session = await newPerson(bank, { id: 'zhao', role: 'auditor' })
    for (let attempt = 0; attempt < 5; attempt += 1) await signIn(bank, 'zhao', 'guess')
    expect(await signIn(bank, 'zhao', GOOD_PASSWORD)).toMatchObject(problem(429, 'locked_out'))
    const { status, body } = await administer('POST', '/api/users/zhao/password')
    expect(status).toBe(200)
    expect(await sessionStatus(session)).toBe(401)
    const { oneTimePassword } = z.object({ oneTimePassword: z.string() }).parse(body)
    expect(await signIn(bank, 'zhao', oneTimePassword)).toMatchObject({ body: { passwordDue: true } })
  })

  test('of a demo user is everybody’s, and nobody changes it', async () => {
    const { session } = await signIn(bank, 'auditor', 'demo')
    const change = { old: 'demo', password: GOOD_PASSWORD }
    expect(await bank.ask(null, 'PUT', '/api/session/password', change, session)).toMatchObject(
      problem(409, 'demo_password'),
    )
    expect(await administer('POST', '/api/users/auditor/password')).toMatchObject(
      problem(409, 'demo_password'),
    )
  })
})

describe('a change of a user', () => {
  test('of role, branch or leave to sign in ends his sessions at once; another name does not', async () => {
    const session = await newPerson(bank, { id: 'liu', role: 'strategist' })
    const change = (fields: Record<string, unknown>) => administer('PATCH', '/api/users/liu', fields)
    expect((await change({ name: 'Liu Yang' })).status).toBe(200)
    expect(await sessionStatus(session)).toBe(200)
    expect(await change({ role: 'manager', branch })).toMatchObject({
      status: 200,
      body: { user: { name: 'Liu Yang', role: 'manager', branch } },
    })
    expect(await sessionStatus(session)).toBe(401)
    const { session: again } = await signIn(bank, 'liu', GOOD_PASSWORD)
    expect((await change({ disabled: true })).status).toBe(200)
    expect(await sessionStatus(again)).toBe(401)
    expect(await signIn(bank, 'liu', GOOD_PASSWORD)).toMatchObject(problem(401, 'wrong_credentials'))
    expect((await change({ disabled: false })).status).toBe(200)
    expect((await signIn(bank, 'liu', GOOD_PASSWORD)).status).toBe(200)
    const entries = await logged(bank, 'users/liu')
    expect(entries.filter(({ action }) => action === 'user.changed')).toContainEqual({
      by: 'administrator',
      action: 'user.changed',
      details: {
        before: { role: 'strategist', branch: null, adviser: null, disabled: false },
        after: { role: 'manager', branch, adviser: null, disabled: false },
        renamed: false,
      },
    })
  })

  test('takes him out of HTTP Basic at once as well, though his password was right a moment ago', async () => {
    await administer('PATCH', `/api/users/manager-${branch}`, { disabled: true })
    expect((await bank.ask(`manager-${branch}`, 'GET', '/api/bank')).status).toBe(401)
    await administer('PATCH', `/api/users/manager-${branch}`, { disabled: false })
    await bank.open.desk.store.deleteFrom('sign_in_failures').execute()
    expect((await bank.ask(`manager-${branch}`, 'GET', '/api/bank')).status).toBe(200)
  })

  test('is never one’s own, and leaves an administrator', async () => {
    const own = await newPerson(bank, { id: 'root', role: 'administrator' })
    const asRoot = (path: string, body: unknown) => bank.ask(null, 'PATCH', path, body, own)
    for (const fields of [{ role: 'strategist' }, { disabled: true }])
      expect(await asRoot('/api/users/root', fields)).toMatchObject(problem(403, 'own_account'))
    expect((await asRoot('/api/users/root', { name: 'Root' })).status).toBe(200)
    expect(await bank.ask(null, 'POST', '/api/users/root/password', undefined, own)).toMatchObject(
      problem(403, 'own_account'),
    )
    // Each takes the other's rights at the same time: whoever is later finds himself the last, or disabled.
    const both = await Promise.all([
      asRoot('/api/users/administrator', { disabled: true }),
      administer('PATCH', '/api/users/root', { disabled: true }),
    ])
    const { store } = bank.open.desk
    const left = await store
      .selectFrom('users')
      .select('id')
      .where('role', '=', 'administrator')
      .where('disabled', '=', 0)
      .execute()
    await store.updateTable('users').set({ disabled: 0 }).where('role', '=', 'administrator').execute()
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(left).toHaveLength(1)
  })

  test('of somebody who is not there is refused', async () => {
    expect(await administer('PATCH', '/api/users/nobody', { name: 'X' })).toMatchObject(
      problem(404, 'unknown_user'),
    )
    expect(await administer('POST', '/api/users/nobody/password')).toMatchObject(problem(404, 'unknown_user'))
  })
})

test('neither passwords nor hashes enter the log or the list of users', async () => {
  const { store } = bank.open.desk
  const entries = JSON.stringify(await store.selectFrom('audit_entries').selectAll().execute())
  const { body } = await administer('GET', '/api/users')
  for (const secret of ['argon2', GOOD_PASSWORD, 'seven lanterns']) {
    expect(entries).not.toContain(secret)
    expect(JSON.stringify(body)).not.toContain(secret)
  }
})
