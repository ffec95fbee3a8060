import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { enquiriesIn } from '../store/enquiries.ts'
import { contactWith, LIST_DAY, listOf, type SmallBank, smallBank } from '../testing/small-bank.ts'
import { digests } from './digests.ts'
import { localTime } from './local-time.ts'
import { mailOf } from './settings.ts'
import { SmtpCarrier } from './smtp-carrier.ts'
import { type TestMailServer, testMailServer } from './testing/mail-server.ts'

const PACE = { first: 20, longest: 60, most: 3 }
const PUBLIC = new URL('https://playbook.bank.example')
const poll = <Seen>(look: () => Seen) => expect.poll(look, { timeout: 20_000 })
/** Long enough for several rounds of the post. */
const someRounds = () => new Promise((done) => setTimeout(done, 6 * PACE.longest))

let bank: SmallBank
let mail: TestMailServer
let clock: Date
let branch: string
let adviser: string

/** The moment at which clocks in Shanghai show an hour of a day. */
const inShanghai = (day: string, hour: string) => new Date(`${day}T${hour}:00+08:00`)

beforeEach(async () => {
  clock = inShanghai(LIST_DAY, '07:00')
  bank = await smallBank({ now: () => clock })
  mail = await testMailServer()
  branch = bank.open.desk.snapshot.branches[0]?.id ?? ''
  const { actions } = await listOf(bank, branch)
  adviser = actions[0]?.adviser.id ?? ''
  connect()
})
afterEach(async () => {
  await bank.end()
  await mail.stop()
  expect(bank.faults).toEqual([])
})

const settings = (more = {}) => {
  const found = mailOf(
    { SMTP_URL: mail.url.href, MAIL_FROM: 'playbook@bank.example', MAIL_TIME_ZONE: 'Asia/Shanghai', ...more },
    PUBLIC,
  )
  if (!found) throw new Error('No mail server is set')
  return found
}
function connect() {
  const { desk } = bank.open
  const found = settings()
  desk.post.connect(
    digests(desk, new SmtpCarrier(found, 500), found),
    (fault) => bank.faults.push(fault),
    PACE,
  )
}

const wish = { address: 'wang@bank.example', locale: 'en', hour: 8 }
const settingSchema = z.object({
  available: z.boolean(),
  subscription: z.object({ confirmed: z.boolean(), hour: z.number() }).nullable(),
  lastMail: z.object({ kind: z.string(), state: z.string(), fault: z.string() }).nullable(),
})
const settingOf = async (user: string) =>
  settingSchema.parse((await bank.ask(user, 'GET', '/api/digest')).body)

const codeIn = (text: string | undefined) => /\b\d{8}\b/.exec(text ?? '')?.[0] ?? ''
const digestsTo = (address: string) =>
  mail.taken.filter(({ to, subject }) => to?.[0]?.address === address && !/code|验证码/.test(subject ?? ''))

/** Turns a user's digest on, as he does: with the code from the mail. */
async function turnOn(user: string, more: Partial<typeof wish> = {}) {
  const wanted = { ...wish, address: `${user}@bank.example`, ...more }
  const before = mail.taken.length
  expect((await bank.ask(user, 'PUT', '/api/digest', wanted)).status).toBe(200)
  await poll(() => mail.taken.length).toBe(before + 1)
  const code = codeIn(mail.taken.at(-1)?.text)
  expect((await bank.ask(user, 'POST', '/api/digest/confirmation', { code })).status).toBe(200)
  return wanted.address
}

test('An address gets a code and nothing else until the code is entered; guesses end', async () => {
  clock = inShanghai(LIST_DAY, '09:00')
  await bank.ask(adviser, 'PUT', '/api/digest', wish)
  await poll(() => mail.taken.length).toBe(1)
  await someRounds()
  expect(mail.taken).toHaveLength(1)
  const again = await bank.ask(adviser, 'PUT', '/api/digest', { ...wish, address: 'other@bank.example' })
  expect(again).toMatchObject({ status: 429, body: { type: '/problems/digest_code_soon' } })
  const right = codeIn(mail.taken[0]?.text)
  const confirm = (code: string) => bank.ask(adviser, 'POST', '/api/digest/confirmation', { code })
  for (let tries = 0; tries < 5; tries += 1) expect((await confirm('00000000x')).status).toBe(422)
  expect((await confirm(right)).status).toBe(422)
  clock = new Date(clock.getTime() + 61_000)
  await bank.ask(adviser, 'PUT', '/api/digest', wish)
  await poll(() => mail.taken.length).toBe(2)
  clock = new Date(clock.getTime() + 31 * 60_000)
  expect((await confirm(codeIn(mail.taken[1]?.text))).status).toBe(422)
  expect(await settingOf(adviser)).toMatchObject({ subscription: { confirmed: false } })
  // Whoever runs the server says to which domains mail goes.
  expect(settings({ MAIL_DOMAINS: 'bank.example, Bank.Test' }).domains).toEqual(['bank.example', 'bank.test'])
})

