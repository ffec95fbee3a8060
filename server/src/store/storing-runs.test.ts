import { randomUUID } from 'node:crypto'
import type { BankEvent } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { SYSTEM } from '../audit/journal.ts'
import { madeRun, recordRun } from '../desk/made-run.ts'
import { inSlices } from '../desk/slices.ts'
import { allLists, LIST_DAY, RATE_CUT, rowsIn } from '../testing/small-bank.ts'
import { bankOfEachTest } from '../testing/test-banks.ts'
import { addExposures, type CampaignExposure, exposuresIn } from './campaigns.ts'
import { type MadeRun, storeBeforehand } from './storing-runs.ts'

const bank = bankOfEachTest()

const CUT: BankEvent = { ...RATE_CUT, day: LIST_DAY }

/** The run that an announcement would bring, as if it called somebody for a campaign too. */
async function runOfCut(): Promise<MadeRun & { readonly exposures: readonly [CampaignExposure] }> {
  const next = await inSlices(bank.open.desk.today.onOtherGrounds({ events: [CUT] }))
  const made = await madeRun(next)
  const [called] = made.actions
  if (!called) throw new Error('Nobody is called')
  const { customer, branch, run } = called
  const campaign = next.leading.plan.playbook.nodes.find(({ kind }) => kind === 'campaign')?.id ?? ''
  const exposure = {
    playbook: 'retail',
    campaign,
    customer,
    side: 'listed',
    branch,
    day: LIST_DAY,
    run,
  } as const
  return { ...made, exposures: [exposure] }
}

const answerTo = async (path: string) => (await bank.ask('auditor', 'GET', path)).body

/** Whatever is told of runs, and of customers whom they put on lists. */
async function told(...customers: readonly string[]): Promise<unknown[]> {
  const answers: unknown[] = []
  for (const customer of customers) {
    const { lists, campaigns } = Object(await answerTo(`/api/customers/${customer}/personal-data`))
    answers.push(lists, campaigns, await answerTo(`/api/customers/${customer}/history`))
  }
  for (const { id } of bank.open.desk.snapshot.branches)
    answers.push(
      await answerTo(`/api/branches/${id}/as-of?day=${LIST_DAY}`),
      await answerTo(`/api/branches/${id}/manager`),
    )
  for (const path of ['/api/runs', '/api/campaigns', '/api/playbooks/retail/learning'])
    answers.push(await answerTo(path))
  return answers
}

/** An action that only the run to come has, with its customer. */
async function newIn({ actions }: MadeRun) {
  const known = new Set((await allLists(bank)).flatMap((list) => list.actions.map(({ key }) => key)))
  const found = actions.find(({ key, listing }) => listing === 'listed' && !known.has(key))
  if (!found) throw new Error('The cut calls nobody')
  return found
}

test('of a run that is stored and not in force yet nobody sees anything', async () => {
  const made = await runOfCut()
  const { customer, key, channel } = await newIn(made)
  const exposed = made.exposures[0].customer
  const before = await told(customer, exposed)
  await storeBeforehand(bank.open.desk.store, made)
  expect(await rowsIn(bank, 'runs')).toBe(2)
  expect(await told(customer, exposed)).toEqual(before)
  const run = `/api/runs/${made.run.id}`
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/replay'],
    ['GET', `/customers/${customer}`],
  ] as const)
    expect(await bank.ask('auditor', method, `${run}${path}`)).toMatchObject({ status: 404 })
  const contact = { id: randomUUID(), customer, action: key, channel, outcome: 'reached' }
  const branch =
    bank.open.desk.snapshot.customers.branch[bank.open.desk.snapshot.customers.rowOf(customer) ?? 0]
  const manager = `manager-${bank.open.desk.snapshot.branches[branch ?? 0]?.id}`
  expect(await bank.ask(manager, 'POST', '/api/contacts', contact)).toMatchObject({
    body: { type: '/problems/action_not_due' },
  })

  await bank.open.desk.journal.change(SYSTEM, (store, note, at) =>
    recordRun(store, note, made.run, 'event', at),
  )
  const [lists, , , , campaigns] = await told(customer, exposed)
  expect(lists).not.toEqual(before[0])
  expect(campaigns).toHaveLength(1)
  expect(await answerTo(`/api/runs/${made.run.id}`)).toMatchObject({ id: made.run.id })
  expect(await bank.ask(manager, 'POST', '/api/contacts', contact)).toMatchObject({ status: 201 })
})

