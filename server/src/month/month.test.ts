import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { onPostgres } from '../testing/database.ts'
import { WORKING_DAYS } from './testing/calendar.ts'
import { ALL_LAWS, type Played, play } from './testing/play.ts'

/** As many banks as somebody has time for, such as `MONTH_SEEDS=1,2,3`. */
const SEEDS = (process.env.MONTH_SEEDS ?? '5').split(',').map(Number)
/** Until all has happened once; the rest says nothing more of a store. */
const ON_POSTGRES = 13
const DAYS = onPostgres ? WORKING_DAYS.slice(0, ON_POSTGRES) : WORKING_DAYS

const CUSTOMERS_LOOKED_AT = 40

const withId = z.object({ id: z.string() })
const historySchema = z.object({
  timeline: z.array(withId.extend({ kind: z.string(), at: z.string().nullable() })),
})
const heldSchema = z.object({
  contacts: z.array(withId),
  enquiries: z.array(withId),
  orders: z.array(withId),
})

describe.each(SEEDS)('through a month of a branch (seed %i)', (seed) => {
  let played: Played
  beforeAll(async () => {
    played = await play(seed, DAYS)
  }, 600_000)
  afterAll(() => played?.month.end())

  test.each(ALL_LAWS)('%s', (law) => {
    expect(played.broken.get(law)).toEqual([])
  })

  test('all of it happened', () => {
    const { month, seen } = played
    const { contacts, orders } = month.book
    const outcomes = Map.groupBy(contacts, ({ outcome }) => outcome)
    expect([...outcomes.keys()].toSorted()).toEqual([
      'call_back',
      'interested',
      'not_reached',
      'not_suitable',
      'reached',
      'refused',
    ])
    const led = new Set(contacts.map((contact) => contact.led))
    expect(led).toEqual(new Set(['call_back', 'coverage', 'trigger', 'campaign']))
    expect(new Set(orders.map(({ fate }) => fate))).toEqual(new Set(['accepted', 'rejected', 'cancelled']))
    for (const customers of Object.values(seen)) expect(customers.size).toBeGreaterThan(0)
    expect([month.silent.size, month.book.late.size].every((some) => some > 0)).toBe(true)
    expect(month.bank.faults).toEqual([])
  })

  test('all that happened to a customer is in his timeline, and is held of him when he asks', async () => {
    const { month } = played
    const { book } = month
    const happened = [...book.orders, ...book.asked, ...book.contacts]
    const some = [...new Set(happened.map(({ customer }) => customer))].slice(0, CUSTOMERS_LOOKED_AT)
    for (const customer of some) {
      const own = (all: readonly { readonly id: string; readonly customer: string }[]) =>
        all.flatMap((each) => (each.customer === customer ? [each.id] : [])).toSorted()
      const ids = { contact: own(book.contacts), enquiry: own(book.asked), order: own(book.orders) }
      const path = `/api/customers/${customer}`
      const { timeline } = await month.ask('auditor', 'GET', `${path}/history`, { answer: historySchema })
      const shown = (kind: keyof typeof ids) =>
        timeline.flatMap((each) => (each.kind === kind && each.at !== null ? [each.id] : [])).toSorted()
      expect({ contact: shown('contact'), enquiry: shown('enquiry'), order: shown('order') }).toEqual(ids)
      const held = await month.ask('auditor', 'GET', `${path}/personal-data`, { answer: heldSchema })
      const heldIds = (of: readonly { readonly id: string }[]) => of.map(({ id }) => id).toSorted()
      expect({
        // What was taken back is held of him as well.
        contact: heldIds(held.contacts).filter((id) => ids.contact.includes(id)),
        enquiry: heldIds(held.enquiries),
        order: heldIds(held.orders),
      }).toEqual(ids)
    }
  })

  test('every run of the month comes out byte for byte the same, also by a server that has started anew', async () => {
    const { month } = played
    const runs = await month.ask('auditor', 'GET', '/api/runs?limit=200', {
      answer: z.array(z.object({ id: z.string(), day: z.string(), cause: z.string() })),
    })
    expect(new Set(runs.map(({ day }) => day))).toEqual(new Set(DAYS))
    expect(new Set(runs.map(({ cause }) => cause))).toEqual(
      new Set(['night', 'leave', 'event', 'activation', 'handover']),
    )
    await month.restart()
    for (const { id, day } of runs) {
      const { body } = await month.bank.ask('auditor', 'POST', `/api/runs/${id}/replay`)
      expect(body, day).toMatchObject({ same: true, differences: [] })
    }
  })

  test('the core was told of each order once, and the log of the month verifies', async () => {
    const { month } = played
    const told = [...month.core.taken.values()]
      .filter(({ kind }) => kind === 'order')
      .map(({ order }) => order)
    expect(new Set(told).size).toBe(told.length)
    const placed = new Set(month.book.orders.map(({ id }) => id))
    expect(told.filter((order) => !placed.has(order))).toEqual([])
    const kept = month.book.orders.filter(({ fate }) => fate !== 'cancelled').map(({ id }) => id)
    await expect.poll(() => kept.filter((id) => !month.core.taken.has(id)), { timeout: 20_000 }).toEqual([])
    const { body } = await month.bank.ask('auditor', 'POST', '/api/audit/verification')
    expect(body).toMatchObject({ ok: true, fault: null })
  })
})
