import { randomUUID } from 'node:crypto'
import { parseDay } from '@branch-playbook/engine'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { weekOf } from '../desk/week.ts'
import { announced, eventRevisions } from '../store/events.ts'
import { nightTo } from '../testing/night.ts'
import { replaysSame } from '../testing/replays-same.ts'
import {
  type Action,
  allLists,
  contactWith,
  LIST_DAY,
  type List,
  listOf,
  NEXT_DAY,
  RATE_CUT,
} from '../testing/small-bank.ts'
import { bankOfEachTest } from '../testing/test-banks.ts'

const bank = bankOfEachTest()

const BRANCH = 'B001'
const MANAGER = `manager-${BRANCH}`
const LATER = '2026-03-13'

const log = (action: Action, outcome: string, more: object = {}, by = MANAGER) =>
  bank.ask(by, 'POST', '/api/contacts', { ...contactWith(action, outcome), ...more })

const of = (list: List, { customer }: Action) => list.actions.find((each) => each.customer.id === customer.id)

/** The customers of an adviser on the branch's list, in order. */
const ownOf = (list: List, adviser: string) => list.actions.filter((each) => each.adviser.id === adviser)

async function anAdviser(): Promise<{ list: List; adviser: string; own: Action[] }> {
  const list = await listOf(bank, BRANCH)
  const adviser = list.actions.find((each) => !each.adviser.id.startsWith('desk:'))?.adviser.id ?? ''
  const own = ownOf(list, adviser)
  expect(own.length).toBeGreaterThan(2)
  return { list, adviser, own }
}

/** The call-backs on a branch's list; each adviser has them before everything else. */
function callBacksOn(list: List): Action[] {
  const found = list.actions.filter(({ action }) => action === 'call_back')
  expect(found.length).toBeGreaterThan(0)
  for (const { adviser } of found) {
    const own = ownOf(list, adviser.id).map(({ action }) => action === 'call_back')
    expect(own).toEqual(own.toSorted((left, right) => Number(right) - Number(left)))
  }
  return found
}

const at = (actions: readonly Action[], place: number): Action =>
  actions[place] ?? expect.fail('The list is shorter')

describe('a contact taken back', () => {
  test('never was: the list is byte for byte as before, and the log keeps both', async () => {
    const { list, own } = await anAdviser()
    const contact = contactWith(at(own, 0))
    await bank.ask(MANAGER, 'POST', '/api/contacts', contact)
    expect(of(await listOf(bank, BRANCH), at(own, 0))).toBeUndefined()
    const undo = () => bank.ask(MANAGER, 'POST', `/api/contacts/${contact.id}/withdrawal`)
    expect((await undo()).status).toBe(200)
    expect((await undo()).status).toBe(200)
    expect(await listOf(bank, BRANCH)).toEqual(list)
    await bank.restart()
    expect((await listOf(bank, BRANCH)).actions).toEqual(list.actions)
    const entries = await bank.open.desk.store
      .selectFrom('audit_entries')
      .select('action')
      .where('subject', '=', `contacts/${contact.id}`)
      .orderBy('number')
      .execute()
    expect(entries.map(({ action }) => action)).toEqual(['contact.logged', 'contact.withdrawn'])
    // The answer to the first request was lost, and it comes again: it is not logged anew.
    expect((await bank.ask(MANAGER, 'POST', '/api/contacts', contact)).status).toBe(409)
  })

  test('is taken back by whoever logged it, on its day', async () => {
    const { adviser, own } = await anAdviser()
    const contact = contactWith(at(own, 0))
    await bank.ask(MANAGER, 'POST', '/api/contacts', contact)
    const path = `/api/contacts/${contact.id}/withdrawal`
    expect((await bank.ask(adviser, 'POST', path)).status).toBe(404)
    await nightTo(bank, NEXT_DAY)
    expect(await bank.ask(MANAGER, 'POST', path)).toMatchObject({
      status: 409,
      body: { type: '/problems/contact_settled' },
    })
  })
})