test('An adviser has the figures of his list, in his language, once a day from his hour on, and nobody’s name', async () => {
  // The night has made the lists of the next day, and it is past his hour already.
  clock = inShanghai('2026-03-10', '20:00')
  const address = await turnOn(adviser, { locale: 'zh-CN' })
  await someRounds()
  clock = inShanghai(LIST_DAY, '07:00')
  await someRounds()
  expect(digestsTo(address)).toEqual([])
  clock = inShanghai(LIST_DAY, '08:00')
  await poll(() => digestsTo(address).length).toBe(1)
  const [letter] = digestsTo(address)
  const { actions, advisers } = await listOf(bank, branch, `?adviser=${adviser}`)
  const listed = actions.filter(({ listing }) => listing === 'listed')
  const minutes = advisers[0]?.minutesListed
  for (const line of [
    `今日名单 ${listed.length} 位客户`,
    `计划用时 ${minutes} 分钟`,
    `其中已逾期 ${listed.filter(({ overdue }) => overdue).length} 位`,
    '待办来询 0 件',
    PUBLIC.href,
  ])
    expect(letter?.text).toContain(line)
  const { identities, snapshot } = bank.open.desk
  for (let row = 0; row < snapshot.customers.count; row += 1)
    expect(letter?.text?.includes(identities.at(row)?.name ?? '')).toBe(false)
  for (const { customer } of actions) expect(letter?.text).not.toContain(customer.id)
  await someRounds()
  await bank.restart()
  connect()
  await someRounds()
  clock = inShanghai(LIST_DAY, '23:00')
  await someRounds()
  expect(digestsTo(address)).toHaveLength(1)
  expect(await settingOf(adviser)).toMatchObject({ lastMail: { kind: 'digest', state: 'sent', fault: '' } })
})

test('A manager has the figures of his branch, an approver what waits for him; whoever may not sign in has none', async () => {
  const manager = `manager-${branch}`
  const asked = {
    id: crypto.randomUUID(),
    from: { branch, person: '路人' },
    channel: 'counter',
    kind: null,
    text: '问路',
  }
  expect((await bank.ask(manager, 'POST', '/api/enquiries', asked)).status).toBe(201)
  const [first] = (await listOf(bank, branch)).actions
  if (!first) throw new Error('The list is empty')
  await bank.ask(manager, 'POST', '/api/contacts', {
    ...contactWith(first, 'call_back'),
    callBackOn: LIST_DAY,
  })
  const addresses = [await turnOn(manager), await turnOn('approver'), await turnOn(adviser)]
  await bank.ask('administrator', 'PATCH', `/api/users/${adviser}`, { disabled: true })
  clock = inShanghai(LIST_DAY, '10:00')
  await poll(() => digestsTo(addresses[1] ?? '').length).toBe(1)
  await poll(() => digestsTo(addresses[0] ?? '').length).toBe(1)
  const text = digestsTo(addresses[0] ?? '')[0]?.text
  const listed = (await listOf(bank, branch)).actions.filter(({ listing }) => listing === 'listed')
  expect(await enquiriesIn(bank.open.desk.store, branch, true)).toHaveLength(1)
  for (const line of [
    `${listed.length} contacts on the list`,
    '1 promised call\n',
    '1 open enquiry\n',
    '0 settings of branches',
  ])
    expect(text).toContain(line)
  expect(digestsTo(addresses[1] ?? '')[0]?.text).toMatch(/0 versions waiting[^•]*$/)
  await someRounds()
  expect(digestsTo(addresses[2] ?? '')).toEqual([])
  expect((await bank.ask('auditor', 'GET', '/api/digest')).status).toBe(403)
})

test('A server that is busy, wants no mail of the bank or cuts the line gets it again under one id; a mailbox that is not there is told', async () => {
  const address = await turnOn(adviser)
  mail.moods.push('busy', 'unwelcome')
  const before = mail.begun()
  clock = inShanghai(LIST_DAY, '08:30')
  await poll(() => digestsTo(address).length).toBe(1)
  expect(mail.begun()).toBe(before + 3)
  const manager = await turnOn(`manager-${branch}`, { hour: 9 })
  mail.moods.push('cuts')
  clock = inShanghai(LIST_DAY, '09:00')
  await poll(() => digestsTo(manager).length).toBe(2)
  expect(new Set(digestsTo(manager).map(({ messageId }) => messageId)).size).toBe(1)
  await turnOn('approver', { hour: 10 })
  mail.moods.push('nobody')
  clock = inShanghai(LIST_DAY, '10:00')
  await poll(() => settingOf('approver')).toMatchObject({
    lastMail: { kind: 'digest', state: 'given_up', fault: expect.stringContaining('550') },
  })
  const tries = mail.begun()
  await someRounds()
  expect(mail.begun()).toBe(tries)
})

