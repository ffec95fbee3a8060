import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Contact } from '../store/ledger.ts'
import { LIST_DAY, type SmallBank, smallBank } from '../testing/small-bank.ts'
import { type Action, actionsOf, talkingPointsOf } from './actions.ts'
import { prepare } from './prepared-playbook.ts'
import { Today } from './today.ts'

let bank: SmallBank

beforeEach(async () => {
  bank = await smallBank()
})
afterEach(() => bank.end())

const QUOTA = { bank: 12, adviser: 3 }

/** The day of the small bank with the campaign of the shipped playbook in force, few as its contacts are. */
async function campaignDay(today: readonly Contact[] = []): Promise<Today> {
  const { grounds } = bank.open.desk.today
  const { playbook } = bank.open.desk.today.leading.plan
  const nodes = playbook.nodes.map((node) => {
    if (node.kind === 'campaign') return { ...node, from: '2026-03-01', until: '2026-03-31', quota: QUOTA }
    // The events of the day would leave no time for it.
    return node.kind === 'arbitration' ? { ...node, triggers: [] } : node
  })
  const made = await prepare(
    { version: 2, document: JSON.stringify({ ...playbook, nodes, tests: [] }) },
    'CNY',
  )
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  return new Today({ ...grounds, rules: { ...grounds.rules, arms: [made.prepared] }, today })
}

const actions = (today: Today): (Action & { readonly adviser: string })[] =>
  today.staff.members.flatMap(({ id }, member) =>
    actionsOf(today, today.live, member).map((action) => ({ ...action, adviser: id })),
  )

const called = (today: Today) =>
  actions(today).filter(({ action, listing }) => action === 'campaign' && listing === 'listed')

const contactFor = (action: Action & { adviser: string }, outcome: Contact['outcome']): Contact => ({
  id: randomUUID(),
  customer: action.customer,
  branch: 'B001',
  adviser: action.adviser,
  by: 'somebody',
  action: action.key,
  channel: action.channel,
  outcome,
  note: '',
  minutes: outcome === 'not_reached' ? 0 : action.minutes,
  day: LIST_DAY,
  at: `${LIST_DAY}T09:00:00.000Z`,
  call_back_on: null,
  call_back_minutes: null,
  call_back_time: null,
})

test('A campaign has no more contacts than its quota, after duties and events, with its own talking points', async () => {
  const today = await campaignDay()
  const own = called(today)
  expect(own).toHaveLength(QUOTA.bank)
  const perAdviser = [...Map.groupBy(own, ({ adviser }) => adviser).values()].map(({ length }) => length)
  expect(Math.max(...perAdviser)).toBeLessThanOrEqual(QUOTA.adviser)
  expect(actions(today).some(({ listing }) => listing === 'over_quota')).toBe(true)
  const [first = expect.fail('nobody is called')] = own
  expect(talkingPointsOf(today.leading, first).en[0]).toContain('demand account')
})

test('A contact made for a campaign keeps its place: nobody comes after it, the others stay', async () => {
  const today = await campaignDay()
  const [first = expect.fail('nobody is called'), ...others] = called(today)
  const contact = contactFor(first, 'reached')
  today.log(contact)
  expect(called(today).map(({ key }) => key)).toEqual(others.map(({ key }) => key))
  const again = await campaignDay([contact])
  expect(called(again).map(({ key }) => key)).toEqual(others.map(({ key }) => key))
  expect(today.morning().lists.overQuota).toEqual((await campaignDay()).live.lists.overQuota)
})

test('An attempt that reached nobody leaves the customer his place', async () => {
  const today = await campaignDay()
  const before = called(today)
  const [first = expect.fail('nobody is called')] = before
  today.log(contactFor(first, 'not_reached'))
  expect(called(today).map(({ key }) => key)).toEqual(before.map(({ key }) => key))
})
