import { expect, test } from 'vitest'
import { z } from 'zod'
import { allLists, contactWith, LIST_DAY, type List, RATE_CUT, rowsIn } from '../testing/small-bank.ts'
import { bankOfAllTests } from '../testing/test-banks.ts'

const bank = bankOfAllTests()

const counts = {
  customers: z.number(),
  listed: z.number(),
  cut: z.number(),
  displaced: z.number(),
  minutes: z.number(),
}
const reachSchema = z.object({
  ...counts,
  blocked: z.number(),
  products: z.array(z.object({ id: z.string(), customers: z.number(), balance: z.number() })),
  triggers: z.array(
    z.object({ id: z.string(), customers: z.number(), talkingPoints: z.object({ en: z.array(z.string()) }) }),
  ),
  branches: z.array(
    z.object({
      id: z.string(),
      ...counts,
      advisers: z.array(
        z.object({
          adviser: z.object({ id: z.string() }),
          ...counts,
          minutesDue: z.number(),
          minutesLeft: z.number(),
        }),
      ),
    }),
  ),
})

async function reachOf(event: object = {}) {
  const { status, body } = await bank.ask('strategist', 'POST', '/api/events/reach', {
    type: RATE_CUT.type,
    ...event,
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return reachSchema.parse(body)
}

const reachedSchema = z.object({
  total: z.number(),
  customers: z.array(z.object({ id: z.string(), trigger: z.string(), listing: z.string().nullable() })),
})

/** Everybody whom the event reaches with one adviser. */
async function customersOf(adviser: string) {
  const found: z.infer<typeof reachedSchema>['customers'] = []
  for (;;) {
    const asked = { type: RATE_CUT.type, adviser, from: found.length }
    const { body } = await bank.ask('strategist', 'POST', '/api/events/reach/customers', asked)
    const { customers, total } = reachedSchema.parse(body)
    found.push(...customers)
    if (found.length >= total || customers.length === 0) return found
  }
}

const standings = (lists: readonly List[]) =>
  new Map(lists.flatMap(({ actions }) => actions).map(({ customer, listing }) => [customer.id, listing]))

const listed = (lists: readonly List[]) =>
  [...standings(lists)].flatMap(([customer, listing]) => (listing === 'listed' ? [customer] : []))

test('the reach of an event is what comes of it once it is announced, and announces nothing itself', async () => {
  const [first] = (await allLists(bank)).flatMap(({ actions }) => actions)
  if (!first) expect.fail('nobody is listed')
  // What is left of the day counts, not the whole of it.
  await bank.ask(`manager`, 'POST', '/api/contacts', contactWith(first))
  const before = await allLists(bank)
  const stored = await rowsIn(bank, 'runs')
  const reach = await reachOf()
  expect(await allLists(bank)).toEqual(before)
  expect([await rowsIn(bank, 'runs'), await rowsIn(bank, 'events')]).toEqual([stored, 0])

  const advisers = reach.branches.flatMap(({ advisers }) => advisers)
  const reached = new Map<string, z.infer<typeof reachedSchema>['customers']>()
  for (const { adviser } of advisers) reached.set(adviser.id, await customersOf(adviser.id))

  const { body } = await bank.ask('strategist', 'POST', '/api/events', RATE_CUT)
  const after = await allLists(bank)
  expect(body).toMatchObject({ touched: { customers: reach.customers, listed: reach.listed } })
  expect(reach.customers).toBeGreaterThan(20)
  expect(reach.cut).toBeGreaterThan(0)

  const stands = standings(after)
  const people = [...reached.values()].flat()
  expect(people.length).toBe(reach.customers)
  expect(people.map(({ id, listing }) => [id, listing])).toEqual(
    people.map(({ id }) => [id, stands.get(id) ?? null]),
  )
  const touched = new Set(people.map(({ id }) => id))
  const gone = listed(before).filter((id) => stands.get(id) !== 'listed' && !touched.has(id))
  expect(reach.displaced).toBe(gone.length)
  expect(reach.displaced).toBeGreaterThan(0)

  for (const { advisers: lists } of after)
    for (const { id, minutes, minutesDue, minutesSpent } of lists) {
      const planned = advisers.find(({ adviser }) => adviser.id === id)
      if (planned)
        expect(planned).toMatchObject({ minutesDue, minutesLeft: Math.max(0, minutes - minutesSpent) })
    }
  const minutes = after
    .flatMap(({ actions }) => actions)
    .filter(({ customer, listing }) => touched.has(customer.id) && listing === 'listed')
    .reduce((sum, action) => sum + action.minutes, 0)
  expect(reach.minutes).toBe(minutes)

  await bank.ask('strategist', 'POST', `/api/events/${RATE_CUT.id}/withdrawal`, {
    revision: 2,
    reason: 'Test',
  })
}, 60_000)

test('names the products that it touches, with the holders among those whom it calls for', async () => {
  const reach = await reachOf()
  const people: string[] = []
  for (const { adviser } of reach.branches.flatMap(({ advisers }) => advisers))
    people.push(...(await customersOf(adviser.id)).map(({ id }) => id))
  const held = new Map<string, { customers: Set<string>; balance: number }>()
  for (const id of people)
    for (const { product, balance, rateSensitive } of (await bank.open.desk.snapshot.customer(id))
      ?.holdings ?? []) {
      if (!rateSensitive) continue
      const known = held.get(product) ?? { customers: new Set(), balance: 0 }
      known.customers.add(id)
      known.balance += balance
      held.set(product, known)
    }
  expect(reach.products.length).toBeGreaterThan(1)
  expect(new Map(reach.products.map(({ id, customers, balance }) => [id, { customers, balance }]))).toEqual(
    new Map([...held].map(([id, { customers, balance }]) => [id, { customers: customers.size, balance }])),
  )
})

test('says what to say, and looks at a later event as if it were for today, at one that is over as nobody’s', async () => {
  const now = await reachOf()
  expect(now.triggers).toMatchObject([{ id: 'rate_cut', customers: now.customers }])
  expect(now.triggers[0]?.talkingPoints.en.length).toBeGreaterThan(0)
  expect(await reachOf({ day: '2026-04-01' })).toEqual(now)
  expect((await reachOf({ day: '2026-03-09', until: '2026-03-10' })).customers).toBe(0)
  expect((await reachOf({ day: LIST_DAY, until: LIST_DAY })).customers).toBe(now.customers)
})

test('goes by the contacts of the day as they are, also when one has come in the place of another', async () => {
  const actions = (await allLists(bank)).flatMap((list) => list.actions)
  const listed = actions.filter((each) => each.listing === 'listed' && !each.adviser.id.startsWith('desk:'))
  const [one] = listed
  const other = listed.find(({ adviser }) => adviser.id !== one?.adviser.id)
  if (!one || !other) return expect.fail('Nobody is listed')
  const log = async (action: typeof one) => {
    const contact = contactWith(action)
    const { status } = await bank.ask(action.adviser.id, 'POST', '/api/contacts', contact)
    expect(status).toBe(201)
    return `/api/contacts/${contact.id}/withdrawal`
  }
  const left = async () =>
    new Map(
      (await reachOf()).branches.flatMap(({ advisers }) =>
        advisers.map(({ adviser, minutesLeft }) => [adviser.id, minutesLeft]),
      ),
    )
  const before = await left()
  const spentBy = ({ adviser: { id }, minutes }: typeof one) => [id, (before.get(id) ?? 0) - minutes] as const
  const withdrawal = await log(one)
  expect(await left()).toEqual(new Map([...before, spentBy(one)]))
  expect(await bank.ask(one.adviser.id, 'POST', withdrawal)).toMatchObject({ status: 200 })
  await log(other)
  expect(await left()).toEqual(new Map([...before, spentBy(other)]))
})

test('who looked at which customers is logged; branches and unknown types are refused', async () => {
  const [adviser] = (await reachOf()).branches.flatMap(({ advisers }) => advisers)
  const seen = await customersOf(adviser?.adviser.id ?? '')
  const { store } = bank.open.desk
  const entry = await store
    .selectFrom('audit_entries')
    .selectAll()
    .where('subject', '=', `events/reach/${adviser?.adviser.id}`)
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow()
  const parts = await store
    .selectFrom('audit_personal')
    .selectAll()
    .where('entry', '=', entry.number)
    .execute()
  expect(seen.map(({ id }) => id)).toEqual(expect.arrayContaining(parts.map(({ customer }) => customer)))
  expect(parts.length).toBeGreaterThan(0)
  const asked = { type: 'rate_cut', adviser: 'nobody' }
  expect((await bank.ask('strategist', 'POST', '/api/events/reach/customers', asked)).status).toBe(404)
  expect((await bank.ask('manager', 'POST', '/api/events/reach', { type: 'rate_cut' })).status).toBe(403)
  expect((await bank.ask('strategist', 'POST', '/api/events/reach', { type: 'rate_kut' })).status).toBe(422)
})
