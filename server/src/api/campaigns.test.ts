import { holdoutPlace, leadOfKey } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { exposuresIn } from '../store/campaigns.ts'
import { changeInForce } from '../testing/change-in-force.ts'
import { CAMPAIGN, HOLDOUT, holdingOut } from '../testing/holding-out.ts'
import { type Action, allLists, contactWith, LIST_DAY, listOf } from '../testing/small-bank.ts'
import { bankOfAllTests } from '../testing/test-banks.ts'

const rate = z.object({ count: z.number(), of: z.number() })
const resultsSchema = z.object({
  listed: z.number(),
  reached: rate,
  interested: rate,
  heldOut: z.number(),
  ordered: z.object({ listed: rate, heldOut: rate, verdict: z.string() }).nullable(),
})
const campaignsSchema = z.array(
  z.object({
    campaign: z.string(),
    product: z.object({ id: z.string() }).nullable(),
    holdout: z.number(),
    inForce: z.boolean(),
    bank: resultsSchema.nullable(),
    branches: z.array(z.object({ branch: z.object({ id: z.string() }), results: resultsSchema })),
  }),
)

const bank = bankOfAllTests({ begin: (bank) => changeInForce(bank, holdingOut) })

const campaigns = async (user = 'strategist') => {
  const { status, body } = await bank.ask(user, 'GET', '/api/campaigns')
  expect(status).toBe(200)
  return campaignsSchema.parse(body)
}
const own = async (user?: string) =>
  (await campaigns(user)).find(({ campaign }) => campaign === CAMPAIGN) ?? expect.fail('no campaign')
const exposures = async () =>
  (await exposuresIn(bank.open.desk.store, null)).toSorted((left, right) =>
    left.customer < right.customer ? -1 : 1,
  )

test('Who is called and who is held out is put down once, and only branches do not hear of the latter', async () => {
  const all = await exposures()
  const sides = Map.groupBy(all, ({ side }) => side)
  expect(sides.get('listed')).toHaveLength(20)
  expect(sides.get('held_out')?.length).toBeGreaterThan(0)
  for (const { playbook, campaign, customer, side, day } of all) {
    expect(side === 'held_out').toBe(holdoutPlace(playbook, campaign, customer) < HOLDOUT * 100)
    expect(day).toBe(LIST_DAY)
  }
  const lists = await allLists(bank)
  const shown = lists.flatMap(({ actions }) => actions.map(({ customer }) => customer.id))
  for (const { customer } of sides.get('held_out') ?? []) expect(shown).not.toContain(customer)
  for (const { customer } of sides.get('listed') ?? []) expect(shown).toContain(customer)
  const { bank: results, branches, holdout, inForce } = await own()
  expect([results?.listed, results?.heldOut, holdout, inForce]).toEqual([
    20,
    sides.get('held_out')?.length,
    HOLDOUT,
    true,
  ])
  expect(branches.reduce((sum, each) => sum + each.results.heldOut, 0)).toBe(results?.heldOut)
  expect(branches.every(({ results }) => results.listed > 0)).toBe(true)
})

test('A customer who is held out has nothing due on his page, and no contact is logged for the campaign', async () => {
  const [held = expect.fail()] = (await exposures()).filter(({ side }) => side === 'held_out')
  const { body } = await bank.ask(`manager-${held.branch}`, 'GET', `/api/customers/${held.customer}`)
  const { decision } = z
    .object({
      decision: z.object({
        action: z.string(),
        key: z.string().nullable(),
        reasons: z.array(z.object({ node: z.string() })),
      }),
    })
    .parse(body)
  expect([decision.action, decision.key]).toEqual(['none', null])
  expect(decision.reasons.map(({ node }) => node)).not.toContain(CAMPAIGN)
  const key = `${held.customer}|${CAMPAIGN}@2026-03-01`
  const contact = {
    id: crypto.randomUUID(),
    customer: held.customer,
    action: key,
    channel: 'phone',
    outcome: 'reached',
  }
  const refused = await bank.ask(`manager-${held.branch}`, 'POST', '/api/contacts', contact)
  expect(refused).toMatchObject({ status: 422, body: { type: '/problems/action_not_due' } })
  const history = await bank.ask(`manager-${held.branch}`, 'GET', `/api/customers/${held.customer}/history`)
  expect(JSON.stringify(history.body)).not.toContain('Idle money')
})

test('Its run is replayed to the same bytes, and the auditor sees who was held out', async () => {
  const { store } = bank.open.desk
  const { run } = await store
    .selectFrom('decided')
    .select('run')
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow()
  const { body } = await bank.ask('auditor', 'POST', `/api/runs/${run}/replay`)
  expect(body).toMatchObject({ same: true })
  const [held = expect.fail()] = (await exposures()).filter(({ side }) => side === 'held_out')
  const exported = await bank.ask('auditor', 'GET', `/api/customers/${held.customer}/personal-data`)
  const { customer: _customer, ...rest } = held
  expect(exported.body).toMatchObject({ campaigns: [rest], lists: [{ listing: 'held_out' }] })
})

test('What comes of contacts is counted, for a branch its own only, and a restart changes nothing', async () => {
  const list = await listOf(bank, 'B001')
  const called = list.actions.filter(
    ({ key, customer, listing }) => listing === 'listed' && leadOfKey(key, customer.id) === CAMPAIGN,
  )
  const [first = expect.fail(), second = expect.fail()] = called
  for (const [action, outcome] of [
    [first, 'interested'],
    [second, 'not_reached'],
  ] as const) {
    const { status } = await bank.ask('manager-B001', 'POST', '/api/contacts', contactWith(action, outcome))
    expect(status).toBe(201)
  }
  const { bank: all, branches } = await own()
  expect([all?.reached.count, all?.interested.count]).toEqual([1, 1])
  expect(branches.map(({ branch, results }) => [branch.id, results.interested.count])).toContainEqual([
    'B001',
    1,
  ])
  const mine = await own('manager-B001')
  expect([mine.bank, mine.branches.map(({ branch }) => branch.id)]).toEqual([null, ['B001']])
  const before = await exposures()
  await bank.open.desk.runTonight()
  await bank.restart()
  expect(await exposures()).toEqual(before)
  expect((await own()).bank).toEqual(all)
})

test('Whoever asks to be called later, and is then reached, was reached for the sake of the campaign', async () => {
  const before = (await own()).bank?.reached.count ?? expect.fail()
  const called = async (wanted: (action: Action) => boolean) =>
    (await listOf(bank, 'B001')).actions.find(wanted) ?? expect.fail('Nobody is called')
  const log = async (action: Action, outcome: string, more = {}) =>
    expect(
      (await bank.ask('manager-B001', 'POST', '/api/contacts', { ...contactWith(action, outcome), ...more }))
        .status,
    ).toBe(201)
  const put = new Set((await exposures()).map(({ customer }) => customer))
  const action = await called(
    ({ key, customer, attempts }) =>
      put.has(customer.id) && attempts === 0 && leadOfKey(key, customer.id) === CAMPAIGN,
  )
  await log(action, 'call_back', { callBackOn: LIST_DAY })
  const isHis = ({ customer }: Action) => customer.id === action.customer.id
  await log(await called((each) => isHis(each) && each.action === 'call_back'), 'reached')
  expect((await own()).bank?.reached.count).toBe(before + 1)
})
