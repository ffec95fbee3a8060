import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { changeInForce } from '../testing/change-in-force.ts'
import { withoutTriggers } from '../testing/life.ts'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'

let bank: SmallBank
let branch: string
let other: string
/** The days that there were lists for, the earliest first. */
let days: readonly string[]

beforeAll(async () => {
  bank = await smallBank({ days: 3 })
  const [first, second] = bank.open.desk.snapshot.branches
  branch = first?.id ?? ''
  other = second?.id ?? ''
  days = [...new Set((await runs()).map(({ day }) => day))].toSorted()
})
afterAll(async () => {
  expect(bank.faults).toEqual([])
  await bank.end()
})

const runs = async () =>
  z
    .array(z.object({ id: z.string(), day: z.string() }))
    .parse((await bank.ask('auditor', 'GET', '/api/runs')).body)

const listed = z.object({
  date: z.string(),
  actions: z.array(
    z.looseObject({
      key: z.string(),
      customer: z.object({ id: z.string() }),
      position: z.number(),
      sources: z.array(z.object({ id: z.string() })),
      reasons: z.array(z.object({ text: z.object({ 'zh-CN': z.string(), en: z.string() }) })),
    }),
  ),
})

const asOfSchema = z.object({
  then: listed.nullable(),
  today: listed.nullable(),
  comparison: z
    .object({
      onlyThen: z.array(z.string()),
      onlyToday: z.array(z.string()),
      moved: z.array(z.object({ customer: z.string() })),
      same: z.number(),
    })
    .nullable(),
})

async function asOf(day: string, rules = '') {
  const query = rules === '' ? '' : `&rules=${rules}`
  const { status, body } = await bank.ask(
    'auditor',
    'GET',
    `/api/branches/${branch}/as-of?day=${day}${query}`,
  )
  expect(status, JSON.stringify(body)).toBe(200)
  return asOfSchema.parse(body)
}

const customersOf = ({
  actions,
}: {
  readonly actions: readonly { readonly customer: { readonly id: string } }[]
}) => actions.map(({ customer }) => customer.id)

describe('a past day', () => {
  test('under the rules of then is the list that was shown on that day, with its reasons', async () => {
    // The history left its last day to be decided by whoever opens the bank: its list is today's.
    const day = days.at(-1) ?? ''
    const shown = await bank.ask('auditor', 'GET', `/api/branches/${branch}/actions`)
    const then = await bank.ask('auditor', 'GET', `/api/branches/${branch}/as-of?day=${day}&rules=then`)
    // Nobody is called back after a day that is past.
    const past = { ...z.looseObject({}).parse(shown.body), nextDays: [] }
    expect(then.body).toEqual({ branch, day, then: past, today: null, comparison: null })
    const earlier = await asOf(days[0] ?? '', 'then')
    expect(earlier.then?.actions.length).toBeGreaterThan(0)
    expect(earlier.then?.actions.every(({ reasons }) => reasons.length > 0)).toBe(true)
    expect(earlier.today).toBeNull()
  })

  test('under the same rules comes out as it was, contact by contact', async () => {
    const { then, today, comparison } = await asOf(days[1] ?? '')
    expect(today).toEqual(then)
    expect(comparison).toEqual({ onlyThen: [], onlyToday: [], moved: [], same: then?.actions.length })
  })

  test('that was never run is refused, and the nearest days that were are named', async () => {
    const [first = '', second = ''] = days
    const ask = (day: string) => bank.ask('auditor', 'GET', `/api/branches/${branch}/as-of?day=${day}`)
    const early = await ask('2020-01-01')
    expect(early).toMatchObject({ status: 404, body: { type: '/problems/day_never_run' } })
    expect(JSON.stringify(early.body)).toContain(first)
    expect(JSON.stringify((await ask('2999-01-01')).body)).toContain(days.at(-1))
    expect(second > first).toBe(true)
    expect((await bank.ask('auditor', 'GET', '/api/branches/B999/as-of?day=2026-03-10')).status).toBe(404)
  })

  test('can be chosen among the days that were run', async () => {
    const ask = (user: string) => bank.ask(user, 'GET', `/api/branches/${branch}/as-of/days`)
    expect(await ask(`manager-${branch}`)).toMatchObject({ status: 200, body: days.toReversed() })
    expect((await ask(`manager-${other}`)).status).toBe(403)
  })

  test('is for head office and the branch’s own manager, and every look is logged', async () => {
    const path = (of: string) => `/api/branches/${of}/as-of?day=${days[0]}&rules=then`
    const statusOf = async (user: string, of: string) => (await bank.ask(user, 'GET', path(of))).status
    expect(await statusOf(`manager-${branch}`, branch)).toBe(200)
    expect(await statusOf(`manager-${branch}`, other)).toBe(403)
    for (const user of ['adviser', 'administrator']) expect(await statusOf(user, branch)).toBe(403)
    const entry = await bank.open.desk.store
      .selectFrom('audit_entries')
      .selectAll()
      .where('subject', '=', `branches/${branch}/as-of?day=${days[0]}`)
      .orderBy('number', 'desc')
      .executeTakeFirstOrThrow()
    expect(entry).toMatchObject({ action: 'list.viewed', by: `manager-${branch}` })
  })
})

const lineSchema = z.object({
  same: z.boolean(),
  stored: z.looseObject({ key: z.string(), score: z.number() }).nullable(),
  again: z.looseObject({ key: z.string(), score: z.number() }).nullable(),
  differences: z.array(
    z.object({
      what: z.string(),
      place: z.string(),
      then: z.string().nullable(),
      now: z.string().nullable(),
    }),
  ),
  facts: z.array(z.object({ name: z.string(), text: z.object({ en: z.string() }) })),
  contacts: z.array(z.object({ id: z.string() })),
  reasons: z.array(z.object({ node: z.string() })),
  chain: z.array(z.object({ depth: z.number(), text: z.object({ 'zh-CN': z.string(), en: z.string() }) })),
})

