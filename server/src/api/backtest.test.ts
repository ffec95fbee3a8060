import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { SIDES } from '../backtest/decided-day.ts'
import { KINDS } from '../backtest/happened.ts'
import { storedOrder } from '../orders/testing/stored.ts'
import { addOrder } from '../store/orders.ts'
import { type Document, openDraft, saveDraft, submitChange, withoutTriggers } from '../testing/life.ts'
import { served } from '../testing/served.ts'
import { type SmallBank, smallBank } from '../testing/small-bank.ts'
import { reportSchema } from './backtest-report.ts'

const DAYS = 6
let bank: SmallBank

beforeAll(async () => {
  bank = await smallBank({ days: DAYS, customers: 900 })
}, 120_000)
afterAll(async () => {
  expect(bank.faults).toEqual([])
  await bank.end()
})

const ALL = { playbook: 'retail', from: '2026-01-01', to: '2026-12-31' }

const eventSchema = z.looseObject({
  state: z.string(),
  id: z.string().optional(),
  days: z.number().optional(),
})

/** Runs a backtest to its end, and gives what it told. */
async function eventsOf(order: object, user = 'strategist') {
  const { status, body } = await bank.ask(user, 'POST', '/api/backtests', { ...ALL, ...order })
  expect(status, JSON.stringify(body)).toBe(200)
  return String(body)
    .trim()
    .split('\n\n')
    .map((event) => eventSchema.parse(JSON.parse(event.replace(/^data: /, ''))))
}

async function backtest(order: object) {
  const id = (await eventsOf(order)).at(-1)?.id
  const { status, body } = await bank.ask('strategist', 'GET', `/api/backtests/${id}`)
  expect(status).toBe(200)
  return reportSchema.parse(body)
}

const pickedSchema = z.object({
  total: z.number(),
  erased: z.number(),
  rows: z.array(
    z.looseObject({
      customer: z.object({ id: z.string(), name: z.string() }),
      day: z.string(),
      tier: z.string().nullable(),
      fate: z.string().nullable(),
      kind: z.string().nullable(),
      standing: z.string(),
    }),
  ),
})

