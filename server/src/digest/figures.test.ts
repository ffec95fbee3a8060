import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountOf } from '../identity/users.ts'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'
import { figuresFor } from './figures.ts'

let bank: SmallBank

beforeAll(async () => {
  bank = await smallBank()
})
afterAll(async () => {
  await bank.end()
  expect(bank.faults).toEqual([])
})

async function figuresOf(user: string) {
  const account = await accountOf(bank.open.desk.store, user)
  return account && figuresFor(bank.open.desk, account)
}

test('An approver is told of what he may judge: not of numbers that he set as manager of a branch', async () => {
  const branch = bank.open.desk.snapshot.branches[0]?.id ?? ''
  const overlay = `/api/branches/${branch}/overlays/${randomUUID()}`
  const asManager = (method: string, path: string, body: object) =>
    bank.ask(`manager-${branch}`, method, path, body)
  const wanted = { values: { tier_c_from: 250_000 }, note: '', revision: 0 }
  expect((await asManager('PUT', overlay, wanted)).status).toBe(201)
  expect((await asManager('POST', `${overlay}/submission`, { revision: 1 })).status).toBe(200)
  const promotion = { role: 'approver', branch: null }
  expect((await bank.ask('administrator', 'PATCH', `/api/users/manager-${branch}`, promotion)).status).toBe(
    200,
  )
  expect(await figuresOf('approver')).toMatchObject({ overlays: 1 })
  expect(await figuresOf(`manager-${branch}`)).toMatchObject({ overlays: 0 })
})
