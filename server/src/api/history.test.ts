import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { customerWith, orderOf } from '../orders/testing/buyer.ts'
import { changeInForce } from '../testing/change-in-force.ts'
import { described, type withoutTriggers } from '../testing/life.ts'
import { allLists, contactWith, LIST_DAY, RATE_CUT } from '../testing/small-bank.ts'
import { bankOfAllTests } from '../testing/test-banks.ts'

const bank = bankOfAllTests({ days: 4, customers: 900 })

const bilingual = z.object({ 'zh-CN': z.string(), en: z.string() })
const version = z.object({ playbook: z.string(), version: z.number(), hash: z.string() })
const historySchema = z.object({
  standings: z.array(
    z.object({
      from: z.string(),
      until: z.string(),
      tier: z.string().nullable(),
      strategy: z.object({ id: z.string(), name: bilingual }).nullable(),
      version: version.nullable(),
      experiment: z.string().nullable(),
      side: z.string().nullable(),
    }),
  ),
  unlisted: z.array(z.object({ day: z.string(), run: z.string() })),
  timeline: z.array(
    z.looseObject({
      kind: z.string(),
      id: z.string(),
      day: z.string(),
      told: z
        .object({ about: z.array(bilingual), talkingPoints: z.object({ en: z.array(z.string()) }), version })
        .nullish(),
    }),
  ),
})

