import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { sideOf } from '../experiment/assignment.ts'
import { storedOrder } from '../orders/testing/stored.ts'
import { addOrder } from '../store/orders.ts'
import {
  addUser,
  approve,
  described,
  effectOf,
  putInForce,
  submitChange,
  withoutTriggers,
} from '../testing/life.ts'
import { contactWith, LIST_DAY, listOf, RATE_CUT, rowsIn } from '../testing/small-bank.ts'
import { bankOfEachTest } from '../testing/test-banks.ts'

const bank = bankOfEachTest()

const EXPERIMENTS = '/api/experiments'

const TRIAL = {
  id: 'trial',
  name: 'Fewer events',
  playbook: 'retail',
  challenger: 2,
  unit: 'customer',
  share: 25,
  holdout: 10,
  seed: 'spring',
  reason: 'Are the events worth the minutes?',
}

const SPLIT = { seed: TRIAL.seed, share: 2_500, holdout: 1_000 }

/** An approved second version: the playbook without events. */
async function approvedChallenger(): Promise<void> {
  expect((await submitChange(bank, withoutTriggers)).status).toBe(201)
  expect((await approve(bank, 2, await effectOf(bank, 2))).status).toBe(200)
}

const start = (given: object = {}, user = 'approver') =>
  bank.ask(user, 'POST', EXPERIMENTS, { ...TRIAL, ...given })

const reshare = (given: object, user = 'approver') =>
  bank.ask(user, 'POST', `${EXPERIMENTS}/trial/shares`, { reason: 'As planned', ...given })

const end = (user = 'approver') =>
  bank.ask(user, 'POST', `${EXPERIMENTS}/trial/end`, { reason: 'Enough is known' })

const customers = () => [...bank.open.desk.snapshot.customers.ids]

/** The customers of a version, by its number. */
const decidedBy = (version: number) => {
  const { today } = bank.open.desk
  return customers().filter((_id, row) => today.playbookOf(row).version === version)
}

const challengersAt = (share: number) =>
  customers().filter((id) => sideOf({ ...SPLIT, share }, id) === 'challenger')

const storedActions = () =>
  bank.open.desk.store
    .selectFrom('decided')
    .innerJoin('actions', 'actions.run', 'decided.run')
    .select(['actions.customer', 'actions.experiment', 'actions.side', 'actions.playbook_hash'])
    .where('decided.number', '=', ({ selectFrom }) =>
      selectFrom('decided').select(({ fn }) => fn.max('number').as('number')),
    )
    .execute()

const bankAnswer = async () =>
  z
    .object({
      playbook: z.object({ version: z.number() }),
      playbooks: z.array(z.object({ version: z.number(), customers: z.number(), branches: z.number() })),
    })
    .parse((await bank.ask('auditor', 'GET', '/api/bank')).body)

const changes = async () => [await rowsIn(bank, 'runs'), await rowsIn(bank, 'decided')]

