import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { allLists, LIST_DAY, type List, RATE_CUT, rowsIn } from '../testing/small-bank.ts'
import { bankOfEachTest } from '../testing/test-banks.ts'

const bank = bankOfEachTest()

/** How many contacts are due for the sake of the rate cut. */
const calledFor = (lists: List[]) =>
  lists.flatMap(({ actions }) => actions).filter(({ sources }) => sources.some(({ id }) => id === 'rate_cut'))
    .length

const announce = (event: unknown = RATE_CUT) => bank.ask('strategist', 'POST', '/api/events', event)
const event = `/api/events/${RATE_CUT.id}`
const correct = (change: object) =>
  bank.ask('strategist', 'POST', `${event}/correction`, {
    revision: 2,
    day: LIST_DAY,
    until: null,
    name: RATE_CUT.name,
    reason: 'A slip',
    ...change,
  })
const withdraw = (revision = 2) =>
  bank.ask('strategist', 'POST', `${event}/withdrawal`, { revision, reason: 'The cut is off' })

const runs = () => Promise.all([rowsIn(bank, 'events'), rowsIn(bank, 'runs'), rowsIn(bank, 'decided')])

describe('a rate cut', () => {
  test('changes the lists at once, and posting it again adds nothing', async () => {
    const before = await allLists(bank)
    const first = await bank.ask('strategist', 'POST', '/api/events', RATE_CUT)
    expect(first.status).toBe(201)
    const after = await allLists(bank)
    expect(calledFor(before)).toBe(0)
    expect(calledFor(after)).toBeGreaterThan(0)
    const rows = [
      await rowsIn(bank, 'events'),
      await rowsIn(bank, 'runs'),
      await rowsIn(bank, 'decided'),
      await rowsIn(bank, 'actions'),
    ]
    const again = await bank.ask('strategist', 'POST', '/api/events', RATE_CUT)
    expect(again.status).toBe(200)
    expect(again.body).toEqual(first.body)
    expect(await allLists(bank)).toEqual(after)
    expect([
      await rowsIn(bank, 'events'),
      await rowsIn(bank, 'runs'),
      await rowsIn(bank, 'decided'),
      await rowsIn(bank, 'actions'),
    ]).toEqual(rows)
    const other = await bank.ask('strategist', 'POST', '/api/events', { ...RATE_CUT, day: '2026-03-01' })
    expect(other.status).toBe(409)
  })

  test('is still in force after a restart, and the night run again adds nothing', async () => {
    await bank.ask('strategist', 'POST', '/api/events', RATE_CUT)
    const before = await allLists(bank)
    const rows = [await rowsIn(bank, 'runs'), await rowsIn(bank, 'decided'), await rowsIn(bank, 'actions')]
    await bank.restart()
    await bank.open.desk.runTonight()
    expect(await allLists(bank)).toEqual(before)
    expect([
      await rowsIn(bank, 'runs'),
      await rowsIn(bank, 'decided'),
      await rowsIn(bank, 'actions'),
    ]).toEqual(rows)
    expect(rows.slice(0, 2)).toEqual([2, 2])
  })

  test('posted twice at the same time is announced once', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => bank.ask('strategist', 'POST', '/api/events', RATE_CUT)),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 201])
    expect(await rowsIn(bank, 'events')).toBe(1)
  })

  test('tells whom it touches itself', async () => {
    const touched = z.object({ touched: z.object({ customers: z.number(), listed: z.number() }) })
    const announce = async (event: unknown) =>
      touched.parse((await bank.ask('strategist', 'POST', '/api/events', event)).body).touched
    const now = await announce(RATE_CUT)
    expect(now.customers).toBeGreaterThan(0)
    const past = await announce({ ...RATE_CUT, id: 'long-past', day: '2025-06-01' })
    expect(past).toEqual({ customers: 0, listed: 0 })
    expect(await announce(RATE_CUT)).toEqual(now)
  })

  test('with half a character in its name is refused', async () => {
    const event = { ...RATE_CUT, name: { ...RATE_CUT.name, en: 'cut \ud83d' } }
    const refused = await bank.ask('strategist', 'POST', '/api/events', event)
    expect(refused).toMatchObject({ status: 400, body: { problems: [{ path: '/name/en' }] } })
    expect(await rowsIn(bank, 'events')).toBe(0)
  })

  test('whose name or id is of spaces only is refused, when it is announced and when it is corrected', async () => {
    const spaces = ' \u3000 '
    const named = { 'zh-CN': spaces, en: RATE_CUT.name.en }
    expect(await announce({ ...RATE_CUT, name: named })).toMatchObject({
      status: 400,
      body: { problems: [{ path: '/name/zh-CN' }] },
    })
    expect(await announce({ ...RATE_CUT, id: spaces })).toMatchObject({
      status: 400,
      body: { problems: [{ path: '/id' }] },
    })
    expect(await rowsIn(bank, 'events')).toBe(0)
    await announce()
    expect(await correct({ name: named })).toMatchObject({ status: 400 })
    expect(await rowsIn(bank, 'events')).toBe(1)
  })

  test('of a type to which nothing answers is refused', async () => {
    const event = { ...RATE_CUT, type: 'rate_kut' }
    const { status, body } = await bank.ask('strategist', 'POST', '/api/events', event)
    expect(status).toBe(422)
    expect(body).toMatchObject({ detail: expect.stringContaining('rate_cut') })
  })
})