describe('a call-back', () => {
  test('leaves the list until its day, then comes first with its minutes, and stays until it is kept', async () => {
    const { list, adviser, own } = await anAdviser()
    const promised = own.slice(-12)
    for (const action of promised)
      expect((await log(action, 'call_back', { callBackOn: NEXT_DAY, note: 'After four' })).status).toBe(201)
    const after = await listOf(bank, BRANCH)
    expect(promised.flatMap((action) => of(after, action) ?? [])).toEqual([])
    expect(after.advisers.find(({ id }) => id === adviser)?.minutesSpent).toBe(0)
    expect(after.actions).toHaveLength(list.actions.length - promised.length)

    await nightTo(bank, NEXT_DAY)
    const due = callBacksOn(await listOf(bank, BRANCH))
    for (const action of due) {
      const before = promised.find(({ customer }) => customer.id === action.customer.id)
      expect(action).toMatchObject({
        minutes: before?.minutes,
        overdue: false,
        listing: 'listed',
        callBack: { made: LIST_DAY, on: NEXT_DAY, note: 'After four' },
      })
      expect((await log(action, 'not_reached')).status).toBe(201)
    }
    expect(callBacksOn(await listOf(bank, BRANCH))).toEqual(due.map((each) => ({ ...each, attempts: 1 })))

    await nightTo(bank, LATER)
    const [kept] = callBacksOn(await listOf(bank, BRANCH))
    if (!kept) return expect.fail('No call-back is left')
    expect(promised.map(({ customer }) => customer.id)).toContain(kept.customer.id)
    expect(kept.overdue).toBe(true)
    await log(kept, 'reached')
    expect(of(await listOf(bank, BRANCH), kept)).toBeUndefined()
    await replaysSame(bank)
    const line = await bank.ask(
      'auditor',
      'GET',
      `/api/runs/${await runOf(LATER)}/customers/${kept.customer.id}`,
    )
    expect(line).toMatchObject({ status: 200, body: { outcome: 'call_back' } })
  })

  test('of one who may not be contacted any more is on no list', async () => {
    const { own } = await anAdviser()
    const [promised] = own
    if (!promised) return
    await log(promised, 'call_back', { callBackOn: LIST_DAY })
    expect(of(await listOf(bank, BRANCH), promised)).toMatchObject({ action: 'call_back' })
    const { facts, customers } = bank.open.desk.snapshot
    const wishes = facts.get('do_not_contact')
    if (wishes) wishes[customers.rowOf(promised.customer.id) ?? -1] = 2
    // Another attempt decides him again.
    await log(promised, 'not_reached')
    expect(of(await listOf(bank, BRANCH), promised)).toBeUndefined()
  })

  test('needs a day that is not gone and not far away, and no other outcome has one', async () => {
    const { own } = await anAdviser()
    for (const more of [{}, { callBackOn: '2026-03-10' }, { callBackOn: '2026-06-12' }])
      expect(await log(at(own, 0), 'call_back', more)).toMatchObject({
        status: 422,
        body: { type: '/problems/call_back_day' },
      })
    expect((await log(at(own, 0), 'reached', { callBackOn: NEXT_DAY })).status).toBe(422)
    expect((await log(at(own, 0), 'call_back', { callBackOn: '2026-06-11' })).status).toBe(201)
  })

  test('is there once, however often it is put off, and its minutes never take an adviser over his day', async () => {
    const { own } = await anAdviser()
    for (const action of own) await log(action, 'call_back', { callBackOn: NEXT_DAY })
    await log(at(own, 0), 'call_back', { callBackOn: LIST_DAY })
    await nightTo(bank, NEXT_DAY)
    for (const { actions, advisers } of await allLists(bank)) {
      const customers = actions.map(({ customer }) => customer.id)
      expect(new Set(customers).size).toBe(customers.length)
      for (const { id, minutes } of advisers) {
        const listed = actions.filter((each) => each.adviser.id === id && each.listing === 'listed')
        expect(listed.reduce((sum, each) => sum + each.minutes, 0)).toBeLessThanOrEqual(minutes)
      }
    }
    const due = callBacksOn(await listOf(bank, BRANCH))
    const first = due.find(({ customer }) => customer.id === at(own, 0).customer.id)
    expect(due.filter(({ overdue }) => overdue)).toEqual(first ? [first] : [])
  })
})

