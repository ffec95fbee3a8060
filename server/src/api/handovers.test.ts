import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { dutiesIn } from '../manager/causes.ts'
import { listedIn } from '../manager/read.ts'
import type { Contact } from '../store/ledger.ts'
import { lastRunOfDays } from '../store/runs.ts'
import { changeInForce } from '../testing/change-in-force.ts'
import { holdingOut } from '../testing/holding-out.ts'
import { nightTo } from '../testing/night.ts'
import { replaysSame } from '../testing/replays-same.ts'
import { contactWith, LIST_DAY, type List, listOf, NEXT_DAY } from '../testing/small-bank.ts'
import { bankOfEachTest } from '../testing/test-banks.ts'
import { whileMade } from '../testing/while-made.ts'

const bank = bankOfEachTest()

const BRANCH = 'B001'
const MANAGER = `manager-${BRANCH}`
const LATER = '2026-03-13'

const preview = z.object({
  hash: z.string(),
  customers: z.number(),
  shares: z.array(
    z.object({
      adviser: z.string(),
      customers: z.number(),
      capacity: z.number(),
      due: z.number(),
      minutes: z.number(),
      tiers: z.array(z.object({ tier: z.string().nullable(), customers: z.number() })),
    }),
  ),
})

interface Order {
  readonly adviser: string
  readonly takers: readonly string[]
  readonly spread?: string
}

const look = async (order: Order, by = MANAGER) => {
  const path = `/api/branches/${BRANCH}/handovers/preview`
  const { status, body } = await bank.ask(by, 'POST', path, { spread: 'tiers', ...order })
  expect(status, JSON.stringify(body)).toBe(200)
  return preview.parse(body)
}

const enter = (order: object, by = MANAGER, branch = BRANCH) =>
  bank.ask(by, 'POST', `/api/branches/${branch}/handovers`, {
    id: randomUUID(),
    from: LIST_DAY,
    spread: 'tiers',
    ...order,
  })

/** Hands over as it is looked at, and gives the id of it. */
async function handOver(order: Order, from = LIST_DAY): Promise<string> {
  const id = randomUUID()
  const { hash } = await look(order)
  expect(await enter({ id, ...order, from, hash })).toMatchObject({ status: 201 })
  return id
}

const withdraw = (id: string, by = MANAGER) =>
  bank.ask(by, 'POST', `/api/handovers/${id}/withdrawal`, { reason: 'She stays' })

/** The advisers of the branch who have somebody on their list, those with most first. */
const advisersIn = (list: List): [string, string, string] => {
  const counts = new Map<string, number>()
  for (const { adviser } of list.actions)
    if (!adviser.id.startsWith('desk:')) counts.set(adviser.id, (counts.get(adviser.id) ?? 0) + 1)
  const [one = '', two = '', three = ''] = [...counts].toSorted((a, b) => b[1] - a[1]).map(([id]) => id)
  expect(three).not.toBe('')
  return [one, two, three]
}
const ownOf = (list: List, adviser: string) =>
  list.actions.filter((each) => each.adviser.id === adviser).map(({ customer }) => customer.id)

