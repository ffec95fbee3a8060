import { afterAll, beforeAll, expect, test } from 'vitest'
import { lastMailTo, type Mail, postMail, saveSubscription } from '../store/digests.ts'
import { LIST_DAY, listOf, type SmallBank, smallBank } from '../testing/small-bank.ts'

const MORNING = new Date(`${LIST_DAY}T08:00:00Z`)

let bank: SmallBank
let clock = MORNING
let adviser: string

beforeAll(async () => {
  bank = await smallBank({ now: () => clock })
  const branch = bank.open.desk.snapshot.branches[0]?.id ?? ''
  adviser = (await listOf(bank, branch)).actions[0]?.adviser.id ?? ''
})
afterAll(async () => {
  await bank.end()
  expect(bank.faults).toEqual([])
})

const subscribed = { address: 'wang@bank.example', locale: 'en', hour: 8 } as const
const subscribe = (user: string) =>
  saveSubscription(bank.open.desk.store, {
    ...subscribed,
    user,
    confirmed_at: MORNING.toISOString(),
    code_hash: null,
    code_at: null,
    code_tries: 0,
  })
const lastMail = (user: string): Promise<Mail | undefined> => lastMailTo(bank.open.desk.store, user)

test('What waits when somebody ends it is given up at that moment', async () => {
  const { store } = bank.open.desk
  const made = MORNING.toISOString()
  const letter = { subject: 'Your day', body: '1 contact', address: subscribed.address, at: made }
  await subscribe(adviser)
  await postMail(store, { key: 'ended', user: adviser, kind: 'digest', day: LIST_DAY, ...letter })
  expect(await lastMail(adviser)).toMatchObject({ state: 'waiting', at: made })
  clock = new Date(MORNING.getTime() + 60_000)
  expect((await bank.ask(adviser, 'DELETE', '/api/digest')).status).toBe(200)
  expect(await lastMail(adviser)).toMatchObject({ state: 'given_up', body: '', at: clock.toISOString() })
})
