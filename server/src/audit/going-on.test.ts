import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'

const MINUTE = 60_000
let bank: SmallBank
let now = new Date('2025-09-01T08:00:00Z').getTime()

beforeAll(async () => {
  bank = await smallBank({ now: () => new Date(now) })
})

afterAll(() => bank.end())

const list = () => `/api/branches/${bank.open.desk.snapshot.branches[0]?.id}/actions`

async function looksAtLists(by: string): Promise<number> {
  const { total } = await bank.open.desk.store
    .selectFrom('audit_entries')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('action', '=', 'list.viewed')
    .where('by', '=', by)
    .executeTakeFirstOrThrow()
  return Number(total)
}

/** Looks at lists that an auditor's asking adds to the log. */
async function asked(minutes: number, path = list()): Promise<number> {
  const before = await looksAtLists('auditor')
  now += minutes * MINUTE
  expect((await bank.ask('auditor', 'GET', path)).status).toBe(200)
  return (await looksAtLists('auditor')) - before
}

test('A list that stays open is one look, until nobody has asked for it for a minute', async () => {
  expect(await asked(0)).toBe(1)
  for (let asks = 0; asks < 5; asks += 1) expect(await asked(1 / 3)).toBe(0)
  expect(await asked(1.1)).toBe(1)
})

test('Whoever looks at something else, and anybody else who looks, is written down', async () => {
  await asked(2)
  expect(await asked(0, `${list()}?adviser=${bank.open.desk.snapshot.advisers[0]?.id}`)).toBe(1)
  const before = await looksAtLists('strategist')
  await bank.ask('strategist', 'GET', list())
  expect(await looksAtLists('strategist')).toBe(before + 1)
})

test('However long a list stays open, it is written down every hour', async () => {
  await asked(2)
  let written = 0
  for (let minutes = 0; minutes < 120; minutes += 0.5) written += await asked(0.5)
  expect(written).toBe(2)
})

test('A customer’s page is a look each time', async () => {
  const { store, snapshot } = bank.open.desk
  const path = `/api/customers/${snapshot.customers.ids.at(0)}`
  const looks = () => store.selectFrom('audit_personal').selectAll().execute()
  const before = (await looks()).length
  for (let asks = 0; asks < 3; asks += 1) await bank.ask('auditor', 'GET', path)
  expect(await looks()).toHaveLength(before + 3)
})
