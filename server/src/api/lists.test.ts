import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  allLists,
  contactWith,
  LIST_DAY,
  type List,
  listOf,
  RATE_CUT,
  rowsIn,
} from '../testing/small-bank.ts'
import { bankOfEachTest } from '../testing/test-banks.ts'

const bank = bankOfEachTest()

/** The branch with the longest list, and its list. */
async function busiest(): Promise<{ branch: string; list: List }> {
  const lists = await allLists(bank)
  const branches = bank.open.desk.snapshot.branches.map(({ id }, at) => ({ branch: id, list: lists[at] }))
  const [first] = branches.toSorted(
    (left, right) => (right.list?.actions.length ?? 0) - (left.list?.actions.length ?? 0),
  )
  if (!first?.list) throw new Error('The bank has no branch')
  return { branch: first.branch, list: first.list }
}

const firstOf = (list: List, place = 0) => {
  const action = list.actions[place]
  if (!action) throw new Error('The list is empty')
  return action
}

describe('today’s list', () => {
  test('says whom to contact, why, and what to say, in both languages', async () => {
    const { list } = await busiest()
    expect(list.date).toBe(LIST_DAY)
    for (const action of list.actions) {
      expect(action.sources.length).toBeGreaterThan(0)
      expect(action.reasons[0]?.node).toBe(action.sources[0]?.id)
      for (const { text } of action.reasons) {
        expect(text.en).not.toBe('')
        expect(text['zh-CN']).toMatch(/\p{Script=Han}/u)
      }
      expect(action.talkingPoints.en.length).toBeGreaterThan(0)
      expect(action.key.startsWith(`${action.customer.id}|`)).toBe(true)
    }
  })

  test('has duties before events, in each the higher score first', async () => {
    for (const { actions, advisers } of await allLists(bank)) {
      for (const { id } of advisers) {
        const own = actions.filter(({ adviser }) => adviser.id === id)
        expect(own.map(({ position }) => position)).toEqual(own.map((_, at) => at + 1))
        const ranks = own.map(({ action, score }) => (action === 'coverage' ? 1e6 : 0) + score)
        expect(ranks).toEqual(ranks.toSorted((left, right) => right - left))
      }
    }
  })

  test('never exceeds an adviser’s day, nor names anybody who is not to be contacted', async () => {
    await bank.ask('strategist', 'POST', '/api/events', RATE_CUT)
    const { facts, customers } = bank.open.desk.snapshot
    const wishes = facts.get('do_not_contact')
    const lists = await allLists(bank)
    expect(lists.flatMap(({ actions }) => actions).some(({ listing }) => listing === 'cut')).toBe(true)
    for (const { actions, advisers } of lists) {
      for (const adviser of advisers) {
        const listed = actions.filter((each) => each.adviser.id === adviser.id && each.listing === 'listed')
        const minutes = listed.reduce((sum, each) => sum + each.minutes, 0)
        expect(minutes).toBe(adviser.minutesListed)
        expect(minutes).toBeLessThanOrEqual(adviser.minutes)
      }
      for (const { customer } of actions) expect(wishes?.[customers.rowOf(customer.id) ?? -1]).toBe(1)
    }
  })

  test('loses nobody: whoever has no adviser is on the list of the branch’s desk', async () => {
    const { customers } = bank.open.desk.snapshot
    const { memberOf, members } = bank.open.desk.today.staff
    const without = [...customers.adviser.keys()].filter((row) => (customers.adviser[row] ?? -1) < 0)
    expect(without.length).toBeGreaterThan(0)
    for (const row of without) {
      const member = members[memberOf[row] ?? -1]
      expect(member).toMatchObject({ name: null, branch: customers.branch[row] })
    }
  })

  test('can be asked for one adviser', async () => {
    const { branch, list } = await busiest()
    const { id } = firstOf(list).adviser
    const own = await listOf(bank, branch, `?adviser=${encodeURIComponent(id)}&date=${LIST_DAY}`)
    expect(own.advisers.map((each) => each.id)).toEqual([id])
    expect(own.actions).toEqual(list.actions.filter(({ adviser }) => adviser.id === id))
    const nobody = await bank.ask('auditor', 'GET', `/api/branches/${branch}/actions?adviser=nobody`)
    expect(nobody.status).toBe(404)
  })

  test('is there for a day that was run, and only for such', async () => {
    const { branch } = await busiest()
    const other = await bank.ask('auditor', 'GET', `/api/branches/${branch}/actions?date=2026-01-05`)
    expect(other.status).toBe(404)
    expect(other.body).toMatchObject({ type: '/problems/no_run_for_day', status: 404 })
    const wrong = await bank.ask('auditor', 'GET', `/api/branches/${branch}/actions?date=2026-02-30`)
    expect(wrong).toMatchObject({ status: 400, body: { problems: [{ path: '/date' }] } })
  })
})