describe('the same event', () => {
  test('under another id, with other spaces, is announced once', async () => {
    const first = await announce()
    const before = await runs()
    const en = `  ${RATE_CUT.name.en.replace(' ', '  ')} `
    const again = await announce({ ...RATE_CUT, id: 'cut-again', name: { ...RATE_CUT.name, en } })
    expect(again.status).toBe(200)
    expect(again.body).toEqual(first.body)
    expect(await runs()).toEqual(before)
  })

  test('with another last day is another one; of one that was withdrawn, it is news again', async () => {
    await announce()
    expect((await announce({ ...RATE_CUT, id: 'cut-until', until: '2026-03-20' })).status).toBe(201)
    await withdraw()
    expect((await announce({ ...RATE_CUT, id: 'cut-again' })).status).toBe(201)
    expect(calledFor(await allLists(bank))).toBeGreaterThan(0)
  })

  test('sent again after it was corrected adds nothing, as whoever sent it may not have had an answer', async () => {
    await announce()
    await correct({ day: '2026-03-10' })
    const before = await runs()
    expect(await announce()).toMatchObject({
      status: 200,
      body: { event: { revision: 2, day: '2026-03-10' } },
    })
    expect(await runs()).toEqual(before)
  })
})

describe('an event with a last day', () => {
  test('is news up to that day, and not on the next', async () => {
    const before = await allLists(bank)
    await announce({ ...RATE_CUT, day: '2026-03-09', until: '2026-03-10' })
    expect(await allLists(bank)).toEqual(before)
    await correct({ day: '2026-03-09', until: LIST_DAY })
    expect(calledFor(await allLists(bank))).toBeGreaterThan(0)
  })

  test('that is before its day is refused', async () => {
    const refused = await announce({ ...RATE_CUT, day: '2026-03-11', until: '2026-03-10' })
    expect(refused).toMatchObject({ status: 422, body: { type: '/problems/event_over_before' } })
    await announce()
    expect((await correct({ until: '2026-03-01' })).status).toBe(422)
    expect(await rowsIn(bank, 'events')).toBe(1)
  })
})

describe('a correction', () => {
  test('of the day changes the lists at once and once; contacts under the event stay its own', async () => {
    await announce({ ...RATE_CUT, day: '2025-06-01' })
    expect(calledFor(await allLists(bank))).toBe(0)
    const first = await correct({})
    expect(first).toMatchObject({ status: 200, body: { event: { revision: 2, reason: 'A slip' } } })
    const after = await allLists(bank)
    expect(calledFor(after)).toBeGreaterThan(0)
    expect(after.flatMap(({ actions }) => actions).some(({ key }) => key.includes(RATE_CUT.id))).toBe(true)
    const before = await runs()
    expect((await correct({})).body).toEqual(first.body)
    expect(await runs()).toEqual(before)
  })

  test('by somebody who did not see the last one is refused', async () => {
    await announce()
    await correct({ until: '2026-03-20' })
    const refused = await correct({ until: '2026-03-18' })
    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/event_changed' } })
    expect((await correct({ revision: 4, until: '2026-03-18' })).status).toBe(409)
    const events = z
      .array(z.object({ until: z.string() }))
      .parse((await bank.ask('adviser', 'GET', '/api/events')).body)
    expect(events).toEqual([{ until: '2026-03-20' }])
  })

  test('into what another event says is refused', async () => {
    await announce()
    await announce({ ...RATE_CUT, id: 'other', until: '2026-03-20' })
    expect(await correct({ until: '2026-03-20' })).toMatchObject({
      status: 409,
      body: { type: '/problems/event_exists' },
    })
  })
})