describe('an experiment', () => {
  test('decides exactly the customers of its share by the challenger, and records who was on which side', async () => {
    await approvedChallenger()
    expect(await start()).toMatchObject({
      status: 201,
      body: { id: 'trial', state: 'running', share: 25, holdout: 10, from: LIST_DAY, branches: null },
    })
    const expected = challengersAt(2_500)
    expect(decidedBy(2)).toEqual(expected)
    expect(await bankAnswer()).toMatchObject({
      playbook: { version: 1 },
      playbooks: [
        { version: 1, customers: customers().length - expected.length, branches: 2 },
        { version: 2, customers: expected.length, branches: 2 },
      ],
    })
    const hashes = new Map(
      bank.open.desk.today.grounds.rules.arms.map(({ version, hash }) => [version, hash]),
    )
    const actions = await storedActions()
    expect(actions.length).toBeGreaterThan(0)
    for (const { customer, experiment, side, playbook_hash } of actions) {
      expect({ experiment, side }).toEqual({ experiment: 'trial', side: sideOf(SPLIT, customer) })
      expect(playbook_hash).toBe(hashes.get(side === 'challenger' ? 2 : 1))
    }
  })

  test('changes the lists of the challenger’s customers only, and says why by their own version', async () => {
    const triggers = (lists: Awaited<ReturnType<typeof listOf>>[]) =>
      lists.flatMap(({ actions }) => actions.filter(({ action }) => action === 'trigger'))
    const branches = bank.open.desk.snapshot.branches.map(({ id }) => id)
    const before = triggers(await Promise.all(branches.map((id) => listOf(bank, id))))
    await approvedChallenger()
    await start({ share: 50, holdout: 0 })
    const challengers = new Set(decidedBy(2))
    const after = triggers(await Promise.all(branches.map((id) => listOf(bank, id))))
    const keys = (actions: typeof after) => new Set(actions.map(({ key }) => key))
    expect(keys(after)).toEqual(keys(before.filter(({ customer }) => !challengers.has(customer.id))))
    expect(before.some(({ customer }) => challengers.has(customer.id))).toBe(true)
    const [challenger = ''] = challengers
    expect((await bank.ask('auditor', 'GET', `/api/customers/${challenger}`)).status).toBe(200)
  })

  test('is heard by each customer’s own version when an event is announced', async () => {
    await approvedChallenger()
    await start({ share: 100, holdout: 0 })
    const cut = () => bank.ask('strategist', 'POST', '/api/events', RATE_CUT)
    // The challenger has no events on its lists any more.
    expect(await cut()).toMatchObject({ status: 201, body: { touched: { customers: 0, listed: 0 } } })
    await reshare({ share: 50 })
    const half = z.object({ touched: z.object({ customers: z.number() }) }).parse((await cut()).body)
    await end()
    const all = z.object({ touched: z.object({ customers: z.number() }) }).parse((await cut()).body)
    expect(half.touched.customers).toBeGreaterThan(0)
    expect(half.touched.customers).toBeLessThan(all.touched.customers)
  })

  test('is the same after a restart, and running the night again adds nothing', async () => {
    await approvedChallenger()
    await start()
    const before = { decided: decidedBy(2), changes: await changes() }
    await bank.restart()
    expect({ decided: decidedBy(2), changes: await changes() }).toEqual(before)
  })

  test('only gains challengers when its share grows, and never one of the frozen holdout', async () => {
    await approvedChallenger()
    await start()
    expect(await reshare({ share: 60 })).toMatchObject({ status: 200, body: { share: 60, holdout: 10 } })
    expect(decidedBy(2)).toEqual(challengersAt(6_000))
    expect(challengersAt(6_000)).toEqual(expect.arrayContaining(challengersAt(2_500)))
    expect(await reshare({ share: 5 })).toMatchObject({ status: 200, body: { share: 5, holdout: 10 } })
    expect(decidedBy(2)).toEqual(challengersAt(500))
    const before = await changes()
    const frozen = { status: 409, body: { type: '/problems/holdout_frozen' } }
    expect(await reshare({ share: 5, holdout: 9 })).toMatchObject(frozen)
    // Those from 60 to 50 had the challenger once: they are no clean holdout any more.
    expect(await reshare({ share: 5, holdout: 50 })).toMatchObject(frozen)
    expect(await reshare({ share: 91 })).toMatchObject({ status: 422 })
    expect(await changes()).toEqual(before)
    expect(await reshare({ share: 5, holdout: 40 })).toMatchObject({ status: 200, body: { holdout: 40 } })
    expect((await bank.ask('auditor', 'GET', `${EXPERIMENTS}/trial`)).body).toMatchObject({
      shares: [{ share: 25 }, { share: 60 }, { share: 5, holdout: 10 }, { share: 5, holdout: 40 }],
    })
  })

  test('ends for good: the champion decides everybody', async () => {
    await approvedChallenger()
    await start()
    expect(await end()).toMatchObject({ status: 200, body: { state: 'ended', ended: LIST_DAY } })
    expect(decidedBy(1)).toHaveLength(customers().length)
    const before = await changes()
    const ended = { status: 409, body: { type: '/problems/experiment_ended' } }
    expect(await end()).toMatchObject(ended)
    expect(await reshare({ share: 50 })).toMatchObject(ended)
    expect(await changes()).toEqual(before)
    expect((await start({ id: 'next' })).status).toBe(201)
  })

  test('keeps its challenger when another champion is put in force', async () => {
    await approvedChallenger()
    await start()
    const before = decidedBy(2)
    expect((await submitChange(bank, (document) => described(document, 'Third'))).status).toBe(201)
    await approve(bank, 3, await effectOf(bank, 3))
    expect((await putInForce(bank, 3)).status).toBe(201)
    expect(decidedBy(2)).toEqual(before)
    expect(decidedBy(3)).toHaveLength(customers().length - before.length)
  })

  test('assigns whole branches when branches are its units, and only those in its scope', async () => {
    await approvedChallenger()
    await start({ unit: 'branch', share: 50, holdout: 0, branches: ['B002'], seed: 'whole' })
    const side = sideOf({ seed: 'whole', share: 5_000, holdout: 0 }, 'B002')
    const actions = await storedActions()
    const { snapshot } = bank.open.desk
    const branchOf = (id: string) =>
      snapshot.branches[snapshot.customers.branch[snapshot.customers.rowOf(id) ?? -1] ?? -1]?.id
    for (const { customer, side: found } of actions)
      expect(found).toBe(branchOf(customer) === 'B002' ? side : null)
    expect((await start({ id: 'other', branches: ['B001'] })).status).toBe(201)
  })
})