test('Handed over, an adviser’s customers are another’s at once, on lists, pages and in enquiries, until it is taken back', async () => {
  const before = await listOf(bank, BRANCH)
  const [leaver, taker] = advisersIn(before)
  const own = ownOf(before, leaver)
  const [first = ''] = own
  const enquiry = { id: randomUUID(), from: { customer: first }, channel: 'counter', kind: null, text: 'x' }
  expect((await bank.ask(leaver, 'POST', '/api/enquiries', enquiry)).status).toBe(201)
  const toHim = {
    id: randomUUID(),
    after: 1,
    what: 'handed_on',
    to: { to: 'adviser', adviser: leaver },
    note: 'Yours',
  }
  const handed = await bank.ask(MANAGER, 'POST', `/api/enquiries/${enquiry.id}/steps`, toHim)
  expect([200, 201], JSON.stringify(handed.body)).toContain(handed.status)
  const ofEnquiry = async () => {
    const { body } = await bank.ask(MANAGER, 'GET', `/api/enquiries?customer=${first}`)
    const [found] = z
      .array(z.object({ route: z.object({ adviser: z.object({ id: z.string() }).nullable() }) }))
      .parse(body)
    return found?.route.adviser?.id
  }
  expect(await ofEnquiry()).toBe(leaver)

  const id = await handOver({ adviser: leaver, takers: [taker] })
  const after = await listOf(bank, BRANCH)
  expect(ownOf(after, leaver)).toEqual([])
  expect(new Set(ownOf(after, taker))).toEqual(new Set([...own, ...ownOf(before, taker)]))
  expect(after.advisers.find((each) => each.id === leaver)).toMatchObject({ minutes: 0, left: true })
  expect(after.run.id).not.toBe(before.run.id)
  expect(await ofEnquiry()).toBe(taker)
  const page = await bank.ask(taker, 'GET', `/api/customers/${first}`)
  expect(page).toMatchObject({ status: 200, body: { adviser: { id: taker } } })
  const held = await bank.ask('auditor', 'GET', `/api/customers/${first}/personal-data`)
  expect(held).toMatchObject({ body: { handovers: [{ id, from: leaver, to: taker, withdrawn: null }] } })

  expect((await withdraw(id)).status).toBe(200)
  expect((await withdraw(id)).status).toBe(200)
  expect(await listOf(bank, BRANCH)).toEqual(before)
  expect(await ofEnquiry()).toBe(leaver)
  const listed = await bank.ask(MANAGER, 'GET', `/api/branches/${BRANCH}/handovers`)
  expect(listed.body).toMatchObject([{ id, withdrawn: { by: MANAGER, reason: 'She stays' } }])
  await replaysSame(bank)
  const causes = await bank.open.desk.store
    .selectFrom('decided')
    .select(['cause', 'run'])
    .orderBy('number')
    .execute()
  expect(causes).toMatchObject([
    { cause: 'night' },
    { cause: 'handover', run: after.run.id },
    { cause: 'handover' },
  ])
})

test('Spread over several, everybody gets what was looked at, also after a restart and on the days after', async () => {
  const before = await listOf(bank, BRANCH)
  const [leaver, one, two] = advisersIn(before)
  const own = ownOf(before, leaver)
  const order = { adviser: leaver, takers: [one, two], spread: 'tiers' }
  const { shares, customers } = await look(order)
  expect(shares.map(({ adviser }) => adviser)).toEqual([one, two])
  const counts = shares.map((each) => each.customers)
  expect(Math.abs((counts[0] ?? 0) - (counts[1] ?? 0))).toBeLessThanOrEqual(1)
  expect(customers).toBe((counts[0] ?? 0) + (counts[1] ?? 0))
  const byMinutes = await look({ ...order, spread: 'minutes' })
  expect(byMinutes.customers).toBe(customers)
  expect(byMinutes.hash).not.toBe((await look(order)).hash)

  await handOver(order)
  const after = await listOf(bank, BRANCH)
  for (const share of shares) {
    const got = ownOf(after, share.adviser).filter((customer) => own.includes(customer))
    expect(got.length).toBeGreaterThan(0)
    const member = after.advisers.find(({ id }) => id === share.adviser)
    expect(member?.minutesDue).toBe(share.due + share.minutes)
  }
  await bank.restart()
  expect((await listOf(bank, BRANCH)).actions).toEqual(after.actions)

  await nightTo(bank, NEXT_DAY)
  // The core system of a demo bank names other advisers every night, but for some.
  const { snapshot, today } = bank.open.desk
  const kept = today.grounds.handovers.flatMap((each) => each.customers)
  const rows = kept.map(({ customer }) => snapshot.customers.rowOf(customer) ?? -1)
  const named = rows.map((row) => snapshot.advisers[snapshot.customers.adviser[row] ?? -1]?.id)
  const now = rows.map((row) => today.staff.members[today.staff.adviserOf[row] ?? -1]?.id)
  expect(named).toContain(leaver)
  expect(named).toContain(one)
  expect(now).toEqual(
    kept.map(({ adviser }, at) => (named[at] === leaver || !named[at] ? adviser : named[at])),
  )
  const then = await bank.ask('auditor', 'GET', `/api/branches/${BRANCH}/as-of?day=${LIST_DAY}`)
  const asOf = z.object({
    comparison: z.object({ onlyThen: z.array(z.string()), moved: z.array(z.unknown()) }),
  })
  expect(asOf.parse(then.body).comparison).toEqual({ onlyThen: [], moved: [] })
  await replaysSame(bank)
})