describe('a withdrawal', () => {
  test('gives the lists back as they were, at once and once, with the run that was in force before', async () => {
    const before = await allLists(bank)
    await announce()
    const done = await withdraw()
    expect(done).toMatchObject({
      status: 200,
      body: { event: { withdrawn: true, reason: 'The cut is off' }, touched: { customers: 0, listed: 0 } },
    })
    expect(await allLists(bank)).toEqual(before)
    expect(await runs()).toEqual([2, 2, 3])
    expect((await withdraw()).body).toEqual(done.body)
    expect(await runs()).toEqual([2, 2, 3])
    await bank.restart()
    expect(await allLists(bank)).toEqual(before)
    expect(await runs()).toEqual([2, 2, 3])
  })

  test('ends it: neither sent again nor corrected is it news', async () => {
    await announce()
    await withdraw()
    expect(await announce()).toMatchObject({ status: 200, body: { event: { withdrawn: true } } })
    expect(await correct({ revision: 3 })).toMatchObject({
      status: 409,
      body: { type: '/problems/event_withdrawn' },
    })
    expect(calledFor(await allLists(bank))).toBe(0)
  })

  test('of what was corrected meanwhile, or of nothing, is refused', async () => {
    await announce()
    await correct({ until: '2026-03-20' })
    expect((await withdraw()).status).toBe(409)
    const unknown = await bank.ask('strategist', 'POST', '/api/events/no/withdrawal', {
      revision: 2,
      reason: 'No',
    })
    expect(unknown).toMatchObject({ status: 404, body: { type: '/problems/unknown_event' } })
  })
})

test('every run of a day with an event announced, corrected and withdrawn is decided again in the same bytes', async () => {
  await announce()
  await correct({ until: '2026-03-20', name: { ...RATE_CUT.name, en: 'Deposit rates cut by 25 bp' } })
  await withdraw(3)
  const decided = z
    .array(z.object({ id: z.string(), cause: z.string() }))
    .parse((await bank.ask('auditor', 'GET', '/api/runs')).body)
  expect(decided.map(({ cause }) => cause)).toEqual(['event', 'event', 'event', 'night'])
  expect(new Set(decided.map(({ id }) => id)).size).toBe(3)
  for (const { id } of decided)
    expect(await bank.ask('auditor', 'POST', `/api/runs/${id}/replay`)).toMatchObject({
      status: 200,
      body: { same: true, differences: [] },
    })
})

test('who announced, corrected and withdrew what, and why, is kept and logged', async () => {
  await announce()
  await correct({ until: '2026-03-20' })
  await withdraw(3)
  const revisions = await bank.ask('manager', 'GET', `${event}/revisions`)
  expect(revisions.body).toMatchObject([
    { revision: 1, until: null, withdrawn: false, by: 'strategist', reason: '' },
    { revision: 2, until: '2026-03-20', withdrawn: false, reason: 'A slip' },
    { revision: 3, until: '2026-03-20', withdrawn: true, reason: 'The cut is off' },
  ])
  const entries = await bank.open.desk.store
    .selectFrom('audit_entries')
    .select('action')
    .where('subject', '=', `events/${RATE_CUT.id}`)
    .orderBy('number')
    .execute()
  expect(entries.map(({ action }) => action)).toEqual([
    'event.announced',
    'event.corrected',
    'event.withdrawn',
  ])
  expect(
    (await bank.ask('manager', 'POST', `${event}/withdrawal`, { revision: 4, reason: 'No' })).status,
  ).toBe(403)
})
