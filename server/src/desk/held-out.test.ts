import { formatDay, holdoutsOf, type Playbook } from '@branch-playbook/engine'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'
import { type Action, actionOf, actionsOf, allReasons, reasonsForAction, talkingPointsOf } from './actions.ts'
import { isLeftAlone } from './held-out.ts'
import { prepare } from './prepared-playbook.ts'
import { Today } from './today.ts'

let bank: SmallBank

beforeEach(async () => {
  bank = await smallBank()
})
afterEach(() => bank.end())

type Node = Playbook['nodes'][number]
type Campaign = Extract<Node, { kind: 'campaign' }>

/** The day of the small bank with the campaign of the shipped playbook in force, held out from so many percent. */
async function campaignDay(changes: Partial<Campaign>, others: (node: Node) => Node = (node) => node) {
  const { grounds, leading } = bank.open.desk.today
  const { playbook } = leading.plan
  const nodes = playbook.nodes.map((node) => {
    if (node.kind === 'campaign')
      return { ...node, from: '2026-03-01', until: '2026-03-31', quota: { bank: 12 }, ...changes }
    return others(node)
  })
  const document = JSON.stringify({ ...playbook, nodes, tests: [] })
  const made = await prepare({ version: 2, document }, 'CNY')
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  return new Today({ ...grounds, rules: { ...grounds.rules, arms: [made.prepared] } })
}

const withoutEvents = (node: Node): Node => (node.kind === 'arbitration' ? { ...node, triggers: [] } : node)

const actions = (today: Today): Action[] =>
  today.staff.members.flatMap((_, member) => actionsOf(today, today.live, member))

const CAMPAIGN = 'year_end_cash'

test('Who is held out of a campaign is put down where he would be called, and others have the places', async () => {
  const plain = actions(await campaignDay({ holdout: undefined }, withoutEvents))
  const today = await campaignDay({ holdout: 40 }, withoutEvents)
  const isOut = holdoutsOf(today.leading.plan, today.grounds.snapshot.customers.placeIn)
  const held = actions(today).filter(({ listing }) => listing === 'held_out')
  expect(held.length).toBeGreaterThan(0)
  for (const { row, action, sources } of held) {
    expect([action, isOut?.(row, CAMPAIGN)]).toEqual(['campaign', true])
    expect(sources.map(({ id }) => id)).toContain(CAMPAIGN)
    expect(isLeftAlone(actionOf(today, today.live, row))).toBe(true)
  }
  const called = actions(today).filter(({ action, listing }) => action === 'campaign' && listing === 'listed')
  expect(called).toHaveLength(12)
  for (const { row } of called) expect(isOut?.(row, CAMPAIGN)).toBe(false)
  const duties = (all: readonly Action[]) =>
    all
      .filter(({ action }) => action === 'coverage')
      .map(({ row, listing, minutes }) => ({ row, listing, minutes }))
  expect(duties(actions(today))).toEqual(duties(plain))
})

test('Who is called for something else is told nothing of a campaign that holds him out', async () => {
  const everybody = await campaignDay({
    audience: { of: 'demand_deposits', is: 'at_least', value: 0 },
    offer: undefined,
    holdout: 50,
  })
  const isOut = holdoutsOf(everybody.leading.plan, everybody.grounds.snapshot.customers.placeIn)
  const [told, untold] = [false, true].map(
    (out) =>
      actions(everybody).find(({ action, row }) => action === 'coverage' && isOut?.(row, CAMPAIGN) === out) ??
      expect.fail('nobody'),
  )
  const of = (action: Action | undefined = expect.fail('nobody')) => ({
    sources: action.sources.map(({ id }) => id),
    named: action.key.includes(CAMPAIGN),
    reasons: reasonsForAction(everybody.leading, action.view).map(({ node }) => node),
    all: allReasons(everybody.leading, action.told.view, action.told.heldOut).map(({ node }) => node),
    points: talkingPointsOf(everybody.leading, action).en.join(),
  })
  const [one, other] = [of(told), of(untold)]
  expect([one.named, one.sources.includes(CAMPAIGN), one.reasons.includes(CAMPAIGN)]).toEqual([
    true,
    true,
    true,
  ])
  expect(one.points).toContain('demand account')
  expect(other.named).toBe(false)
  for (const nodes of [other.sources, other.reasons, other.all]) expect(nodes).not.toContain(CAMPAIGN)
  expect(other.points).not.toContain('demand account')
})

test('A promised call to somebody whom a campaign holds out is made without a word of the campaign', async () => {
  const today = await campaignDay({ holdout: 40 }, withoutEvents)
  const { customer, row } =
    actions(today).find(({ listing }) => listing === 'held_out') ?? expect.fail('nobody')
  const day = formatDay(today.grounds.day)
  today.log({
    id: 'promise',
    customer,
    branch: '',
    adviser: '',
    action: null,
    channel: 'phone',
    outcome: 'call_back',
    note: '',
    by: 'manager',
    day,
    at: `${day}T02:00:00.000Z`,
    minutes: 0,
    call_back_on: day,
    call_back_minutes: 5,
    call_back_time: null,
  })
  const promised = actions(today).find((action) => action.row === row) ?? expect.fail('he is on no list')
  expect(promised).toMatchObject({ action: 'call_back', listing: 'listed', sources: [] })
  expect(talkingPointsOf(today.leading, promised).en.join()).not.toContain('demand account')
  const { told } = promised
  const nodes = [
    ...reasonsForAction(today.leading, promised.view),
    ...allReasons(today.leading, told.view, told.heldOut),
  ].map(({ node }) => node)
  expect(nodes).not.toContain(CAMPAIGN)
})

test('A share that grows leaves alone whom it left alone before', async () => {
  const heldBy = async (holdout: number) =>
    actions(await campaignDay({ holdout, quota: undefined }, withoutEvents))
      .filter(({ listing }) => listing === 'held_out')
      .map(({ customer }) => customer)
  const [few, many] = [await heldBy(10), await heldBy(40)]
  expect(few.length).toBeGreaterThan(0)
  expect(many).toEqual(expect.arrayContaining(few))
  expect(many.length).toBeGreaterThan(few.length)
})
