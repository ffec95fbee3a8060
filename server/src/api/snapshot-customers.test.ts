import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'

let bank: SmallBank
beforeAll(async () => {
  bank = await smallBank()
})
afterAll(() => bank.end())

const address = () => `/api/snapshots/${bank.open.desk.snapshot.manifest.hash}/customers`
const at = (rows: string, user = 'strategist') => bank.ask(user, 'GET', `${address()}?rows=${rows}`)
const foundSchema = z.array(
  z.object({ row: z.number(), id: z.string(), name: z.string(), branch: z.string() }),
)

test('the customers at places of the columns come in the order asked for, as their pages name them', async () => {
  const found = foundSchema.parse((await at('4,0,4,99999999')).body)
  expect(found.map(({ row }) => row)).toEqual([4, 0])
  for (const { row, id, name, branch } of found) {
    expect(id).toBe(bank.open.desk.snapshot.customers.ids.at(row))
    const { body } = await bank.ask('strategist', 'GET', `/api/customers/${id}`)
    expect(body).toMatchObject({ customer: { name }, branch: { id: branch } })
  }
})

test('one whose data were erased is not named', async () => {
  const id = bank.open.desk.snapshot.customers.ids.at(2) ?? ''
  const { status } = await bank.ask('administrator', 'DELETE', `/api/customers/${id}/personal-data`, {
    reason: 'asked for',
  })
  expect(status).toBeLessThan(300)
  expect(foundSchema.parse((await at('2,3')).body).map(({ row }) => row)).toEqual([3])
})

test('places that are none, too many of them, another snapshot and branch staff are refused', async () => {
  const many = Array.from({ length: 201 }, (_, row) => row).join(',')
  for (const rows of ['', '-1', '1,', 'x', '1.5', many]) expect((await at(rows)).status).toBe(400)
  expect((await bank.ask('strategist', 'GET', address())).status).toBe(400)
  const other = address().replace(/[0-9a-f]{64}/, '0'.repeat(64))
  expect((await bank.ask('strategist', 'GET', `${other}?rows=1`)).status).toBe(404)
  const branch = bank.open.desk.snapshot.branches[0]?.id
  expect((await at('1', `manager-${branch}`)).status).toBe(403)
})