describe('a forbidden step', () => {
  const refused = async (answer: Promise<{ status: number; body: unknown }>, status: number, code: string) =>
    expect(await answer).toMatchObject({ status, body: { type: `/problems/${code}`, status } })

  test('is refused with its reason, and changes nothing', async () => {
    await submitChange(bank, withoutTriggers)
    const before = await changes()
    await refused(start(), 409, 'version_not_approved')
    await approve(bank, 2, await effectOf(bank, 2))
    await refused(start({}, 'strategist'), 403, 'role_not_allowed')
    await refused(start({}, 'manager'), 403, 'role_not_allowed')
    await refused(start({ challenger: 3 }), 404, 'unknown_version')
    await refused(start({ challenger: 1 }), 409, 'challenger_in_force')
    await refused(start({ playbook: 'other' }), 404, 'unknown_playbook')
    await refused(start({ branches: ['B999'] }), 422, 'unknown_branches')
    await refused(start({ from: '2026-03-10' }), 422, 'day_past')
    await refused(start({ share: 95 }), 422, 'shares_exceed_all')
    await refused(start({ share: 0, holdout: 0 }), 422, 'shares_empty')
    await refused(start({ share: 0.001 }), 400, 'invalid_request')
    await refused(start({ surprise: true }), 400, 'invalid_request')
    await refused(end(), 404, 'unknown_experiment')
    expect((await bank.ask('auditor', 'GET', EXPERIMENTS)).body).toEqual([])
    expect(await changes()).toEqual(before)
  })

  test('includes starting one’s own version, whatever one’s role is by now', async () => {
    await approvedChallenger()
    await bank.open.desk.store
      .updateTable('users')
      .set({ role: 'approver' })
      .where('id', '=', 'strategist')
      .execute()
    await refused(start({}, 'strategist'), 403, 'own_version')
  })

  test('includes a second experiment in a branch, also when both are started at once', async () => {
    await approvedChallenger()
    const answers = await Promise.all([start({ id: 'one' }), start({ id: 'two', branches: ['B001'] })])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409])
    await refused(start({ id: 'three', branches: ['B002', 'B001'] }), 409, 'experiment_overlaps')
    const [{ id }] = z
      .tuple([z.object({ id: z.string() })])
      .parse((await bank.ask('auditor', 'GET', EXPERIMENTS)).body)
    await refused(start({ id }), 409, 'experiment_exists')
  })

  test('includes branch staff looking at experiments', async () => {
    for (const user of ['manager', 'adviser']) {
      await refused(bank.ask(user, 'GET', EXPERIMENTS), 403, 'role_not_allowed')
      await refused(bank.ask(user, 'GET', `${EXPERIMENTS}/trial/outcomes`), 403, 'role_not_allowed')
    }
  })
})

