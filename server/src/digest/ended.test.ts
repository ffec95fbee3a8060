import { afterAll, beforeAll, expect, test } from 'vitest'
import { lastMailTo, type Mail, postMail, saveSubscription } from '../store/digests.ts'
import { LIST_DAY, listOf, type SmallBank, smallBank } from '../testing/small-bank.ts'
import { digests } from './digests.ts'
import { mailOf } from './settings.ts'
import { SmtpCarrier } from './smtp-carrier.ts'
import { subscribe } from './subscribe.ts'

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
const confirmed = (user: string) =>
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
  await confirmed(adviser)
  await postMail(store, { key: 'ended', user: adviser, kind: 'digest', day: LIST_DAY, ...letter })
  expect(await lastMail(adviser)).toMatchObject({ state: 'waiting', at: made })
  clock = new Date(MORNING.getTime() + 60_000)
  expect((await bank.ask(adviser, 'DELETE', '/api/digest')).status).toBe(200)
  expect(await lastMail(adviser)).toMatchObject({ state: 'given_up', body: '', at: clock.toISOString() })
})

test('Whoever ends it, has it sent elsewhere or is disabled while his figures are worked out gets none', async () => {
  const { desk } = bank.open
  const settings = mailOf(
    { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'playbook@bank.example', MAIL_TIME_ZONE: 'UTC' },
    new URL('https://playbook.bank.example'),
  )
  if (!settings) throw new Error('No mail server is set')
  const { postDue } = digests(desk, new SmtpCarrier(settings), settings)
  const ways = [
    (user: string) => bank.ask(user, 'DELETE', '/api/digest'),
    (user: string) => subscribe(desk, user, { ...subscribed, address: 'li@bank.example' }),
    (user: string) => bank.ask('administrator', 'PATCH', `/api/users/${user}`, { disabled: true }),
  ]
  const [stays = '', ...users] = desk.snapshot.advisers.slice(1, 2 + ways.length).map(({ id }) => id)
  for (const user of [stays, ...users]) await confirmed(user)
  await Promise.all([postDue(), ...users.map((user, at) => ways[at]?.(user))])
  const digestsWaiting = await desk.store
    .selectFrom('mails')
    .select('user')
    .where('kind', '=', 'digest')
    .where('state', '=', 'waiting')
    .execute()
  expect(digestsWaiting).toEqual([{ user: stays }])
})