test('Not suitable, refused and interested are conversations: they take minutes and keep the contact', async () => {
  const { adviser, own } = await anAdviser()
  const had = [
    [at(own, 0), 'not_suitable'],
    [at(own, 1), 'refused'],
    [at(own, 2), 'interested'],
  ] as const
  for (const [action, outcome] of had) await log(action, outcome, {}, adviser)
  const after = await listOf(bank, BRANCH)
  expect(had.map(([action]) => of(after, action))).toEqual([undefined, undefined, undefined])
  const spent = had.reduce((sum, [{ minutes }]) => sum + minutes, 0)
  expect(after.advisers.find(({ id }) => id === adviser)?.minutesSpent).toBe(spent)
})

const runOf = async (day: string): Promise<string> => {
  const found = await bank.open.desk.store
    .selectFrom('decided')
    .select('run')
    .where('day', '=', day)
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow()
  return found.run
}

describe('leave', () => {
  const enter = (leave: object, by = MANAGER) =>
    bank.ask(by, 'POST', `/api/branches/${BRANCH}/leaves`, { id: randomUUID(), ...leave })

  /** Two advisers of the branch. */
  const two = (): [string, string] => {
    const [one, other] = bank.open.desk.snapshot.advisers.filter(({ branch }) => branch === BRANCH)
    return [one?.id ?? '', other?.id ?? '']
  }

  test('gives an adviser’s customers to his stand-in at once, and back when it is taken back', async () => {
    const [away, standIn] = two()
    const before = await listOf(bank, BRANCH)
    const own = ownOf(before, away).map(({ customer }) => customer.id)
    expect(own.length).toBeGreaterThan(0)
    const id = randomUUID()
    expect((await enter({ id, adviser: away, from: LIST_DAY, until: NEXT_DAY, standIn })).status).toBe(201)
    expect((await enter({ id, adviser: away, from: LIST_DAY, until: NEXT_DAY, standIn })).status).toBe(200)
    expect((await enter({ id, adviser: away, from: LIST_DAY, until: LATER, standIn })).status).toBe(409)
    const after = await listOf(bank, BRANCH)
    expect(ownOf(after, away)).toEqual([])
    expect(after.advisers.find((each) => each.id === away)).toMatchObject({ minutes: 0, away: true })
    const theirs = new Set(ownOf(after, standIn).map(({ customer }) => customer.id))
    expect(own.every((customer) => theirs.has(customer))).toBe(true)
    // Whose customers they are is said of each of them, and of no other.
    const inFor = after.actions.filter(({ insteadOf }) => insteadOf?.id === away)
    expect(inFor.map(({ adviser }) => adviser.id)).toEqual(inFor.map(() => standIn))
    expect(own.every((id) => inFor.some(({ customer }) => customer.id === id))).toBe(true)
    expect(inFor.length).toBeLessThan(ownOf(after, standIn).length)
    const { rowOf } = bank.open.desk.snapshot.customers
    const { staff } = bank.open.desk.today
    expect(after.actions.filter(({ insteadOf }) => insteadOf !== null)).toEqual(inFor)
    for (const { customer } of inFor)
      expect(staff.members[staff.adviserOf[rowOf(customer.id) ?? -1] ?? -1]?.id).toBe(away)
    expect(after.run.id).not.toBe(before.run.id)

    expect((await bank.ask(MANAGER, 'POST', `/api/leaves/${id}/withdrawal`)).status).toBe(200)
    expect(await listOf(bank, BRANCH)).toEqual(before)
    await replaysSame(bank)
    const [leaveRun] = await bank.open.desk.store
      .selectFrom('decided')
      .selectAll()
      .where('cause', '=', 'leave')
      .orderBy('number')
      .execute()
    expect(leaveRun?.run).toBe(after.run.id)
  })

  test('that is entered already is not entered twice, unless another one was entered since', async () => {
    const [away, standIn] = two()
    const days = { adviser: away, from: LIST_DAY, until: NEXT_DAY }
    const first = await enter({ ...days, standIn })
    const again = await enter({ ...days, standIn })
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    expect((await enter({ ...days, standIn: null })).status).toBe(201)
    expect((await enter({ ...days, standIn })).status).toBe(201)
    const { body } = await bank.ask(MANAGER, 'GET', `/api/branches/${BRANCH}/leaves`)
    expect(body).toHaveLength(3)
    const entered = z.array(z.object({ id: z.string() })).parse(body)
    for (const { id } of entered) await bank.ask(MANAGER, 'POST', `/api/leaves/${id}/withdrawal`)
    expect((await enter({ ...days, standIn })).status).toBe(201)
  })

  test('without a stand-in, or with one who is away too, leaves the customers to the branch’s desk', async () => {
    const [away, standIn] = two()
    const own = ownOf(await listOf(bank, BRANCH), away)
    await enter({ adviser: standIn, from: LIST_DAY, until: LIST_DAY })
    await enter({ adviser: away, from: LIST_DAY, until: LIST_DAY, standIn })
    const after = await listOf(bank, BRANCH)
    for (const action of own) expect(of(after, action)?.adviser.id).toBe(`desk:${BRANCH}`)
  })

  test('ends by itself, and a day of leave replays as it was', async () => {
    const [away, standIn] = two()
    await enter({ adviser: away, from: NEXT_DAY, until: NEXT_DAY, standIn })
    expect(ownOf(await listOf(bank, BRANCH), away).length).toBeGreaterThan(0)
    await nightTo(bank, NEXT_DAY)
    expect(ownOf(await listOf(bank, BRANCH), away)).toEqual([])
    await nightTo(bank, LATER)
    expect(ownOf(await listOf(bank, BRANCH), away).length).toBeGreaterThan(0)
    await replaysSame(bank)
    const stored = await listOf(bank, BRANCH, `?date=${NEXT_DAY}`)
    expect(ownOf(stored, away)).toEqual([])
  })

  test('is of advisers of the branch, entered by its manager, on days that are not over', async () => {
    const [away, standIn] = two()
    const other = bank.open.desk.snapshot.advisers.find(({ branch }) => branch !== BRANCH)?.id ?? ''
    const days = { from: LIST_DAY, until: LIST_DAY }
    expect((await enter({ adviser: away, ...days, standIn: away })).status).toBe(422)
    expect((await enter({ adviser: away, from: '2026-03-02', until: '2026-03-03' })).status).toBe(422)
    expect((await enter({ adviser: away, ...days, standIn: other })).status).toBe(404)
    expect((await enter({ adviser: other, ...days })).status).toBe(404)
    expect((await enter({ adviser: away, ...days, standIn }, away)).status).toBe(403)
    expect((await enter({ adviser: away, ...days }, 'manager-B002')).status).toBe(403)
    for (const of of ['leaves', 'handovers'])
      expect((await bank.ask('auditor', 'GET', `/api/branches/B999/${of}`)).status).toBe(404)
  })
})