describe('a contact', () => {
  test('takes the customer off the list at once, and the others keep their order', async () => {
    const { branch, list } = await busiest()
    const contact = contactWith(firstOf(list))
    expect((await bank.ask(`manager-${branch}`, 'POST', '/api/contacts', contact)).status).toBe(201)
    const after = await listOf(bank, branch)
    expect(after.done).toMatchObject([{ id: contact.id, customer: contact.customer }])
    expect(after.actions.map(({ key }) => key)).toEqual(list.actions.slice(1).map(({ key }) => key))
  })

  test('by the manager frees the adviser’s minutes for the next who fits', async () => {
    await bank.ask('strategist', 'POST', '/api/events', RATE_CUT)
    const lists = await allLists(bank)
    const at = lists.findIndex(({ actions }) =>
      actions.some(({ listing, adviser }) => listing === 'cut' && !adviser.id.startsWith('desk:')),
    )
    const branch = bank.open.desk.snapshot.branches[at]?.id ?? ''
    const before = lists[at]?.actions ?? []
    const adviser = before.find(
      ({ listing, adviser }) => listing === 'cut' && !adviser.id.startsWith('desk:'),
    )?.adviser
    const own = before.filter((each) => each.adviser.id === adviser?.id)
    const next = own.find(({ listing }) => listing === 'cut')
    const first = own.find(({ minutes }) => minutes >= (next?.minutes ?? 0))
    if (!first || !next) throw new Error('Nobody is cut')
    await bank.ask(`manager-${branch}`, 'POST', '/api/contacts', contactWith(first))
    const after = (await listOf(bank, branch)).actions.filter((each) => each.adviser.id === adviser?.id)
    expect(after.find(({ key }) => key === next.key)?.listing).toBe('listed')
    expect(after.map(({ key }) => key)).toEqual(own.filter((each) => each !== first).map(({ key }) => key))
  })

  test('by the adviser spends his own minutes', async () => {
    const { branch, list } = await busiest()
    const action = list.actions.find(({ adviser }) => !adviser.id.startsWith('desk:'))
    if (!action) throw new Error('No adviser has a list')
    await bank.ask(action.adviser.id, 'POST', '/api/contacts', contactWith(action))
    const { advisers } = await listOf(bank, branch)
    const adviser = advisers.find(({ id }) => id === action.adviser.id)
    expect(adviser?.minutesSpent).toBe(action.minutes)
    expect(adviser?.minutesListed).toBeLessThanOrEqual((adviser?.minutes ?? 0) - action.minutes)
  })

  test('that reached nobody keeps the customer on the list and counts as an attempt', async () => {
    const { branch, list } = await busiest()
    const action = firstOf(list)
    await bank.ask(`manager-${branch}`, 'POST', '/api/contacts', contactWith(action, 'not_reached'))
    const after = await listOf(bank, branch)
    expect(after.actions.map(({ key }) => key)).toEqual(list.actions.map(({ key }) => key))
    expect(firstOf(after).attempts).toBe(1)
  })

  test('sent twice is logged once; under the same id another contact is refused', async () => {
    const { branch, list } = await busiest()
    const contact = contactWith(firstOf(list))
    const first = await bank.ask(`manager-${branch}`, 'POST', '/api/contacts', contact)
    const after = await listOf(bank, branch)
    const again = await bank.ask(`manager-${branch}`, 'POST', '/api/contacts', contact)
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    expect(await rowsIn(bank, 'contacts')).toBe(1)
    expect(await listOf(bank, branch)).toEqual(after)
    const other = { ...contact, outcome: 'refused' }
    expect((await bank.ask(`manager-${branch}`, 'POST', '/api/contacts', other)).status).toBe(409)
  })

  test('has the same id in capitals, and a note of whole characters', async () => {
    const { branch, list } = await busiest()
    const contact = contactWith(firstOf(list))
    const log = (body: unknown) => bank.ask(`manager-${branch}`, 'POST', '/api/contacts', body)
    for (const note of ['half \ud83d', 'ends\0here'])
      expect(await log({ ...contact, note })).toMatchObject({
        status: 400,
        body: { problems: [{ path: '/note' }] },
      })
    expect((await log({ ...contact, id: contact.id.toUpperCase() })).status).toBe(201)
    expect((await log(contact)).status).toBe(200)
    expect(await rowsIn(bank, 'contacts')).toBe(1)
  })

  test('settles an action of its customer’s list today, even one that is done or has changed since', async () => {
    const { branch, list } = await busiest()
    const [first, second] = [firstOf(list), firstOf(list, 1)]
    const log = (body: unknown) => bank.ask(`manager-${branch}`, 'POST', '/api/contacts', body)
    // A key names every reason, and events by ids of up to a hundred characters: it may be long.
    for (const action of [second.key, `${first.key}|${'event@'.repeat(200)}`])
      expect(await log({ ...contactWith(first), action })).toMatchObject({
        status: 422,
        body: { type: '/problems/action_not_due' },
      })
    const contact = contactWith(first)
    expect([await log(contact), await log(contact)].map(({ status }) => status)).toEqual([201, 200])
    expect((await log(contactWith(first))).status).toBe(201)
    await bank.ask('strategist', 'POST', '/api/events', RATE_CUT)
    expect((await log(contactWith(second))).status).toBe(201)
  })

  test('is stored for good, and leaves the stored runs as they are', async () => {
    const { branch, list } = await busiest()
    await bank.ask(`manager-${branch}`, 'POST', '/api/contacts', contactWith(firstOf(list)))
    const [runs, decided, actions] = [
      await rowsIn(bank, 'runs'),
      await rowsIn(bank, 'decided'),
      await rowsIn(bank, 'actions'),
    ]
    const before = await listOf(bank, branch)
    await bank.restart()
    expect(await listOf(bank, branch)).toEqual(before)
    expect([
      await rowsIn(bank, 'runs'),
      await rowsIn(bank, 'decided'),
      await rowsIn(bank, 'actions'),
    ]).toEqual([runs, decided, actions])
  })

  test('with fields that do not fit is refused with their places', async () => {
    const { branch, list } = await busiest()
    const wrong = { ...contactWith(firstOf(list)), outcome: 'maybe', extra: 1 }
    const { status, body } = await bank.ask(`manager-${branch}`, 'POST', '/api/contacts', wrong)
    expect(status).toBe(400)
    expect(body).toMatchObject({ type: '/problems/invalid_request', problems: [{ path: '/outcome' }, {}] })
    expect(await rowsIn(bank, 'contacts')).toBe(0)
  })
})

test('two contacts at the same time are both logged', async () => {
  const { branch, list } = await busiest()
  const contacts = list.actions.slice(0, 5).map((action) => ({ ...contactWith(action), id: randomUUID() }))
  const answers = await Promise.all(
    contacts.map((contact) => bank.ask(`manager-${branch}`, 'POST', '/api/contacts', contact)),
  )
  expect(answers.every(({ status }) => status === 201)).toBe(true)
  expect(await rowsIn(bank, 'contacts')).toBe(contacts.length)
})