test('Holds from its day on, which the week knows beforehand; the days before have the identity that they had', async () => {
  const before = await listOf(bank, BRANCH)
  const [leaver, taker] = advisersIn(before)
  await handOver({ adviser: leaver, takers: [taker] }, NEXT_DAY)
  expect(await listOf(bank, BRANCH)).toEqual(before)
  const { body } = await bank.ask(MANAGER, 'GET', `/api/branches/${BRANCH}/week`)
  const days = z.array(z.object({ contacts: z.array(z.object({ adviser: z.string() })) })).parse(body)
  const advisers = days.map(({ contacts }) => new Set(contacts.map(({ adviser }) => adviser)))
  expect(advisers.map((each) => each.has(leaver))).toEqual([true, false, false, false, false, false])
  await nightTo(bank, NEXT_DAY)
  expect(ownOf(await listOf(bank, BRANCH), leaver)).toEqual([])
  await replaysSame(bank)
})

test('Whom the core system gives to another adviser is that adviser’s, and newcomers of one who left are the desk’s', async () => {
  const [leaver, taker, other] = advisersIn(await listOf(bank, BRANCH))
  const { snapshot, today } = bank.open.desk
  await handOver({ adviser: leaver, takers: [taker] })
  const { grounds, staff } = bank.open.desk.today
  const row = snapshot.customers.adviser.indexOf(staff.placeOf(leaver) ?? -1)
  expect(staff.members[staff.memberOf[row] ?? -1]?.id).toBe(taker)
  const { advisersOf } = await import('../desk/handover.ts')
  const named = snapshot.customers.adviser.slice()
  const now = () => advisersOf({ ...snapshot.customers, adviser: named }, grounds.handovers, staff.placeOf)
  named[row] = staff.placeOf(other) ?? -1
  expect(now()[row]).toBe(staff.placeOf(other))
  named[row] = -1
  expect(now()[row]).toBe(staff.placeOf(taker))
  const newcomer = snapshot.customers.adviser.indexOf(today.staff.placeOf(other) ?? -1)
  named[newcomer] = staff.placeOf(leaver) ?? -1
  expect(now()[newcomer]).toBe(staff.placeOf(leaver))
})

test('Those whom one took who leaves too go on with him; taking the first back gives the first his own again', async () => {
  const before = await listOf(bank, BRANCH)
  const [one, two, three] = advisersIn(before)
  const first = await handOver({ adviser: one, takers: [two] })
  await handOver({ adviser: two, takers: [three] })
  const after = await listOf(bank, BRANCH)
  const all = [...ownOf(before, one), ...ownOf(before, two), ...ownOf(before, three)]
  expect(new Set(ownOf(after, three))).toEqual(new Set(all))
  await withdraw(first)
  const back = await listOf(bank, BRANCH)
  expect(new Set(ownOf(back, one))).toEqual(new Set(ownOf(before, one)))
  await replaysSame(bank)
})

test('Whom a campaign holds out, or has no place for, takes no minutes of whoever gets him', async () => {
  await changeInForce(bank, (document) => {
    const held = holdingOut(document)
    const nodes = held.nodes.map((node) =>
      node.kind === 'campaign' ? { ...node, quota: { adviser: 1 } } : node,
    )
    return { ...held, nodes }
  })
  const list = await listOf(bank, BRANCH)
  const [leaver, taker] = advisersIn(list)
  const { shares } = await look({ adviser: leaver, takers: [taker] })
  const own = list.actions.filter((each) => each.adviser.id === leaver)
  expect(own.map(({ listing }) => listing)).toContain('over_quota')
  const minutes = own.flatMap((each) => (each.listing === 'over_quota' ? [] : [each.minutes]))
  expect(shares).toMatchObject([{ minutes: minutes.reduce((sum, each) => sum + each, 0) }])
})