describe('the week', () => {
  const day = z.object({
    day: z.string(),
    advisers: z.array(z.object({ id: z.string(), minutes: z.number(), minutesListed: z.number() })),
    contacts: z.array(
      z.object({
        customer: z.object({ id: z.string() }),
        adviser: z.string(),
        action: z.string(),
        listing: z.string(),
        minutes: z.number(),
      }),
    ),
  })
  const week = async () => {
    const { status, body } = await bank.ask(MANAGER, 'GET', `/api/branches/${BRANCH}/week`)
    expect(status).toBe(200)
    return z.array(day).parse(body)
  }

  test('is today’s list, then five working days, each within its minutes, and no duty is there twice', async () => {
    const list = await listOf(bank, BRANCH)
    const days = await week()
    expect(days.map((each) => each.day)).toEqual([
      LIST_DAY,
      NEXT_DAY,
      LATER,
      '2026-03-16',
      '2026-03-17',
      '2026-03-18',
    ])
    const [today] = days
    expect(today?.contacts.map(({ customer }) => customer.id).toSorted()).toEqual(
      list.actions.map(({ customer }) => customer.id).toSorted(),
    )
    for (const { advisers, contacts } of days) {
      for (const { id, minutes } of advisers) {
        const own = contacts.filter((each) => each.adviser === id && each.listing === 'listed')
        expect(own.reduce((sum, each) => sum + each.minutes, 0)).toBeLessThanOrEqual(minutes)
      }
    }
    const duties = days.flatMap(({ contacts }) =>
      contacts
        .filter(({ action, listing }) => action === 'coverage' && listing === 'listed')
        .map(({ customer }) => customer.id),
    )
    expect(new Set(duties).size).toBe(duties.length)
    const cut = list.actions.find(({ listing }) => listing === 'cut')?.customer.id
    if (cut !== undefined) expect(days[1]?.contacts.map(({ customer }) => customer.id)).toContain(cut)
  })

  test('knows of call-backs and leave, and changes nothing', async () => {
    const { adviser, own } = await anAdviser()
    const promised = at(own, 0)
    await log(promised, 'call_back', { callBackOn: LATER })
    const leave = { id: randomUUID(), adviser, from: NEXT_DAY, until: NEXT_DAY }
    await bank.ask(MANAGER, 'POST', `/api/branches/${BRANCH}/leaves`, leave)
    const before = await listOf(bank, BRANCH)
    const days = await week()
    const place = (when: string) =>
      days
        .find((each) => each.day === when)
        ?.contacts.find(({ customer }) => customer.id === promised.customer.id)
    expect([LIST_DAY, NEXT_DAY].map(place)).toEqual([undefined, undefined])
    expect(place(LATER)).toMatchObject({ action: 'call_back', listing: 'listed', minutes: promised.minutes })
    const next = days.find((each) => each.day === NEXT_DAY)
    expect(next?.advisers.find(({ id }) => id === adviser)).toMatchObject({ minutes: 0, minutesListed: 0 })
    expect(next?.contacts.some((each) => each.adviser === adviser)).toBe(false)
    expect(await listOf(bank, BRANCH)).toEqual(before)
    expect((await bank.ask(MANAGER, 'GET', '/api/branches/B002/week')).status).toBe(403)
  })

  test('has what is announced for a later day from that day to its last', async () => {
    const before = await week()
    const event = { ...RATE_CUT, day: NEXT_DAY, until: LATER }
    expect((await bank.ask('strategist', 'POST', '/api/events', event)).status).toBe(201)
    const after = await week()
    expect(after[0]).toEqual(before[0])
    expect(after[1]).not.toEqual(before[1])
    const { today, store } = bank.open.desk
    const days = [NEXT_DAY, LATER, '2026-03-16'].map((each) => parseDay(each) ?? 0)
    const planned = weekOf(today, 0, days, [], announced(await eventRevisions(store)), [])
    const isForIt = ({ sources }: { readonly sources: readonly { readonly id: string }[] }) =>
      sources.some(({ id }) => id === RATE_CUT.type)
    const [now, first, last, over] = planned.map(
      ({ lists }) => lists.flatMap(({ actions }) => actions).filter(isForIt).length,
    )
    expect([now, over]).toEqual([0, 0])
    expect(Math.min(first ?? 0, last ?? 0)).toBeGreaterThan(0)
  })

  test('is asked for an adviser of the branch only', async () => {
    const { adviser } = await anAdviser()
    const of = (id: string) => bank.ask(MANAGER, 'GET', `/api/branches/${BRANCH}/week?adviser=${id}`)
    expect((await of(adviser)).status).toBe(200)
    const other = bank.open.desk.snapshot.advisers.find((each) => each.branch !== BRANCH)?.id ?? ''
    for (const id of [other, 'nobody'])
      expect(await of(id)).toMatchObject({ status: 404, body: { type: '/problems/unknown_adviser' } })
  })
})