async function pick(id: string, query: string) {
  const { status, body } = await bank.ask('strategist', 'GET', `/api/backtests/${id}/customers?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return pickedSchema.parse(body)
}

const store = () => bank.open.desk.store
const sum = (of: Readonly<Record<string, number>>) => Object.values(of).reduce((all, each) => all + each, 0)
const retail = async (): Promise<Document> => (await openDraft(bank)).document

/** The playbook that calls nobody whose tier is the best one. */
const withoutBest = (document: Document): Document => ({
  ...document,
  nodes: document.nodes.map((node) =>
    node.kind === 'coverage'
      ? { ...node, duties: { ...z.looseObject({}).parse(node.duties), A: null } }
      : node,
  ),
  tests: [],
})

describe('the version that was in force', () => {
  test('held against itself is the same on both sides, and its lists are those that were stored', async () => {
    const found = await backtest({ version: 1, window: 1 })
    expect(found.basis.days).toHaveLength(DAYS - 1)
    expect(found.basis.skipped).toEqual([])
    expect(found.total.draft).toEqual(found.total.then)
    expect(found.total.then.shared).toBe(found.total.then.listed)
    for (const { value, then } of found.groups.find(({ by }) => by === 'day')?.rows ?? []) {
      const [stored] = await store()
        .selectFrom('decided')
        .innerJoin('runs', 'runs.id', 'decided.run')
        .select(['runs.listed', 'runs.cut'])
        .where('decided.day', '=', value ?? '')
        .orderBy('decided.number', 'desc')
        .execute()
      expect({ listed: then.listed, cut: (then.load?.cut ?? 0) + (then.load?.overQuota ?? 0) }).toEqual(
        stored,
      )
    }
  })

  test('had everybody on its lists who was contacted, as the demo bank’s advisers work by them', async () => {
    const found = await backtest({ version: 1, window: 1 })
    const contacts = await store().selectFrom('contacts').select(['outcome']).execute()
    for (const kind of KINDS) {
      const real = contacts.filter(({ outcome }) => outcome === kind).length
      expect(found.total.then.inside[kind], kind).toBe(real)
      expect(found.happened.find((each) => each.kind === kind)).toMatchObject({
        both: real,
        draft: 0,
        then: 0,
      })
    }
    expect(sum(found.total.then.outside)).toBe(0)
    expect(found.total.then.contacted).toBe(contacts.length)
  })
})

describe('orders', () => {
  test('that came to something count once a customer, on a list or outside, and are no contacts', async () => {
    const before = await backtest({ version: 1, window: 1 })
    const [day = '', next = ''] = before.basis.days
    const { id: none } = before
    const listed = (await pick(none, 'side=then&figure=listed&limit=100')).rows.filter(
      (row) => row.day === day && row.fate !== 'contacted',
    )
    const [twice = '', rejected = '', cancelled = '', again = ''] = listed.map(({ customer }) => customer.id)
    const all = await store().selectFrom('actions').select('customer').distinct().execute()
    const due = new Set(all.map(({ customer }) => customer))
    const outside = [...bank.open.desk.snapshot.customers.ids].find((id) => !due.has(id)) ?? ''
    for (const order of [
      storedOrder({ customer: twice, day: next }),
      storedOrder({ customer: twice, day }),
      storedOrder({ customer: rejected, day, state: 'rejected' }),
      storedOrder({ customer: cancelled, day, state: 'cancelled' }),
      storedOrder({ customer: again, day, state: 'rejected' }),
      storedOrder({ customer: again, day, state: 'settled' }),
      storedOrder({ customer: outside, day, state: 'accepted' }),
    ])
      await addOrder(store(), order)
    try {
      const { id, total, happened, groups } = await backtest({ version: 1, window: 1 })
      expect(happened.find(({ kind }) => kind === 'ordered')).toMatchObject({
        both: 2,
        then: 0,
        draft: 0,
        neither: 1,
      })
      expect([total.then.inside.ordered, total.then.outside.ordered]).toEqual([2, 1])
      const days = groups.find(({ by }) => by === 'day')?.rows
      expect(days?.find(({ value }) => value === day)?.then.inside.ordered).toBe(2)
      const found = await pick(id, 'side=then&figure=inside&kind=ordered')
      expect(found.rows.map(({ customer }) => customer.id).toSorted()).toEqual([twice, again].toSorted())
      const { inside: _inside, outside: _outside, ...lists } = total.then
      expect(before.total.then).toMatchObject(lists)
    } finally {
      await store().deleteFrom('orders').execute()
    }
  })
})

describe('a draft that lists others', () => {
  test('has what happened with those it drops outside, by what became of them; every figure adds up', async () => {
    const found = await backtest({ document: withoutTriggers(await retail()), window: 1 })
    const { then, draft } = found.total
    expect(sum(draft.outside)).toBeGreaterThan(0)
    expect(sum(draft.inside) + sum(draft.outside)).toBe(sum(then.inside) + sum(then.outside))
    const total = found.happened.reduce(
      (all, { both, draft, then, neither }) => all + both + draft + then + neither,
      0,
    )
    expect(total + found.beyond).toBe((await store().selectFrom('contacts').select('id').execute()).length)
    const notDue = found.stood.find(({ standing }) => standing === 'not_due')
    expect(notDue).toMatchObject({ then: 0 })
    expect(notDue?.draft).toBeGreaterThan(0)
    for (const { rows } of found.groups) {
      for (const side of SIDES) {
        const figures = rows.map((row) => row[side])
        const all = (of: (each: (typeof figures)[number]) => number) =>
          figures.reduce((found, each) => found + of(each), 0)
        const { listed, contacted, missed, unworked, open, minutes } = found.total[side]
        expect(all((each) => each.listed)).toBe(listed)
        expect(contacted + missed + unworked + open).toBe(listed)
        expect(all((each) => each.minutes)).toBe(minutes)
        expect(all((each) => sum(each.inside))).toBe(sum(found.total[side].inside))
        expect(all((each) => sum(each.outside))).toBe(sum(found.total[side].outside))
      }
    }
  })

  test('is decided on each day as it was: the same draft over one day is its part of the period', async () => {
    const document = withoutTriggers(await retail())
    const all = await backtest({ document, window: 1 })
    const [, day] = all.basis.days
    const one = await backtest({ document, window: 1, from: day, to: day })
    expect(one.groups[0]?.rows).toEqual([all.groups[0]?.rows.find(({ value }) => value === day)])
  })

  test('lists nobody of a tier without duties and events; his contacts stood otherwise', async () => {
    const document = withoutTriggers(withoutBest(await retail()))
    const found = await backtest({ document })
    const best = found.groups.find(({ by }) => by === 'tier')?.rows.find(({ value }) => value === 'A')
    expect(best?.then.listed).toBeGreaterThan(0)
    expect(best?.draft.listed).toBe(0)
  })

  test('a longer window takes in contacts that came later, and says of what it does not know yet that it is open', async () => {
    const document = await retail()
    const [day] = (await backtest({ document })).basis.days
    const short = await backtest({ document, from: day, to: day, window: 1 })
    const long = await backtest({ document, from: day, to: day, window: 31 })
    expect(sum(long.total.then.inside)).toBeGreaterThan(sum(short.total.then.inside))
    expect([short.total.then.open, long.total.then.missed + long.total.then.unworked]).toEqual([0, 0])
    expect(long.total.then.open).toBeGreaterThan(0)
  })

  test('a list of which nobody was contacted is told apart from customers passed over', async () => {
    const found = await backtest({ document: await retail(), window: 1 })
    const advisers = found.groups.find(({ by }) => by === 'adviser')?.rows ?? []
    const contacted = await store().selectFrom('contacts').select('adviser').distinct().execute()
    const worked = new Set(contacted.map(({ adviser }) => adviser))
    for (const { value, then } of advisers)
      if (!worked.has(value ?? '')) expect([then.missed, then.unworked]).toEqual([0, then.listed])
    expect(found.total.then.missed).toBeGreaterThan(0)
  })
})

describe('who is behind a figure', () => {
  test('is as many as the figure says, with names, and is logged', async () => {
    const { id, groups, total } = await backtest({ document: withoutTriggers(await retail()), window: 1 })
    const row = groups.find(({ by }) => by === 'tier')?.rows[0] ?? expect.fail('there are no tiers')
    const found = await pick(id, `side=draft&figure=listed&by=tier&value=${row.value}&limit=100`)
    expect(found.total).toBe(row.draft.listed)
    expect(new Set(found.rows.map(({ tier }) => tier))).toEqual(new Set([row.value]))
    const entry = await store()
      .selectFrom('audit_entries')
      .selectAll()
      .orderBy('number', 'desc')
      .executeTakeFirstOrThrow()
    expect(entry).toMatchObject({
      action: 'population.read',
      by: 'strategist',
      subject: 'playbooks/retail/backtest',
    })
    const seen = await store()
      .selectFrom('audit_personal')
      .select('customer')
      .where('entry', '=', entry.number)
      .execute()
    expect(new Set(seen.map(({ customer }) => customer))).toEqual(
      new Set(found.rows.map(({ customer }) => customer.id)),
    )
    const lost = await pick(id, 'side=draft&figure=outside&other=inside&kind=reached')
    expect(lost.total).toBe(total.draft.outside.reached)
    expect(lost.rows.every(({ standing, kind }) => standing !== 'listed' && kind === 'reached')).toBe(true)
    const pages = [0, 1].map((offset) => pick(id, `side=then&figure=contacted&limit=1&offset=${offset}`))
    const [first, second] = await Promise.all(pages)
    expect(first?.rows[0]?.customer).not.toEqual(second?.rows[0]?.customer)
  })

  test('leaves out customers whose personal data were erased, and says so', async () => {
    const { id } = await backtest({ version: 1, window: 1 })
    const before = await pick(id, 'side=then&figure=contacted')
    const customer = before.rows[0]?.customer.id
    const path = `/api/customers/${customer}/personal-data`
    expect((await bank.ask('administrator', 'DELETE', path, { reason: 'He asked for it' })).status).toBe(200)
    const after = await pick(id, 'side=then&figure=contacted')
    expect(after.total).toBe(before.total)
    expect(after.erased).toBeGreaterThan(0)
    expect(after.rows.map((row) => row.customer.id)).not.toContain(customer)
  })

  test('cannot be asked of a backtest that is not kept', async () => {
    const answer = await bank.ask(
      'strategist',
      'GET',
      '/api/backtests/gone/customers?side=then&figure=listed',
    )
    expect(answer).toMatchObject({ status: 404, body: { type: '/problems/unknown_backtest' } })
  })
})

describe('a day that cannot be decided again', () => {
  test('is left out and named: its snapshot is gone', async () => {
    const days = z
      .array(z.object({ day: z.string(), kept: z.boolean() }))
      .parse((await bank.ask('auditor', 'GET', '/api/backtests/days')).body)
    expect(days.map(({ kept }) => kept)).toEqual(days.map(() => true))
    const run = await store()
      .selectFrom('runs')
      .select('snapshot')
      .where('day', '=', days[0]?.day ?? '')
      .executeTakeFirstOrThrow()
    const directory = join(bank.open.desk.snapshots, run.snapshot)
    renameSync(directory, `${directory}-away`)
    try {
      const found = await backtest({ version: 1 })
      expect(found.basis.skipped).toEqual([{ day: days[0]?.day, why: 'snapshot_deleted', detail: null }])
      expect(found.basis.days).toHaveLength(DAYS - 2)
      const { body } = await bank.ask('auditor', 'GET', '/api/backtests/days')
      expect(body).toEqual(days.map(({ day }, at) => ({ day, kept: at > 0 })))
    } finally {
      renameSync(`${directory}-away`, directory)
    }
  })
})

describe('what is asked for', () => {
  test('may be month ends, an empty period, or the saved draft', async () => {
    const months = await backtest({ version: 1, every: 'month' })
    expect(months.basis.days).toEqual(
      [...new Set(months.basis.days.map((day) => day.slice(0, 7)))].map((month) =>
        expect.stringContaining(month),
      ),
    )
    const empty = await backtest({ version: 1, to: '2026-01-02' })
    expect(empty).toMatchObject({ basis: { days: [] }, total: { then: { listed: 0 } } })
    const { document, etag } = await openDraft(bank)
    expect((await saveDraft(bank, withoutTriggers(document), etag)).status).toBe(200)
    const drafted = await backtest({ window: 1 })
    expect(drafted.basis.version).toBeNull()
    expect(drafted.total.draft.listed).not.toBe(drafted.total.then.listed)
    expect((await submitChange(bank, (each) => each)).status).toBe(201)
    const version = await backtest({ version: 2, window: 1 })
    expect(version.total).toEqual(drafted.total)
    expect(version.basis.inForce).toEqual([{ id: 'retail', version: 1, days: DAYS - 1 }])
    expect(await bank.ask('strategist', 'POST', '/api/backtests', ALL)).toMatchObject({
      status: 404,
      body: { type: '/problems/no_draft' },
    })
  })

  test('that does not run for this bank, or is no such version, is refused before anything is decided', async () => {
    const ask = (order: object) => bank.ask('strategist', 'POST', '/api/backtests', { ...ALL, ...order })
    expect(await ask({ document: { ...(await retail()), currency: 'USD' } })).toMatchObject({
      status: 422,
      body: { type: '/problems/playbook_does_not_run' },
    })
    expect(await ask({ document: { nonsense: true } })).toMatchObject({ status: 422 })
    expect(await ask({ version: 99 })).toMatchObject({ status: 404 })
    expect(await ask({ version: 1, document: {} })).toMatchObject({ status: 400 })
    expect(await ask({ version: 1, window: 0 })).toMatchObject({ status: 400 })
    expect(await ask({ version: 1, playbook: 'none' })).toMatchObject({ status: 404 })
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
    const body = `{"playbook":"retail","from":"2026-01-01","to":"2026-02-01","document":${deep}}`
    expect(await bank.ask('strategist', 'POST', '/api/backtests', body)).toMatchObject({ status: 400 })
  })

  test('is refused while so many wait that their processes would fill the memory', async () => {
    const orders = Array.from({ length: 10 }, () =>
      bank.ask('strategist', 'POST', '/api/backtests', { ...ALL, version: 1, to: '2026-01-02' }),
    )
    const statuses = (await Promise.all(orders)).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([...Array(8).fill(200), 503, 503])
  })
})

test('Over HTTP events come as days are decided, others are answered meanwhile, and whoever goes away stops it', async () => {
  const { url, stop } = await served(bank, () => ({}))
  try {
    const headers = { authorization: `Basic ${btoa('strategist:demo')}`, 'content-type': 'application/json' }
    const left = new AbortController()
    const body = JSON.stringify({ ...ALL, version: 1 })
    const start = (signal?: AbortSignal) =>
      fetch(new URL('/api/backtests', url), { method: 'POST', headers, body, signal: signal ?? null })
    const running = await start(left.signal)
    const reader = running.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toContain('"deciding"')
    expect((await fetch(new URL('/api/bank', url), { headers })).status).toBe(200)
    left.abort()
    await expect.poll(() => bank.open.desk.backtests.underWay).toBe(0)
    expect(await (await start()).text()).toContain('"state":"done"')
  } finally {
    await stop()
  }
})