test('A taker who is on leave has a stand-in for whom he took, too', async () => {
  const before = await listOf(bank, BRANCH)
  const [leaver, taker, standIn] = advisersIn(before)
  await handOver({ adviser: leaver, takers: [taker] })
  const leave = { id: randomUUID(), adviser: taker, from: LIST_DAY, until: LIST_DAY, standIn }
  expect((await bank.ask(MANAGER, 'POST', `/api/branches/${BRANCH}/leaves`, leave)).status).toBe(201)
  const list = await listOf(bank, BRANCH)
  const theirs = new Set(ownOf(list, standIn))
  expect(ownOf(before, leaver).every((customer) => theirs.has(customer))).toBe(true)
  // That the adviser was away is why their duties are missed.
  const { desk } = bank.open
  const runs = await lastRunOfDays(desk.store)
  const duties = dutiesIn(desk, await listedIn(desk.store, BRANCH, runs), runs, [])
  for (const adviser of [leaver, taker, standIn]) {
    const own = new Set(ownOf(before, adviser))
    const away = duties.filter(({ customer }) => own.has(customer)).map((duty) => duty.away)
    expect(new Set(away)).toEqual(new Set([adviser !== standIn]))
  }
})

test('Whoever is on leave has his own customers when it is over: they count before he takes others', async () => {
  const before = await listOf(bank, BRANCH)
  const [leaver, taker, standIn] = advisersIn(before)
  const order = { adviser: leaver, takers: [taker, standIn], spread: 'minutes' }
  const there = await look(order)
  const leave = { id: randomUUID(), adviser: taker, from: LIST_DAY, until: LIST_DAY, standIn }
  expect((await bank.ask(MANAGER, 'POST', `/api/branches/${BRANCH}/leaves`, leave)).status).toBe(201)
  expect((await listOf(bank, BRANCH)).advisers.find(({ id }) => id === taker)?.minutesDue).toBe(0)
  expect(await look(order)).toEqual(there)
})

test('The effect of a version knows who has left', async () => {
  const [leaver, taker] = advisersIn(await listOf(bank, BRANCH))
  await handOver({ adviser: leaver, takers: [taker] })
  const { body } = await bank.ask('strategist', 'GET', '/api/playbooks/retail/versions/1/effect')
  const loads = JSON.stringify(body)
  const list = await listOf(bank, BRANCH)
  const due = list.advisers.find(({ id }) => id === taker)?.minutesDue
  const { morningOf, dayBy } = await import('../effect/question.ts')
  const { today } = bank.open.desk
  const again = dayBy(await morningOf(today, 'CNY'), today.grounds.rules)
  expect(again.staff.memberOf).toEqual(today.staff.memberOf)
  expect(again.live.lists.minutesDue[again.staff.placeOf(taker) ?? -1]).toBe(due)
  expect(loads).not.toContain('"type":"/problems')
})

test('What the run knew of a hand-over is told when somebody changed it since', async () => {
  const [leaver, taker, other] = advisersIn(await listOf(bank, BRANCH))
  const id = await handOver({ adviser: leaver, takers: [taker] })
  const { run } = await listOf(bank, BRANCH)
  const { store } = bank.open.desk
  await store.updateTable('handover_customers').set({ adviser: other }).where('handover', '=', id).execute()
  const { body } = await bank.ask('auditor', 'POST', `/api/runs/${run.id}/replay`)
  const { differences } = z.object({ differences: z.array(z.object({ what: z.string() })) }).parse(body)
  expect(differences.map(({ what }) => what)).toContain('handover')
})

test('The same request again adds nothing; what differs, is no longer so, or cannot be, is refused', async () => {
  const list = await listOf(bank, BRANCH)
  const [leaver, taker, other] = advisersIn(list)
  const id = randomUUID()
  const order = { adviser: leaver, takers: [taker] }
  const { hash } = await look(order)
  expect((await enter({ id, ...order, hash })).status).toBe(201)
  expect((await enter({ id, ...order, hash })).status).toBe(200)
  const differs = { status: 409, body: { type: '/problems/handover_differs' } }
  expect(await enter({ id, ...order, takers: [other], hash })).toMatchObject(differs)
  const unsound = { status: 422, body: { type: '/problems/handover_unsound' } }
  // Who has left takes nobody, nor does one himself, somebody twice, or one of another branch.
  const foreign = bank.open.desk.snapshot.advisers.find(({ branch }) => branch !== BRANCH)?.id ?? ''
  for (const takers of [[leaver], [other], [taker, taker], [foreign]])
    expect(await enter({ adviser: other, takers, hash })).toMatchObject(unsound)
  expect(await enter({ adviser: other, takers: [taker], from: '2026-03-10', hash })).toMatchObject(unsound)
  const changed = { status: 412, body: { type: '/problems/handover_changed' } }
  expect(await enter({ adviser: other, takers: [taker], hash })).toMatchObject(changed)
  expect((await enter({ adviser: foreign, takers: [taker], hash })).status).toBe(404)
  expect((await enter({ ...order, hash }, taker)).status).toBe(403)
  expect((await enter({ ...order, hash }, 'manager-B002')).status).toBe(403)
  expect((await withdraw(id, 'manager-B002')).status).toBe(404)
})

