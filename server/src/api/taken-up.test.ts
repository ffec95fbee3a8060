import { holdoutPlace } from '@branch-playbook/engine'
import { expect, test } from 'vitest'
import { exposuresIn } from '../store/campaigns.ts'
import { changeInForce } from '../testing/change-in-force.ts'
import { CAMPAIGN, HOLDOUT, holdingOut } from '../testing/holding-out.ts'
import { type Action, allLists, contactWith, RATE_CUT } from '../testing/small-bank.ts'
import { bankOfEachTest } from '../testing/test-banks.ts'

const bank = bankOfEachTest({
  begin: (bank) => changeInForce(bank, holdingOut),
})

const called = async (): Promise<Action[]> =>
  (await allLists(bank))
    .flatMap(({ actions }) => actions)
    .filter(({ action, listing }) => action === 'campaign' && listing === 'listed')
const customersOf = (actions: readonly Action[]) => actions.map(({ customer }) => customer.id)

/** Who was put down, by side. */
async function putDown() {
  const all = await exposuresIn(bank.open.desk.store, null)
  const on = (wanted: string) => all.flatMap(({ side, customer }) => (side === wanted ? [customer] : []))
  return { all, listed: on('listed'), heldOut: on('held_out') }
}

const managerOf = ({ customer }: Action) => {
  const { branches, customers } = bank.open.desk.snapshot
  return `manager-${branches[customers.branch[customers.rowOf(customer.id) ?? -1] ?? -1]?.id}`
}

/** A place is free when one who has it is talked to for another reason. */
const talkTo = async (action: Action) => {
  const { action: _reason, ...contact } = contactWith(action)
  expect((await bank.ask(managerOf(action), 'POST', '/api/contacts', contact)).status).toBe(201)
  return contact
}

test('Whom a list takes up during the day is put down as whoever is on it in the morning, on both sides', async () => {
  const morning = await called()
  const before = await putDown()
  expect(new Set(before.listed)).toEqual(new Set(customersOf(morning)))
  for (const action of morning.slice(0, 12)) await talkTo(action)
  const now = await called()
  const taken = customersOf(now).filter((id) => !before.listed.includes(id))
  expect(taken.length).toBeGreaterThan(0)
  const after = await putDown()
  expect(new Set(after.listed)).toEqual(new Set([...before.listed, ...taken]))
  for (const { playbook, campaign, customer, side, run } of after.all) {
    expect(campaign).toBe(CAMPAIGN)
    expect(side === 'held_out').toBe(holdoutPlace(playbook, campaign, customer) < HOLDOUT * 100)
    expect(run).toBe(before.all[0]?.run)
  }
  expect(after.heldOut.length).toBeGreaterThan(before.heldOut.length)
})

test('Once put down he stays so, and is so once: taken back, started anew, and after another run of the day', async () => {
  const [first = expect.fail()] = await called()
  const { id } = await talkTo(first)
  const after = await putDown()
  expect((await bank.ask(managerOf(first), 'POST', `/api/contacts/${id}/withdrawal`)).status).toBe(200)
  expect(await putDown()).toEqual(after)
  await bank.restart()
  expect(await putDown()).toEqual(after)
  expect((await bank.ask('strategist', 'POST', '/api/events', RATE_CUT)).status).toBe(201)
  expect((await putDown()).all).toEqual(expect.arrayContaining(after.all))
})

test('What cannot be put down is told, and is put down with the next contact', async () => {
  const before = await putDown()
  const { schema } = bank.open.desk.store
  const [next = expect.fail(), ...others] = await called()
  await schema.alterTable('campaign_exposures').renameTo('out_of_reach').execute()
  for (const action of others.slice(0, 6)) await talkTo(action)
  await schema.alterTable('out_of_reach').renameTo('campaign_exposures').execute()
  expect(bank.faults.splice(0).map(String)).toContainEqual(expect.stringContaining('campaign_exposures'))
  expect(await putDown()).toEqual(before)
  await talkTo(next)
  const taken = customersOf(await called()).filter((id) => !before.listed.includes(id))
  expect(taken.length).toBeGreaterThan(0)
  expect(new Set((await putDown()).listed)).toEqual(new Set([...before.listed, ...taken]))
})

test('What was left off when the server was killed is put down when it starts again', async () => {
  const before = await putDown()
  for (const action of (await called()).slice(0, 6)) await talkTo(action)
  const after = await putDown()
  const taken = after.all.filter(({ customer }) => !before.all.some((each) => each.customer === customer))
  expect(taken.length).toBeGreaterThan(0)
  await bank.open.desk.store
    .deleteFrom('campaign_exposures')
    .where(
      'customer',
      'in',
      taken.map(({ customer }) => customer),
    )
    .execute()
  await bank.restart()
  // Who was taken up and talked to since is on no list any more.
  const again = await putDown()
  expect(new Set(again.listed)).toEqual(new Set([...before.listed, ...customersOf(await called())]))
})