describe('the outcomes', () => {
  const sideSchema = z.object({
    side: z.string(),
    customers: z.number(),
    listed: z.number(),
    minutes: z.number(),
    outcomes: z.array(z.object({ outcome: z.string(), customers: z.number(), rate: z.number() })),
  })
  const schema = z.object({
    days: z.array(z.string()),
    sides: z.array(sideSchema),
    comparisons: z.array(
      z.object({
        outcome: z.string(),
        against: z.string(),
        verdict: z.string(),
        interval: z.object({ low: z.number(), high: z.number() }),
        words: z.object({ 'zh-CN': z.string(), en: z.string() }),
      }),
    ),
  })
  const outcomes = async () => {
    const { status, body } = await bank.ask('auditor', 'GET', `${EXPERIMENTS}/trial/outcomes`)
    expect(status).toBe(200)
    return schema.parse(body)
  }

  test('count as listed also whom a list took up during the day, when he was called for its sake', async () => {
    await approvedChallenger()
    await start()
    const { actions } = await listOf(bank, 'B001')
    const cut = actions.find(
      ({ listing, customer }) => listing === 'cut' && sideOf(SPLIT, customer.id) === 'champion',
    )
    const listed = async () => (await outcomes()).sides.find(({ side }) => side === 'champion')?.listed
    const before = (await listed()) ?? expect.fail('nobody is on the side')
    await bank.ask('manager', 'POST', '/api/contacts', contactWith(cut ?? expect.fail('nobody is cut')))
    expect(await listed()).toBe(before + 1)
  })

  test('count everybody on a side, whom it lists and what comes of it', async () => {
    await approvedChallenger()
    await start()
    const list = await listOf(bank, 'B001')
    const of = (side: string) => list.actions.filter(({ customer }) => sideOf(SPLIT, customer.id) === side)
    const log = (action: (typeof list.actions)[number] | undefined, outcome: string) =>
      action ? bank.ask('manager', 'POST', '/api/contacts', contactWith(action, outcome)) : null
    const [first, second] = of('challenger')
    await log(first, 'refused')
    await log(second, 'not_reached')
    const [interested, ...reached] = of('champion').slice(0, 3)
    await log(interested, 'interested')
    for (const action of reached) await log(action, 'reached')
    const buyers = customers().filter((id) => sideOf(SPLIT, id) === 'challenger')
    for (const [at, state] of (['placed', 'settled', 'rejected', 'cancelled'] as const).entries())
      for (const _twice of [1, 2])
        await addOrder(
          bank.open.desk.store,
          storedOrder({ customer: buyers[at] ?? '', day: LIST_DAY, state }),
        )
    const found = await outcomes()
    expect(found.days).toEqual([LIST_DAY])
    const sides = new Map(found.sides.map((side) => [side.side, side]))
    for (const [side, { customers: count }] of sides)
      expect(count).toBe(customers().filter((id) => sideOf(SPLIT, id) === side).length)
    expect(sides.get('challenger')).toMatchObject({
      outcomes: [
        { outcome: 'contacted', customers: 1 },
        { outcome: 'interested', customers: 0 },
        { outcome: 'ordered', customers: 2 },
        { outcome: 'refused', customers: 1 },
      ],
    })
    expect(sides.get('champion')).toMatchObject({
      outcomes: [
        { outcome: 'contacted', customers: 3 },
        { outcome: 'interested', customers: 1 },
        { outcome: 'ordered', customers: 0 },
        { outcome: 'refused', customers: 0 },
      ],
    })
    const listed = (await storedActions()).length
    expect(found.sides.reduce((sum, each) => sum + each.listed, 0)).toBeLessThanOrEqual(listed)
    expect(sides.get('champion')?.listed).toBeGreaterThan(0)
    for (const { interval, verdict, words } of found.comparisons) {
      expect(interval.low).toBeLessThan(interval.high)
      expect(verdict).toBe('not_told_apart')
      expect(words['zh-CN']).toMatch(/\p{Script=Han}/u)
    }
  })

  test('tell apart what chance does not explain, and more is better only where it is', async () => {
    await approvedChallenger()
    await start({ share: 50, holdout: 0 })
    const half = customers().filter((id) => sideOf({ ...SPLIT, share: 5_000, holdout: 0 }, id) === 'champion')
    const { snapshot, store } = bank.open.desk
    const contacts = half.slice(0, 60).map((customer, at) => ({
      id: randomUUID(),
      customer,
      branch: snapshot.branches[0]?.id ?? '',
      adviser: 'A001',
      by: 'adviser',
      action: null,
      channel: 'phone' as const,
      outcome: at < 30 ? ('refused' as const) : ('reached' as const),
      note: '',
      minutes: 5,
      day: LIST_DAY,
      at: `${LIST_DAY}T09:00:00.000Z`,
    }))
    await store.insertInto('contacts').values(contacts).execute()
    const { comparisons, sides } = await outcomes()
    expect(comparisons).toMatchObject([
      { outcome: 'contacted', against: 'champion', verdict: 'champion_better' },
      { outcome: 'interested', against: 'champion', verdict: 'not_told_apart' },
      { outcome: 'ordered', against: 'champion', verdict: 'not_told_apart' },
      { outcome: 'refused', against: 'champion', verdict: 'challenger_better' },
    ])
    expect(sides.map(({ minutes }) => minutes)).toEqual([300, 0])
  })

  test('say nothing yet of a few branches', async () => {
    await approvedChallenger()
    await start({ unit: 'branch', share: 50, holdout: 0 })
    const { body } = await bank.ask('auditor', 'GET', `${EXPERIMENTS}/trial/outcomes`)
    const { comparisons } = z.object({ comparisons: z.array(z.object({ verdict: z.string() })) }).parse(body)
    for (const { verdict } of comparisons) expect(verdict).toBe('too_few')
  })
})

