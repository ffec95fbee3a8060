import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { WORKING_DAYS } from './testing/calendar.ts'
import { slip, workLists } from './testing/contacts.ts'
import { Duties } from './testing/duties.ts'
import { handleEnquiries, lostEnquiries, receiveEnquiries } from './testing/enquiries.ts'
import { DEEDS } from './testing/head-office.ts'
import { brokenNow, LAWS, type Law, type Seen } from './testing/laws.ts'
import { Month } from './testing/month.ts'
import { endOrders, lostOrders, placeOrders } from './testing/orders.ts'

/** The last working day before the month. */
const EVE = '2026-04-24'

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

const OTHER_LAWS = [
  'a contact taken back never was',
  'no order is lost, and each ends as it has to',
  'no enquiry is lost, and what is late is said to be late',
  'nobody orders what does not suit him, and whoever may does',
  'what an enquiry is answered with suits the customer',
] as const
type AnyLaw = Law | (typeof OTHER_LAWS)[number]

const broken = new Map<AnyLaw, string[]>([...LAWS, ...OTHER_LAWS].map((law) => [law, []]))
const seen: Seen = { cuts: new Set(), listed: new Set(), heldOut: new Set() }
const duties = new Duties()
let month: Month

const note = (law: AnyLaw, ...found: readonly string[]) => broken.get(law)?.push(...found)

async function lookAt(when: string): Promise<void> {
  const found = await brokenNow(month, seen, duties)
  for (const law of LAWS) note(law, ...found[law].map((what) => `${month.day} ${when}: ${what}`))
}

async function playDay(): Promise<void> {
  await lookAt('in the morning')
  month.turn('09:00')
  note('what an enquiry is answered with suits the customer', ...(await receiveEnquiries(month)))
  await endOrders(month)
  await workLists(month)
  month.turn('11:00')
  const day = WORKING_DAYS.find((each) => each === month.day)
  await DEEDS[day ?? '2026-04-27']?.(month)
  await lookAt('at noon')
  month.turn('14:00')
  if (!(await slip(month))) note('a contact taken back never was', month.day)
  note('nobody orders what does not suit him, and whoever may does', ...(await placeOrders(month)))
  await handleEnquiries(month)
  await workLists(month)
  month.turn('17:00')
  await lookAt('in the evening')
  note('no order is lost, and each ends as it has to', ...(await lostOrders(month)))
  note('no enquiry is lost, and what is late is said to be late', ...(await lostEnquiries(month)))
}

beforeAll(async () => {
  month = await Month.before(WORKING_DAYS[0], EVE)
  let eve = EVE
  for (const day of WORKING_DAYS) {
    await month.nightTo(day, eve)
    await playDay()
    eve = day
  }
}, 600_000)
afterAll(() => month.end())

describe('through a month of a branch', () => {
  test.each([...LAWS, ...OTHER_LAWS])('%s', (law) => {
    expect(broken.get(law)).toEqual([])
  })

  test('all of it happened', () => {
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
})

test('all that happened to a customer is in his timeline, and is held of him when he asks', async () => {
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
  const runs = await month.ask('auditor', 'GET', '/api/runs?limit=200', {
    answer: z.array(z.object({ id: z.string(), day: z.string(), cause: z.string() })),
  })
  expect(new Set(runs.map(({ day }) => day))).toEqual(new Set(WORKING_DAYS))
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
  const told = [...month.core.taken.values()].filter(({ kind }) => kind === 'order').map(({ order }) => order)
  expect(new Set(told).size).toBe(told.length)
  const placed = new Set(month.book.orders.map(({ id }) => id))
  expect(told.filter((order) => !placed.has(order))).toEqual([])
  const kept = month.book.orders.filter(({ fate }) => fate !== 'cancelled').map(({ id }) => id)
  await expect.poll(() => kept.filter((id) => !month.core.taken.has(id)), { timeout: 20_000 }).toEqual([])
  const { body } = await month.bank.ask('auditor', 'POST', '/api/audit/verification')
  expect(body).toMatchObject({ ok: true, fault: null })
})