test('What waits for a server that is gone is shown with why, goes out after a restart, and not on another day', async () => {
  const address = await turnOn(adviser)
  const { port } = mail.url
  await mail.stop()
  clock = inShanghai(LIST_DAY, '08:00')
  await poll(() => settingOf(adviser)).toMatchObject({
    lastMail: { state: 'waiting', fault: 'ECONNREFUSED' },
  })
  await bank.restart()
  mail = await testMailServer(Number(port))
  connect()
  await poll(() => digestsTo(address).length).toBe(1)
  // One that nobody took on its day is old news.
  const late = await turnOn(`manager-${branch}`, { hour: 12 })
  await mail.stop()
  clock = inShanghai(LIST_DAY, '12:00')
  await poll(() => settingOf(`manager-${branch}`)).toMatchObject({
    lastMail: { state: 'waiting', fault: expect.stringMatching(/./) },
  })
  clock = inShanghai('2026-03-12', '00:10')
  await poll(() => settingOf(`manager-${branch}`)).toMatchObject({ lastMail: { state: 'given_up' } })
  mail = await testMailServer(Number(port))
  // The day of the lists is over, and no night has made others: a holiday has no digest.
  clock = inShanghai('2026-03-12', '12:00')
  await someRounds()
  expect([digestsTo(address), digestsTo(late)]).toEqual([[], []])
})

test('One press ends it without signing in, only by the link of that very address, and a program that reads links does not', async () => {
  const address = await turnOn(adviser)
  clock = inShanghai(LIST_DAY, '08:00')
  await poll(() => digestsTo(address).length).toBe(1)
  const [letter] = digestsTo(address)
  const header = (name: string) => letter?.headers.find(({ key }) => key === name)?.value ?? ''
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  const { origin, pathname } = new URL(/^<(.+)>$/.exec(header('list-unsubscribe'))?.[1] ?? '')
  expect(origin).toBe(PUBLIC.origin)
  expect(letter?.text).toContain(pathname)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const press = (path: string) => bank.ask(null, 'POST', path, 'List-Unsubscribe=One-Click', form)
  const page = await bank.ask(null, 'GET', pathname)
  expect(page).toMatchObject({ status: 200, body: expect.stringContaining('End the digest') })
  expect((await settingOf(adviser)).subscription).not.toBeNull()
  const [, user = '', signature = ''] = /\/([^/.]+)\.([^/]+)$/.exec(pathname) ?? []
  const of = (id: string) => `${pathname.replace(user, Buffer.from(id).toString('base64url'))}`
  await turnOn(`manager-${branch}`, { hour: 23 })
  expect((await press(of(`manager-${branch}`))).status).toBe(404)
  expect((await press(pathname.replace(signature, [...signature].toReversed().join('')))).status).toBe(404)
  // As the form of our own page sends it: browsers leave out where it is.
  const ours = { ...form, origin: 'null', 'sec-fetch-site': 'same-origin' }
  expect((await bank.ask(null, 'POST', pathname, '', ours)).status).toBe(200)
  expect((await press(pathname)).status).toBe(200)
  expect(await settingOf(adviser)).toMatchObject({ subscription: null })
  expect((await settingOf(`manager-${branch}`)).subscription).not.toBeNull()
  // The link of an old mail ends nothing of another address.
  clock = new Date(clock.getTime() + 61_000)
  await turnOn(adviser, { address: 'new@bank.example', hour: 23 })
  expect((await press(pathname)).status).toBe(404)
})

test('Settings that are wrong are named, and none is shown with its password', async () => {
  const wrong =
    (environment: Record<string, string>, url: URL | null = PUBLIC) =>
    () =>
      mailOf(environment, url)
  expect(mailOf({}, null)).toBeNull()
  expect(wrong({ SMTP_URL: 'mail.bank.example:25' })).toThrow(/SMTP_URL/)
  expect(wrong({ SMTP_URL: 'http://u:geheim@x' })).toThrow(/^(?!.*geheim).*SMTP_URL/)
  expect(wrong({ SMTP_URL: 'smtp://x' })).toThrow(/MAIL_FROM/)
  expect(wrong({ SMTP_URL: 'smtp://x', MAIL_FROM: 'a@b.example' }, null)).toThrow(/PUBLIC_URL/)
  const zone = { SMTP_URL: 'smtp://x', MAIL_FROM: 'A <a@b.example>', MAIL_TIME_ZONE: 'Mars/Olympus' }
  expect(wrong(zone)).toThrow(/MAIL_TIME_ZONE/)
  expect(localTime(new Date('2026-03-10T16:30:00Z'), 'Asia/Shanghai')).toEqual({ day: LIST_DAY, hour: 0 })
  await bank.open.desk.post.stop()
})

test('Where no mail is sent nobody turns it on', async () => {
  await bank.restart()
  expect(await settingOf(adviser)).toMatchObject({ available: false, subscription: null })
  expect(await bank.ask(adviser, 'PUT', '/api/digest', wish)).toMatchObject({
    status: 404,
    body: { type: '/problems/no_mail_server' },
  })
})
