import { expect, test } from 'vitest'
import { nightTo } from '../testing/night.ts'
import { replaysSame } from '../testing/replays-same.ts'
import { type Action, contactWith, LIST_DAY, listOf, NEXT_DAY } from '../testing/small-bank.ts'
import { bankOfEachTest } from '../testing/test-banks.ts'

const bank = bankOfEachTest()

const BRANCH = 'B001'
const MANAGER = `manager-${BRANCH}`

const promise = (action: Action, callBackOn: string, callBackTime?: string) =>
  bank.ask(MANAGER, 'POST', '/api/contacts', {
    ...contactWith(action, 'call_back'),
    callBackOn,
    ...(callBackTime !== undefined && { callBackTime }),
  })

/** The list of an adviser. */
async function called(): Promise<Action[]> {
  const { actions } = await listOf(bank, BRANCH)
  const [own = []] = Map.groupBy(actions, ({ adviser }) => adviser.id).values()
  return own
}

async function oneCalled(): Promise<Action> {
  const [first] = await called()
  return first ?? expect.fail('The list is empty')
}

test('Calls of a day stand by the time that was agreed, after those that may be made at any time', async () => {
  const promised = await called()
  const timeAt = (place: number) => ['16:30', '09:15', undefined][place % 3]
  for (const [place, action] of promised.entries()) await promise(action, NEXT_DAY, timeAt(place))
  await nightTo(bank, NEXT_DAY)
  const { actions } = await listOf(bank, BRANCH)
  const due = actions.filter(({ callBack }) => callBack)
  const timesOf = (list: readonly Action[]) => list.map(({ callBack }) => callBack?.time ?? '')
  for (const own of Map.groupBy(due, ({ adviser }) => adviser.id).values())
    expect(timesOf(own)).toEqual(timesOf(own).toSorted())
  expect(new Set(timesOf(due))).toEqual(new Set(['', '09:15', '16:30']))
  for (const { customer, callBack, listing } of due) {
    const place = promised.findIndex((each) => each.customer.id === customer.id)
    expect(callBack?.time).toBe(timeAt(place) ?? null)
    // His minutes are kept from the morning on.
    expect(listing).toBe('listed')
  }
  await replaysSame(bank)
})

test('A time that is another one now shows when the day is decided again', async () => {
  const action = await oneCalled()
  await promise(action, NEXT_DAY, '16:30')
  await nightTo(bank, NEXT_DAY)
  const { store } = bank.open.desk
  const { id } = await store
    .selectFrom('runs')
    .select('id')
    .where('day', '=', NEXT_DAY)
    .executeTakeFirstOrThrow()
  await store.updateTable('contacts').set({ call_back_time: '08:00' }).execute()
  expect(await bank.ask('auditor', 'POST', `/api/runs/${id}/replay`)).toMatchObject({
    body: {
      same: false,
      differences: expect.arrayContaining([
        expect.objectContaining({ what: 'contact_state', then: '16:30', now: '08:00' }),
      ]),
    },
  })
})

test('Who says only a time, or another time under the same id, is refused', async () => {
  const action = await oneCalled()
  const contact = { ...contactWith(action, 'call_back'), callBackOn: LIST_DAY, callBackTime: '15:00' }
  const post = (more: object) => bank.ask(MANAGER, 'POST', '/api/contacts', { ...contact, ...more })
  expect(await post({})).toMatchObject({ status: 201, body: { contact: { callBackTime: '15:00' } } })
  expect(await post({ callBackTime: '15:30' })).toMatchObject({
    status: 409,
    body: { type: '/problems/contact_differs' },
  })
  const others = [
    { outcome: 'reached', callBackOn: undefined },
    { callBackOn: undefined },
    { callBackTime: '25:00' },
    { callBackTime: '9:00' },
  ]
  for (const more of others)
    expect((await post({ ...more, id: crypto.randomUUID() })).status).toBeGreaterThanOrEqual(400)
})

test('The customer’s page tells of a call that is promised for another day', async () => {
  const action = await oneCalled()
  await promise(action, NEXT_DAY, '16:30')
  const { body } = await bank.ask(MANAGER, 'GET', `/api/customers/${action.customer.id}`)
  expect(body).toMatchObject({
    action: null,
    callBack: { made: LIST_DAY, on: NEXT_DAY, time: '16:30' },
    days: [LIST_DAY, NEXT_DAY, '2026-03-13', '2026-03-16', '2026-03-17', '2026-03-18'],
  })
})
