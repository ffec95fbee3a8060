import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { PAGES_FILE } from '../snapshot/pages.ts'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'

let bank: SmallBank
/** A customer with others of his household, at his own branch and at another. */
let customer = ''
let own = ''
let there: readonly string[] = []
let elsewhere: readonly string[] = []

const schema = z.object({
  household: z
    .object({
      id: z.string(),
      members: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          tier: z.string().nullable(),
          worth: z.number().nullable(),
        }),
      ),
      elsewhere: z.number(),
    })
    .nullable(),
  consents: z.object({ recorded: z.string().nullable(), source: z.string().nullable() }),
})

const ask = (user: string, of = customer) => bank.ask(user, 'GET', `/api/customers/${of}/particulars`)
const particulars = async (user: string, of = customer) => schema.parse((await ask(user, of)).body)

const branchOf = (id: string) => {
  const { customers, branches } = bank.open.desk.snapshot
  return branches[customers.branch[customers.rowOf(id) ?? -1] ?? -1]?.id ?? ''
}

beforeAll(async () => {
  bank = await smallBank()
  const { snapshot } = bank.open.desk
  for (const id of snapshot.customers.ids) {
    const { members } = await snapshot.particulars(id)
    const others = members.filter((member) => member !== id)
    const near = others.filter((member) => branchOf(member) === branchOf(id))
    if (near.length === 0 || near.length === others.length) continue
    customer = id
    own = branchOf(id)
    there = near
    elsewhere = others.filter((member) => !near.includes(member))
    break
  }
})
afterAll(async () => {
  expect(bank.faults).toEqual([])
  await bank.end()
})

test('names the household to whoever may see it, and only counts members of other branches to branch staff', async () => {
  expect(there.length).toBeGreaterThan(0)
  expect(elsewhere.length).toBeGreaterThan(0)
  const head = await particulars('auditor')
  expect(head.household?.members.map(({ id }) => id).toSorted()).toEqual([...there, ...elsewhere].toSorted())
  expect(head.household?.elsewhere).toBe(0)
  const branch = await particulars(`manager-${own}`)
  expect(branch.household?.members.map(({ id }) => id)).toEqual(there)
  expect(branch.household?.elsewhere).toBe(elsewhere.length)
  const said = JSON.stringify((await ask(`manager-${own}`)).body)
  for (const id of elsewhere) {
    const row = bank.open.desk.snapshot.customers.rowOf(id) ?? -1
    expect(said).not.toContain(`"${id}"`)
    expect(said).not.toContain(`"${bank.open.desk.identities.at(row)?.name}"`)
  }
})

test('gives each member the tier and worth of his own page', async () => {
  const { household } = await particulars('auditor')
  for (const member of household?.members ?? []) {
    const { body } = await bank.ask('auditor', 'GET', `/api/customers/${member.id}`)
    const page = z
      .object({
        customer: z.object({ name: z.string() }),
        worth: z.object({ total: z.number() }),
        decision: z.object({ tier: z.string() }),
      })
      .parse(body)
    expect(member).toMatchObject({
      name: page.customer.name,
      tier: page.decision.tier,
      worth: page.worth.total,
    })
  }
})

test('is a look at every member it names', async () => {
  await particulars(`manager-${own}`)
  const { body } = await bank.ask('auditor', 'GET', '/api/audit?limit=1')
  const entry = JSON.stringify(body)
  for (const id of [customer, ...there]) expect(entry).toContain(id)
  for (const id of elsewhere) expect(entry).not.toContain(id)
})

test('says when and where the customer said how he may be contacted', async () => {
  const { consents } = await particulars('auditor')
  expect(consents.recorded).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  expect(consents.source).toMatch(/\p{Script=Han}/u)
})

test('no more names nor counts a member whose personal data were erased', async () => {
  const [gone = ''] = there
  await bank.ask('administrator', 'DELETE', `/api/customers/${gone}/personal-data`, {
    reason: '客户申请删除',
  })
  const { household } = await particulars(`manager-${own}`)
  expect(household?.members.map(({ id }) => id)).toEqual(there.slice(1))
  expect(household?.elsewhere).toBe(elsewhere.length)
  expect((await ask('auditor', gone)).status).toBe(410)
})

test('a customer’s own household and consents are part of what is exported of him', async () => {
  const { body } = await bank.ask('auditor', 'GET', `/api/customers/${customer}/personal-data`)
  const { household, consents } = await particulars('auditor')
  expect(body).toMatchObject({
    particulars: {
      household: household?.id,
      consentsRecorded: consents.recorded,
      consentsSource: consents.source,
    },
  })
})

test('of a household as large as a village the first members are named, and all others counted', async () => {
  const before = await particulars('auditor')
  const { snapshot, snapshots } = bank.open.desk
  const pages = new SQLite(join(snapshots, snapshot.manifest.hash, PAGES_FILE))
  const members = JSON.stringify([...snapshot.customers.ids])
  pages.prepare('UPDATE households SET members = ? WHERE id = ?').run(members, before.household?.id)
  pages.close()
  const erased = 1
  for (const user of ['auditor', `manager-${own}`]) {
    const { household } = await particulars(user)
    const members = household?.members ?? []
    expect(members).toHaveLength(100)
    if (user !== 'auditor') expect(new Set(members.map(({ id }) => branchOf(id)))).toEqual(new Set([own]))
    expect(members.length + (household?.elsewhere ?? 0)).toBe(snapshot.customers.count - 1 - erased)
  }
})
