import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseDay } from '@branch-playbook/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { currentBank } from '../bank/bank.ts'
import { publishBank } from '../bank/publish.ts'
import { changeInForce } from '../testing/change-in-force.ts'
import { withoutTriggers } from '../testing/life.ts'
import { LIST_DAY, listOf, NEXT_DAY, type SmallBank, smallBank } from '../testing/small-bank.ts'

const [STAYS, CLOSED, OPENED] = ['B001', 'B002', 'B003']

let bank: SmallBank
let shown: Awaited<ReturnType<typeof listOf>>

/** A bank of two branches, of which one is closed after its first day: another one takes its customers over. */
beforeAll(async () => {
  bank = await smallBank()
  shown = await listOf(bank, CLOSED)
  await changeInForce(bank, withoutTriggers, { branches: [STAYS], from: NEXT_DAY })
  await publishNextDay(bank.dataDirectory)
  await bank.restart()
})
afterAll(async () => {
  expect(bank.faults).toEqual([])
  await bank.end()
})

async function publishNextDay(dataDirectory: string): Promise<void> {
  const placed = currentBank(dataDirectory) ?? expect.fail('there is no bank')
  const feeds = mkdtempSync(join(tmpdir(), 'feeds-'))
  cpSync(join(placed.directory, 'feeds'), feeds, { recursive: true })
  for (const file of ['branches.csv', 'advisers.csv', 'customers.csv']) {
    const text = readFileSync(join(feeds, file), 'utf8')
    writeFileSync(join(feeds, file), text.replaceAll(CLOSED, OPENED))
  }
  const { snapshot: _snapshot, ...description } = placed.bank
  await publishBank({ ...description, dataDirectory, asOf: parseDay(LIST_DAY) ?? 0 }, feeds)
  rmSync(feeds, { recursive: true, force: true })
}

const asOfSchema = z.object({
  then: z.looseObject({ actions: z.array(z.looseObject({ key: z.string() })) }),
  today: z.looseObject({
    run: z.looseObject({ playbook: z.looseObject({ version: z.number() }) }),
    actions: z.array(z.looseObject({ sources: z.array(z.looseObject({ id: z.string() })) })),
  }),
  comparison: z.looseObject({ onlyThen: z.array(z.string()), same: z.number() }),
})

const ask = (branch: string, user = 'auditor') =>
  bank.ask(user, 'GET', `/api/branches/${branch}/as-of?day=${LIST_DAY}`)

async function asOf(branch: string) {
  const { status, body } = await ask(branch)
  expect(status, JSON.stringify(body)).toBe(200)
  return asOfSchema.parse(body)
}

test('A branch that was closed since is shown as it was, and by the rules that would hold there today', async () => {
  const { then, today, comparison } = await asOf(CLOSED)
  expect(shown.actions.length).toBeGreaterThan(0)
  expect(then.actions.map(({ key }) => key)).toEqual(shown.actions.map(({ key }) => key))
  // Version 2 is in force in the other branch only.
  expect(today.run.playbook.version).toBe(1)
  expect(comparison).toMatchObject({ onlyThen: [], same: then.actions.length })
})

test('A branch that stayed is decided by today’s rules, though others were closed and opened since', async () => {
  const { today, comparison } = await asOf(STAYS)
  expect(today.run.playbook.version).toBe(2)
  expect(comparison.onlyThen.length).toBeGreaterThan(0)
  expect(today.actions.filter(({ sources }) => sources.some(({ id }) => id !== 'coverage'))).toEqual([])
})

test('A branch that was opened since had no list then, which is said; so is one that there never was', async () => {
  expect(await ask(OPENED)).toMatchObject({ status: 404, body: { type: '/problems/branch_not_there' } })
  expect(await ask('B999')).toMatchObject({ status: 404, body: { type: '/problems/branch_not_there' } })
})

test('The branches of a day are told with those closed since, and to branch staff their own', async () => {
  const branches = (user: string, day: string) =>
    bank.ask(user, 'GET', `/api/as-of/branches?day=${day}`).then(({ status, body }) => ({ status, body }))
  expect(await branches('auditor', LIST_DAY)).toMatchObject({
    status: 200,
    body: [
      { id: STAYS, open: true },
      { id: CLOSED, name: '滨江支行', open: false },
    ],
  })
  expect(await branches(`manager-${STAYS}`, LIST_DAY)).toMatchObject({ status: 200, body: [{ id: STAYS }] })
  expect(await branches('auditor', '2020-01-01')).toMatchObject({
    status: 404,
    body: { type: '/problems/day_never_run' },
  })
})

test('Of a day whose snapshot is gone those branches are told that had lists', async () => {
  const { store, snapshots } = bank.open.desk
  const run = await store.selectFrom('runs').selectAll().where('day', '=', LIST_DAY).executeTakeFirstOrThrow()
  rmSync(join(snapshots, run.snapshot), { recursive: true })
  const { body } = await bank.ask('auditor', 'GET', `/api/as-of/branches?day=${LIST_DAY}`)
  expect(body).toEqual([
    { id: STAYS, name: '城中支行', nameEn: 'Chengzhong Branch', open: true },
    { id: CLOSED, name: CLOSED, nameEn: null, open: false },
  ])
  const then = await bank.ask('auditor', 'GET', `/api/branches/${CLOSED}/as-of?day=${LIST_DAY}&rules=then`)
  expect(then).toMatchObject({ status: 200, body: { then: { actions: expect.any(Array) } } })
})