test('what is left of a run that never came into force is gone once the bank is opened again, or another is stored', async () => {
  const { store } = bank.open.desk
  const made = await runOfCut()
  const rows = async () => [
    await rowsIn(bank, 'runs'),
    await rowsIn(bank, 'actions'),
    (await bank.open.desk.store.selectFrom('campaign_exposures').select('run').execute()).length,
  ]
  const before = await rows()
  await storeBeforehand(store, made)
  // Broken off: some of the actions are missing.
  const some = made.actions.slice(0, 50).map(({ customer }) => customer)
  await store.deleteFrom('actions').where('run', '=', made.run.id).where('customer', 'in', some).execute()
  await bank.restart()
  expect(await rows()).toEqual(before)

  await storeBeforehand(bank.open.desk.store, {
    ...made,
    run: { ...made.run, id: 'given up' },
    actions: [],
    exposures: [],
  })
  await bank.ask('strategist', 'POST', '/api/events', RATE_CUT)
  expect(await bank.open.desk.store.selectFrom('runs').select('id').execute()).toHaveLength(2)
  expect(await answerTo(`/api/runs/${made.run.id}`)).toMatchObject({ id: made.run.id })
})

test('a run that is taken away while it is about to come into force does not', async () => {
  const { journal, store } = bank.open.desk
  const made = await runOfCut()
  await storeBeforehand(store, made)
  await store.updateTable('runs').set({ outcome: '' }).where('id', '=', made.run.id).execute()
  const decided = await rowsIn(bank, 'decided')
  const change = journal.change(SYSTEM, (own, note, at) => recordRun(own, note, made.run, 'event', at))
  await expect(change).rejects.toThrow('is not stored')
  expect(await rowsIn(bank, 'decided')).toBe(decided)
})

test('whom a run is about to put down for a campaign, and who is put down by one in force meanwhile, is of the latter', async () => {
  const { store } = bank.open.desk
  const made = await runOfCut()
  const [first] = made.exposures
  const [inForce] = await store.selectFrom('decided').select('run').execute()
  await storeBeforehand(store, made)
  const meanwhile = { ...first, run: inForce?.run ?? '' }
  await addExposures(store, [meanwhile])
  const kept = () => exposuresIn(bank.open.desk.store, null)
  await bank.restart()
  expect(await kept()).toEqual([meanwhile])
  // Nor does a later one take him away.
  await addExposures(bank.open.desk.store, [{ ...first, day: '2026-03-12', run: inForce?.run ?? '' }])
  expect(await kept()).toEqual([meanwhile])
})

test('contacts are logged while a run is made and stored, and are in the lists that come of it', async () => {
  const lists = await allLists(bank)
  const logs = lists.flatMap(({ actions: [first] }, at) =>
    first
      ? [
          {
            as: `manager-${bank.open.desk.snapshot.branches[at]?.id}`,
            contact: {
              id: randomUUID(),
              customer: first.customer.id,
              action: first.key,
              channel: 'phone',
              outcome: 'reached',
            },
          },
        ]
      : [],
  )
  // Whoever asks for the first time is held up by his password.
  for (const { as } of logs) await bank.ask(as, 'GET', '/api/session')
  const order: string[] = []
  const announced = bank.ask('strategist', 'POST', '/api/events', RATE_CUT).then(({ status }) => {
    order.push('announced')
    return status
  })
  const logged = logs.map(async ({ as, contact }) => {
    const { status } = await bank.ask(as, 'POST', '/api/contacts', contact)
    order.push('logged')
    return status
  })
  expect(await Promise.all([announced, ...logged])).toEqual([201, ...logs.map(() => 201)])
  expect(order).toEqual([...logs.map(() => 'logged'), 'announced'])
  const after = await allLists(bank)
  expect(after.map(({ done }) => done.map(({ id }) => id))).toEqual(logs.map(({ contact }) => [contact.id]))
  await bank.restart()
  expect(await allLists(bank)).toEqual(after)
})
