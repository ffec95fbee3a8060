import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lastMailTo, saveSubscription } from '../store/digests.ts'
import { LIST_DAY, type SmallBank, smallBank } from '../testing/small-bank.ts'
import { digests } from './digests.ts'
import { mailOf } from './settings.ts'
import { SmtpCarrier } from './smtp-carrier.ts'
import { UNSUBSCRIBE_PATH, unsubscribeToken } from './unsubscribe.ts'

const MORNING = new Date(`${LIST_DAY}T08:00:00Z`)

let bank: SmallBank
let clock = MORNING

beforeAll(async () => {
  bank = await smallBank({ now: () => clock })
})
afterAll(async () => {
  await bank.end()
})

const settingsFor = (server: string) => {
  const found = mailOf(
    { SMTP_URL: server, MAIL_FROM: 'playbook@bank.example', MAIL_TIME_ZONE: 'UTC' },
    new URL('https://playbook.bank.example'),
  )
  if (!found) throw new Error('No mail server is set')
  return found
}
const confirmed = (user: string) =>
  saveSubscription(bank.open.desk.store, {
    ...{ user, address: `${user}@bank.example`, locale: 'en', hour: 8 },
    ...{ confirmed_at: MORNING.toISOString(), code_hash: null, code_at: null, code_tries: 0 },
  })

test('A link that this bank did not write looks the same whoever it names: nobody finds out who has a digest', async () => {
  const { journal } = bank.open.desk
  await confirmed('approver')
  const forged = (user: string) => [Buffer.from(user).toString('base64url'), 'x'.repeat(22), 'x'.repeat(86)]
  for (const user of ['approver', 'auditor', 'nobody', '', '\0'])
    for (const token of [forged(user).join('.'), forged(user).slice(0, 2).join('.')])
      for (const method of ['GET', 'POST']) {
        const { status } = await bank.ask(null, method, `${UNSUBSCRIBE_PATH}/${token}`)
        expect([user, status]).toEqual([user, 404])
      }
  const own = unsubscribeToken(journal, { user: 'approver', address: 'approver@bank.example' })
  expect(own.length).toBeLessThan(500)
  const ask = async (token: string) => (await bank.ask(null, 'GET', `${UNSUBSCRIBE_PATH}/${token}`)).status
  expect([await ask(own), await ask(`${own}.x`), await ask(own.slice(0, -1))]).toEqual([200, 404, 404])
})

test('One whose figures cannot be worked out keeps nobody else from his digest', async () => {
  const { desk } = bank.open
  const [first, last] = desk.snapshot.branches.map(({ id }) => `manager-${id}`).toSorted()
  if (!first || !last) throw new Error('There are too few branches')
  const branch = first.slice('manager-'.length)
  const id = crypto.randomUUID()
  const asked = { id, from: { branch, person: '路人' }, channel: 'counter', kind: null, text: '问路' }
  expect((await bank.ask(first, 'POST', '/api/enquiries', asked)).status).toBe(201)
  await desk.store.updateTable('enquiries').set({ answer: '{' }).where('id', '=', id).execute()
  await confirmed(first)
  await confirmed(last)
  const settings = settingsFor('smtp://127.0.0.1:9')
  await expect(digests(desk, new SmtpCarrier(settings), settings).postDue()).rejects.toMatchObject({
    message: '1 digests were not made',
    cause: expect.any(SyntaxError),
  })
  expect(await lastMailTo(desk.store, first)).toBeUndefined()
  expect(await lastMailTo(desk.store, last)).toMatchObject({ kind: 'digest', state: 'waiting' })
})

test('Between one digest and the next others are served, however many there are', async () => {
  const { desk } = bank.open
  const users = desk.snapshot.advisers.map(({ id }) => id)
  for (const user of users) await confirmed(user)
  let served = 0
  const serve = () => {
    served += 1
    next = setImmediate(serve)
  }
  let next = setImmediate(serve)
  const settings = settingsFor('smtp://127.0.0.1:9')
  await digests(desk, new SmtpCarrier(settings), settings)
    .postDue()
    .catch(() => undefined)
  clearImmediate(next)
  expect(users.length).toBeGreaterThan(2)
  expect(served).toBeGreaterThanOrEqual(users.length)
})

test('Nobody has anybody’s mailbox filled with codes by turning his digest on and off', async () => {
  const { desk } = bank.open
  const settings = settingsFor('smtp://127.0.0.1:9')
  desk.post.connect(digests(desk, new SmtpCarrier(settings), settings), () => undefined)
  const turnOn = async () => {
    const wanted = { address: 'victim@bank.example', locale: 'en', hour: 8 }
    return (await bank.ask('manager', 'PUT', '/api/digest', wanted)).status
  }
  expect(await turnOn()).toBe(200)
  // Mails that wait go out in the same round in which somebody's digest cannot be made.
  await expect
    .poll(() => lastMailTo(desk.store, 'manager'))
    .toMatchObject({ kind: 'code', fault: 'ECONNREFUSED' })
  expect((await bank.ask('manager', 'DELETE', '/api/digest')).status).toBe(200)
  expect(await turnOn()).toBe(429)
  clock = new Date(clock.getTime() + 61_000)
  expect(await turnOn()).toBe(200)
})

/** A mail server that answers each line that it is told in its own way. */
async function rawServer(answer: (said: string, line: Socket) => void) {
  const lines = new Set<Socket>()
  const server = createServer((line) => {
    lines.add(line)
    line.on('error', () => undefined).write('220 Ready\r\n')
    line.on('data', (said) => answer(`${said}`, line))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = address && typeof address === 'object' ? address.port : 0
  const carrier = new SmtpCarrier(settingsFor(`smtp://127.0.0.1:${port}`), 100)
  const letter = { id: 'a', to: 'li@bank.example', subject: 'Your day', text: '1 contact', unsubscribe: null }
  return {
    send: () => carrier.send(letter, new AbortController().signal),
    stop() {
      carrier.close()
      for (const line of lines) line.destroy()
      server.close()
    },
  }
}

test('What a mail server says is kept as text that every store takes and every page shows', async () => {
  const server = await rawServer((said, line) => {
    line.write(said.startsWith('EHLO') ? '250 Yes\r\n' : '451 Not\0\u0007now\r\n')
  })
  await expect(server.send()).rejects.toThrow(/^451 Not now$/)
  server.stop()
})

test('A mail server that answers one character at a time, and never to an end, keeps nobody for good', async () => {
  const drips: NodeJS.Timeout[] = []
  const server = await rawServer((_said, line) => {
    drips.push(setInterval(() => line.write('2'), 20))
  })
  await expect(server.send()).rejects.toThrow('ETIMEDOUT')
  for (const each of drips) clearInterval(each)
  server.stop()
})