async function historyOf(customer: string, user = 'auditor') {
  const { status, body } = await bank.ask(user, 'GET', `/api/customers/${customer}/history`)
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`)
  return historySchema.parse(body)
}

const storedOf = (customer: string) =>
  bank.open.desk.store
    .selectFrom('actions')
    .innerJoin('runs', 'runs.id', 'actions.run')
    .select(['runs.day', 'actions.tier', 'actions.strategy', 'actions.playbook_hash', 'actions.key'])
    .where('customer', '=', customer)
    .orderBy('runs.day')
    .execute()

/** Customers who are on today's lists. */
const listedToday = async () =>
  (await allLists(bank)).flatMap(({ actions }) => actions).filter(({ listing }) => listing === 'listed')

describe('a customer’s history', () => {
  test('has his tier and strategy of every day with a list, as stored, with the version that decided', async () => {
    for (const { customer } of (await listedToday()).slice(0, 12)) {
      const { standings, unlisted } = await historyOf(customer.id)
      const stored = await storedOf(customer.id)
      expect(stored.length).toBeGreaterThan(0)
      for (const { day, tier, strategy, playbook_hash } of stored) {
        const held = standings.filter(({ from, until }) => from <= day && day <= until)
        expect(held).toHaveLength(1)
        expect(held[0]).toMatchObject({ tier, version: { version: 1, hash: playbook_hash } })
        expect(held[0]?.strategy?.id ?? null).toBe(strategy)
        expect(unlisted.map((each) => each.day)).not.toContain(day)
      }
      expect(new Set([...stored, ...unlisted].map(({ day }) => day)).size).toBe(4)
    }
  })

  test('leads to the runs that decide him again on days without a list', async () => {
    const [listed] = await listedToday()
    const others = [...bank.open.desk.snapshot.customers.ids].filter((id) => id !== listed?.customer.id)
    const lines: unknown[] = []
    for (const id of others.slice(0, 3)) {
      const { unlisted } = await historyOf(id)
      const [day] = unlisted
      if (!day) continue
      const { body } = await bank.ask('auditor', 'GET', `/api/runs/${day.run}/customers/${id}`)
      lines.push(body)
      const page = await bank.ask('auditor', 'GET', `/api/customers/${id}`)
      if (day.day === LIST_DAY)
        expect(body).toMatchObject({
          tier: z.looseObject({ decision: z.looseObject({ tier: z.string() }) }).parse(page.body).decision
            .tier,
          playbook: { version: 1 },
        })
    }
    expect(lines.length).toBeGreaterThan(0)
  })

  test('says what he was told when he was reached: the points of that day’s version, whatever is in force since', async () => {
    const [action, missed, later] = await listedToday()
    if (!action || !missed || !later) throw new Error('Nobody is listed')
    const manager = `manager-${bank.open.desk.snapshot.branches[0]?.id}`
    const [reached, failed] = [contactWith(action), contactWith(missed, 'not_reached')]
    const promised = { ...contactWith(later, 'call_back'), callBackOn: '2026-03-12' }
    for (const contact of [reached, failed, promised])
      expect((await bank.ask(manager, 'POST', '/api/contacts', contact)).status).toBe(201)
    const changed = (document: Parameters<typeof withoutTriggers>[0]) =>
      described(
        {
          ...document,
          nodes: document.nodes.map((node) => {
            const told = { 'zh-CN': ['新话术'], en: ['New words'] }
            if (node.kind === 'trigger') return { ...node, talkingPoints: told }
            if (node.kind !== 'matrix') return node
            const strategies = z.array(z.looseObject({})).parse(node.strategies)
            return { ...node, strategies: strategies.map((each) => ({ ...each, talkingPoints: told })) }
          }),
        },
        'other words',
      )
    await changeInForce(bank, changed)

    const { timeline, standings } = await historyOf(action.customer.id)
    const entry = timeline.find(({ id }) => id === reached.id)
    expect(entry?.told?.version).toMatchObject({ playbook: 'retail', version: 1 })
    expect(entry?.told?.talkingPoints.en).toEqual(action.talkingPoints.en)
    expect(JSON.stringify(timeline)).not.toContain('New words')
    // Of a day with two runs the last one counts.
    expect(standings.filter(({ until }) => until === LIST_DAY)).toMatchObject([{ version: { version: 2 } }])
    for (const [{ customer }, contact] of [
      [missed, failed],
      [later, promised],
    ] as const) {
      const other = (await historyOf(customer.id)).timeline.find(({ id }) => id === contact.id)
      expect(other).toMatchObject({ kind: 'contact', outcome: contact.outcome, told: null })
    }
  })

  test('has the events that put him on a list, and goes from the latest back', async () => {
    // The bank makes the ids.
    const event = { ...RATE_CUT, id: '2026|03@cut' }
    expect((await bank.ask('strategist', 'POST', '/api/events', event)).status).toBe(201)
    const cut = (await allLists(bank))
      .flatMap(({ actions }) => actions)
      .find(({ sources }) => sources.some(({ id }) => id === RATE_CUT.type))
    if (!cut) throw new Error('The rate cut concerns nobody')
    const { timeline } = await historyOf(cut.customer.id)
    expect(timeline.filter(({ kind }) => kind === 'event').map(({ id }) => id)).toContain(event.id)
    const days = timeline.map(({ day }) => day)
    expect(days).toEqual(days.toSorted().toReversed())
    const untouched = [...bank.open.desk.snapshot.customers.ids].slice(0, 40)
    const concerned: string[] = []
    for (const id of untouched)
      if ((await historyOf(id)).timeline.some(({ kind }) => kind === 'event')) concerned.push(id)
    expect(concerned.length).toBeLessThan(untouched.length)
  })

  test('has what he asked and what he ordered', async () => {
    const { snapshot } = bank.open.desk
    const here = [...snapshot.customers.ids].filter((_, row) => snapshot.customers.branch[row] === 0)
    const { customer, product } = await customerWith(bank.ask, here, 'annuity')
    const manager = `manager-${snapshot.branches[0]?.id}`
    const enquiry = {
      id: randomUUID(),
      from: { customer },
      channel: 'counter',
      kind: { node: 'enquiries', id: 'complaint' },
      text: '排队太久',
    }
    expect((await bank.ask(manager, 'POST', '/api/enquiries', enquiry)).status).toBe(201)
    const order = orderOf(customer, product)
    expect((await bank.ask(manager, 'POST', '/api/orders', order)).status).toBe(201)
    const { timeline } = await historyOf(customer, manager)
    expect(timeline.filter(({ kind }) => kind === 'enquiry')).toMatchObject([
      { id: enquiry.id, name: { en: 'Complaint' }, text: '排队太久', open: true, day: LIST_DAY },
    ])
    expect(timeline.filter(({ kind }) => kind === 'order')).toMatchObject([
      { id: order.id, name: { en: 'Annuity' }, amount: order.amount, state: 'placed', day: LIST_DAY },
    ])
    // What he asked where he was looked after before stays that branch's.
    const { store } = bank.open.desk
    await store.updateTable('enquiries').set({ branch: 'B999' }).where('id', '=', enquiry.id).execute()
    const kindsSeen = async (user: string) =>
      (await historyOf(customer, user)).timeline.map(({ kind }) => kind)
    expect(await kindsSeen(manager)).not.toContain('enquiry')
    expect(await kindsSeen('auditor')).toContain('enquiry')
  })
})