const runShape = z.object({
  run: z.object({
    playbook: z.object({ version: z.number() }),
    challengers: z.array(z.object({ version: z.number() })),
  }),
})

test('a list names the version in force in its branch, and the challenger beside it', async () => {
  const [own = '', other = ''] = bank.open.desk.snapshot.branches.map(({ id }) => id)
  const decidedIn = async (branch: string) => {
    const { body } = await bank.ask('auditor', 'GET', `/api/branches/${branch}/actions`)
    const { run } = runShape.parse(body)
    return [run.playbook, ...run.challengers].map(({ version }) => version)
  }
  await approvedChallenger()
  expect((await start({ branches: [own] })).status).toBe(201)
  expect([await decidedIn(own), await decidedIn(other)]).toEqual([[1, 2], [1]])

  expect((await end()).status).toBe(200)
  const activations = '/api/playbooks/retail/versions/2/activations'
  const given = { branches: [own], reason: 'Better' }
  expect((await bank.ask('approver', 'POST', activations, given)).status).toBe(201)
  expect([await decidedIn(own), await decidedIn(other)]).toEqual([[2], [1]])
})

test('every step of an experiment is in the log, with its reason', async () => {
  await approvedChallenger()
  await addUser(bank, 'second-approver', 'approver')
  await start()
  await reshare({ share: 50 }, 'second-approver')
  await end()
  const entries = await bank.open.desk.store
    .selectFrom('audit_entries')
    .select(['action', 'by', 'details'])
    .where('subject', '=', 'experiments/trial')
    .orderBy('number')
    .execute()
  expect(entries.map(({ action, by }) => [action, by])).toEqual([
    ['experiment.started', 'approver'],
    ['experiment.changed', 'second-approver'],
    ['experiment.ended', 'approver'],
  ])
  for (const { details } of entries) expect(JSON.parse(details)).toHaveProperty('reason')
})