test('Of an adviser who looks after nobody no hand-over is entered, and whoever looks at it is told so', async () => {
  const [leaver, taker, other] = advisersIn(await listOf(bank, BRANCH))
  const order = { adviser: leaver, takers: [taker] }
  const { hash } = await look({ ...order, takers: [other] })
  const id = await handOver(order)
  const again = { ...order, takers: [other] }
  const nobody = { status: 422, body: { type: '/problems/handover_empty' } }
  const path = `/api/branches/${BRANCH}/handovers`
  expect(await bank.ask(MANAGER, 'POST', `${path}/preview`, { ...again, spread: 'tiers' })).toMatchObject(
    nobody,
  )
  expect(await enter({ ...again, hash })).toMatchObject(nobody)
  expect((await bank.ask(MANAGER, 'GET', path)).body).toMatchObject([{ id }])
})

test('A contact of today stays with whoever made it, and its list stays made', async () => {
  const before = await listOf(bank, BRANCH)
  const [leaver, taker] = advisersIn(before)
  const action = before.actions.find((each) => each.adviser.id === leaver)
  if (!action) return expect.fail('The list is empty')
  expect((await bank.ask(leaver, 'POST', '/api/contacts', contactWith(action))).status).toBe(201)
  const then = await listOf(bank, BRANCH)
  await handOver({ adviser: leaver, takers: [taker] })
  const after = await listOf(bank, BRANCH)
  expect(after.done).toEqual(then.done)
  expect(ownOf(after, taker)).not.toContain(action.customer.id)
  await nightTo(bank, LATER)
  await replaysSame(bank)
})

test('A contact that is logged while a hand-over by minutes is made changes nothing of who goes to whom', async () => {
  const before = await listOf(bank, BRANCH)
  const [leaver, ...takers] = advisersIn(before)
  const order = { adviser: leaver, takers, spread: 'minutes' }
  const { hash, shares } = await look(order)
  const due = before.actions.find((each) => each.adviser.id === leaver) ?? expect.fail('Nobody is due')
  const { desk } = bank.open
  const contact: Contact = {
    ...{ id: randomUUID(), customer: due.customer.id, branch: BRANCH, adviser: leaver, by: leaver },
    ...{ action: due.key, channel: 'phone', outcome: 'reached', note: '', minutes: due.minutes },
    ...{ day: LIST_DAY, at: desk.journal.now().toISOString() },
    ...{ call_back_on: null, call_back_minutes: null, call_back_time: null },
  }
  // Logged once the hand-over was tried, before it is carried out.
  const logged = whileMade(desk, () => desk.logContact(() => contact))
  const id = randomUUID()
  expect(await enter({ id, ...order, hash })).toMatchObject({ status: 201 })
  expect(await logged).toMatchObject({ added: true })
  const { body } = await bank.ask(MANAGER, 'GET', `/api/branches/${BRANCH}/handovers`)
  const counts = shares.map(({ adviser, customers }) => ({ adviser, customers }))
  expect(body).toMatchObject([{ id, takers: counts }])
  const after = await listOf(bank, BRANCH)
  expect(after.done.map((each) => each.id)).toEqual([contact.id])
  expect(ownOf(after, leaver)).toEqual([])
  // Without him another hand-over would have come of it.
  await withdraw(id)
  expect((await look(order)).hash).not.toBe(hash)
  await replaysSame(bank)
})
