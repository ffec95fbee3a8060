import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { allLists, type List, RATE_CUT, rowsIn, type SmallBank, smallBank } from '../testing/small-bank.ts'

let bank: SmallBank

beforeEach(async () => {
  bank = await smallBank()
})
afterEach(async () => {
  expect(bank.faults).toEqual([])
  await bank.end()
})

describe('a rate cut', () => {
  test('changes the lists at once, and posting it again adds nothing', async () => {
    const before = await allLists(bank)
    const first = await bank.ask('strategist', 'POST', '/api/events', RATE_CUT)
    expect(first.status).toBe(201)
    const after = await allLists(bank)
    const count = (lists: List[]) =>
      lists
        .flatMap(({ actions }) => actions)
        .filter(({ sources }) => sources.some(({ id }) => id === 'rate_cut')).length
    expect(count(before)).toBe(0)
    expect(count(after)).toBeGreaterThan(0)
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

  test('of a type to which nothing answers is refused', async () => {
    const event = { ...RATE_CUT, type: 'rate_kut' }
    const { status, body } = await bank.ask('strategist', 'POST', '/api/events', event)
    expect(status).toBe(422)
    expect(body).toMatchObject({ detail: expect.stringContaining('rate_cut') })
  })
})
