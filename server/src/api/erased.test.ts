import { expect, test } from 'vitest'
import { z } from 'zod'
import { BLOCKED } from '../desk/counts.ts'
import { madeRun } from '../desk/made-run.ts'
import { exposuresOf } from '../store/campaigns.ts'
import { changeInForce } from '../testing/change-in-force.ts'
import { CAMPAIGN, holdingOut } from '../testing/holding-out.ts'
import { allLists, contactWith, type List, listOf, RATE_CUT } from '../testing/small-bank.ts'
import { bankOfEachTest } from '../testing/test-banks.ts'

const bank = bankOfEachTest()

const BRANCH = 'B001'
const MANAGER = `manager-${BRANCH}`

async function erase(customer: string): Promise<void> {
  const path = `/api/customers/${customer}/personal-data`
  expect((await bank.ask('administrator', 'DELETE', path, { reason: 'He asked for it' })).status).toBe(200)
}

async function asked<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
  const { status, body } = await bank.ask(MANAGER, 'GET', `/api/branches/${BRANCH}${path}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return schema.parse(body)
}

const daysSchema = z.array(
  z.object({
    advisers: z.array(z.object({ id: z.string(), minutesDue: z.number() })),
    contacts: z.array(
      z.object({ customer: z.object({ id: z.string() }), adviser: z.string(), minutes: z.number() }),
    ),
  }),
)
const managerSchema = z.object({
  duties: z.array(z.object({ open: z.number(), not_done: z.number(), no_time: z.number() })),
  workload: z.array(
    z.object({ adviser: z.object({ id: z.string() }), due: z.number(), customers: z.number() }),
  ),
})
const branchesSchema = z.array(
  z.object({
    id: z.string(),
    customers: z.number(),
    listed: z.number(),
    cut: z.number(),
    blocked: z.number(),
  }),
)

const countsOf = async () => {
  const { body } = await bank.ask(MANAGER, 'GET', '/api/branches')
  return branchesSchema.parse(body).find(({ id }) => id === BRANCH) ?? expect.fail('no branch')
}
const minutesBy = (list: List) => new Map(list.advisers.map(({ id, minutesDue }) => [id, minutesDue]))
const idsOf = (list: List) => list.actions.map(({ customer }) => customer.id)
const dutiesIn = ({ duties }: z.infer<typeof managerSchema>) =>
  duties.reduce((sum, each) => sum + each.open + each.not_done + each.no_time, 0)

async function replayed(): Promise<unknown> {
  const { store } = bank.open.desk
  const { run } = await store
    .selectFrom('decided')
    .select('run')
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow()
  return (await bank.ask('auditor', 'POST', `/api/runs/${run}/replay`)).body
}

test('Whose personal data are erased is out of the day at once: list, minutes, counts, week and figures', async () => {
  const before = await listOf(bank, BRANCH)
  const gone = before.actions.find(({ action }) => action === 'coverage') ?? expect.fail('nobody is due')
  const [counts, manager] = [await countsOf(), await asked('/manager', managerSchema)]
  await erase(gone.customer.id)
  const list = await listOf(bank, BRANCH)
  expect(idsOf(list)).toEqual(idsOf(before).filter((id) => id !== gone.customer.id))
  const due = minutesBy(list).get(gone.adviser.id)
  expect(due).toBe((minutesBy(before).get(gone.adviser.id) ?? 0) - gone.minutes)
  expect(
    list.actions.filter(({ adviser }) => adviser.id === gone.adviser.id).map(({ position }) => position),
  ).toEqual(
    list.actions.flatMap(({ adviser }) => (adviser.id === gone.adviser.id ? [0] : [])).map((_, at) => at + 1),
  )
  const now = await countsOf()
  expect([now.customers, now.listed + now.cut]).toEqual([
    counts.customers - 1,
    counts.listed + counts.cut - 1,
  ])
  const [day] = await asked('/week', daysSchema)
  expect(day?.advisers.find(({ id }) => id === gone.adviser.id)?.minutesDue).toBe(due)
  const figures = await asked('/manager', managerSchema)
  expect(dutiesIn(figures)).toBe(dutiesIn(manager) - 1)
  const loadOf = ({ workload }: typeof manager) =>
    workload.find(({ adviser }) => adviser.id === gone.adviser.id) ?? expect.fail('no workload')
  expect(loadOf(figures)).toMatchObject({ due, customers: loadOf(manager).customers - 1 })
})

test('Who must not be contacted is not counted as such any more', async () => {
  const { today, snapshot } = bank.open.desk
  const action = today.live.decisions.columns.get(today.live.ranking.arbitration)
  const counts = await countsOf()
  expect(counts.blocked).toBeGreaterThan(0)
  const row = snapshot.customers.branch.findIndex((branch, at) => branch === 0 && action?.[at] === BLOCKED)
  await erase(snapshot.customers.ids.at(row) ?? '')
  expect((await countsOf()).blocked).toBe(counts.blocked - 1)
})

test('The run and its replay stay as they were, also what is decided anew, and a restart changes nothing', async () => {
  const before = await listOf(bank, BRANCH)
  const [gone = expect.fail()] = before.actions
  await erase(gone.customer.id)
  const list = await listOf(bank, BRANCH)
  expect(list.run.id).toBe(before.run.id)
  expect(await replayed()).toMatchObject({ same: true })
  await bank.restart()
  expect((await listOf(bank, BRANCH)).actions).toEqual(list.actions)
  expect((await bank.ask('strategist', 'POST', '/api/events', RATE_CUT)).status).toBe(201)
  const after = await listOf(bank, BRANCH)
  expect(after.run.id).not.toBe(before.run.id)
  expect(idsOf(after)).not.toContain(gone.customer.id)
  expect(await replayed()).toMatchObject({ same: true })
  const [other = expect.fail()] = after.actions
  const contact = contactWith(other)
  expect((await bank.ask(MANAGER, 'POST', '/api/contacts', contact)).status).toBe(201)
  expect(idsOf(await listOf(bank, BRANCH))).not.toContain(gone.customer.id)
  expect((await bank.ask(MANAGER, 'POST', `/api/contacts/${contact.id}/withdrawal`)).status).toBe(200)
  expect(idsOf(await listOf(bank, BRANCH))).toEqual(idsOf(after))
})

test('An event that is looked at or announced reaches none of them', async () => {
  const { type } = RATE_CUT
  const reachSchema = z.object({
    customers: z.number(),
    branches: z.array(
      z.object({
        advisers: z.array(z.object({ adviser: z.object({ id: z.string() }), customers: z.number() })),
      }),
    ),
  })
  const reach = async () =>
    reachSchema.parse((await bank.ask('strategist', 'POST', '/api/events/reach', { type })).body)
  const before = await reach()
  const { adviser } = before.branches[0]?.advisers.find((each) => each.customers > 0) ?? expect.fail('nobody')
  const { body } = await bank.ask('strategist', 'POST', '/api/events/reach/customers', {
    type,
    adviser: adviser.id,
  })
  const [first = expect.fail()] = z
    .object({ customers: z.array(z.object({ id: z.string() })) })
    .parse(body).customers
  await erase(first.id)
  expect((await reach()).customers).toBe(before.customers - 1)
  const announced = await bank.ask('strategist', 'POST', '/api/events', RATE_CUT)
  expect(announced).toMatchObject({ status: 201, body: { touched: { customers: before.customers - 1 } } })
})

test('The place that he had in a campaign is another’s, and no campaign counts him from then on', async () => {
  await changeInForce(bank, holdingOut)
  const called = async () =>
    (await allLists(bank))
      .flatMap(({ actions }) => actions)
      .filter(({ action, listing }) => action === 'campaign' && listing === 'listed')
  const before = await called()
  const [gone = expect.fail()] = before
  await erase(gone.customer.id)
  const after = await called()
  expect(after.map(({ customer }) => customer.id)).not.toContain(gone.customer.id)
  expect(after).toHaveLength(before.length)

  // The run is the same as before, and he was called until he was erased; from then on nobody calls him.
  const { store, today } = bank.open.desk
  expect((await exposuresOf(store, gone.customer.id)).map(({ campaign }) => campaign)).toEqual([CAMPAIGN])
  const { actions, exposures } = await madeRun(today)
  expect(actions).toContainEqual(expect.objectContaining({ key: gone.key, listing: 'listed' }))
  expect(exposures.map(({ customer }) => customer)).not.toContain(gone.customer.id)
})