describe('one line of a past list', () => {
  const firstRun = async () => (await runs()).at(-1) ?? expect.fail('there is no run')

  async function lineOf(run: string, customer: string, user: string | null = 'auditor', headers = {}) {
    const path = `/api/runs/${run}/customers/${customer}`
    const { status, body } = await bank.ask(user, 'GET', path, undefined, headers)
    expect(status, JSON.stringify(body)).toBe(200)
    return lineSchema.parse(body)
  }

  test('agrees with the reference evaluator for every customer of a branch, listed or not', async () => {
    const { id } = await firstRun()
    const { customers, branches } = bank.open.desk.snapshot
    const place = branches.findIndex((each) => each.id === branch)
    const own = [...customers.ids].filter((_id, row) => customers.branch[row] === place)
    const stored = await bank.open.desk.store
      .selectFrom('actions')
      .select('customer')
      .where('run', '=', id)
      .where('branch', '=', branch)
      .execute()
    const lists = new Set(stored.map(({ customer }) => customer))
    const sample = own.filter((customer, at) => lists.has(customer) || at % 10 === 0)
    const session = await bank.ask(null, 'POST', '/api/session', { user: 'auditor', password: 'demo' })
    const headers = { cookie: session.headers.get('set-cookie')?.split(';')[0] ?? '' }
    let listedCount = 0
    for (const customer of sample) {
      const { same, again, differences } = await lineOf(id, customer, null, headers)
      expect({ customer, same, differences }).toEqual({ customer, same: true, differences: [] })
      if (again) listedCount += 1
    }
    expect(listedCount).toBe(lists.size)
  })

  test('comes with the facts as they were, the contacts before, and the whole chain of reasons', async () => {
    const contact = await bank.open.desk.store
      .selectFrom('contacts')
      .selectAll()
      .where('branch', '=', branch)
      .where('day', '=', days[0] ?? '')
      .where('outcome', '=', 'reached')
      .executeTakeFirstOrThrow()
    const run = (await runs()).find(({ day }) => day === days[1])
    const before = await lineOf((await firstRun()).id, contact.customer)
    const after = await lineOf(run?.id ?? '', contact.customer)
    expect([before.contacts, after.contacts]).toMatchObject([[], [{ id: contact.id }]])
    const lastContact = ({ facts }: z.infer<typeof lineSchema>) =>
      facts.find(({ name }) => name === 'last_contact')?.text.en
    expect(lastContact(after)).toBe(days[0])
    expect(lastContact(before)).not.toBe(days[0])
    expect(after.reasons.length).toBeGreaterThan(0)
    expect(Math.max(...after.chain.map(({ depth }) => depth))).toBeGreaterThan(1)
  })

  test('that was changed in the store is named by its field', async () => {
    const { id } = await firstRun()
    const { store } = bank.open.desk
    const { customer, minutes } = await store
      .selectFrom('actions')
      .selectAll()
      .where('run', '=', id)
      .executeTakeFirstOrThrow()
    const set = (value: number) =>
      store
        .updateTable('actions')
        .set({ minutes: value })
        .where('run', '=', id)
        .where('customer', '=', customer)
        .execute()
    await set(minutes + 5)
    const { same, differences } = await lineOf(id, customer)
    await set(minutes)
    expect(same).toBe(false)
    expect(differences).toMatchObject([
      {
        what: 'action',
        place: `runs/${id}/actions/${customer}/minutes`,
        then: String(minutes + 5),
        now: String(minutes),
      },
    ])
  })

  test('of another branch looks like one that never was; a look is logged with its customer', async () => {
    const { id } = await firstRun()
    const { customers, branches } = bank.open.desk.snapshot
    const place = branches.findIndex((each) => each.id === branch)
    const row = customers.branch.indexOf(place)
    const customer = customers.ids.at(row) ?? ''
    const path = `/api/runs/${id}/customers/${customer}`
    expect((await bank.ask(`manager-${other}`, 'GET', path)).status).toBe(404)
    expect((await bank.ask('auditor', 'GET', `/api/runs/${id}/customers/nobody`)).status).toBe(404)
    await lineOf(id, customer, `manager-${branch}`)
    const look = await bank.open.desk.store
      .selectFrom('audit_entries')
      .innerJoin('audit_personal', 'audit_personal.entry', 'audit_entries.number')
      .select(['audit_entries.by', 'audit_entries.action'])
      .where('audit_personal.customer', '=', customer)
      .orderBy('audit_entries.number', 'desc')
      .executeTakeFirstOrThrow()
    expect(look).toEqual({ by: `manager-${branch}`, action: 'customer.viewed' })
  })
})

test('after an upgrade a past day under today’s rules differs as the new version says', async () => {
  await changeInForce(bank, withoutTriggers)
  const day = days[0] ?? ''
  const { then, today, comparison } = await asOf(day)
  if (!then || !today || !comparison) return expect.fail('a list is missing')
  const events = (list: z.infer<typeof listed>) =>
    list.actions.filter(({ sources }) => sources.some(({ id }) => id !== 'coverage'))
  expect(events(then).length).toBeGreaterThan(0)
  expect(events(today)).toEqual([])
  expect(comparison.onlyThen).toEqual(
    customersOf(then).filter((customer) => !customersOf(today).includes(customer)),
  )
  expect(comparison.onlyThen.length).toBeGreaterThan(0)
  expect(comparison.same + comparison.moved.length + comparison.onlyToday.length).toBe(today.actions.length)
})
