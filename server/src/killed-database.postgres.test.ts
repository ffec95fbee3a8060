import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { type PostgresServer, startPostgres } from './testing/postgres.ts'
import { smallBankData } from './testing/small-bank.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
const CLIENTS = 100
const CONTACTS_EACH = 4
/** PostgreSQL is killed once so many contacts were acknowledged. */
const BEFORE = 60

let postgres: PostgresServer
let dataDirectory: string
let server: ChildProcess
let address: string
let said = ''

beforeAll(async () => {
  postgres = await startPostgres({ mayBeKilled: true })
  dataDirectory = await smallBankData()
  server = spawn(process.execPath, [MAIN, '--data', dataDirectory], {
    env: { ...process.env, PORT: '0', BUILD_EDITOR: 'off', DATABASE_URL: postgres.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [server.stdout, server.stderr])
    stream?.on('data', (bytes) => {
      said += String(bytes)
    })
  await vi.waitFor(() => expect(said).toMatch(/http:\/\/127\.0\.0\.1:\d+/), { timeout: 60_000 })
  address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? ''
}, 120_000)
afterAll(async () => {
  server.kill('SIGKILL')
  await postgres.stop()
  rmSync(dataDirectory, { recursive: true, force: true })
})

/** Sessions are in the store: nobody has to sign in again. */
async function signIn(user: string): Promise<string> {
  const answer = await ask('POST', '/api/session', { user, password: 'demo' })
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

let cookie = ''
const ask = (method: string, path: string, body?: unknown) =>
  fetch(`${address}${path}`, {
    method,
    headers: { cookie, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })

/** Logs a contact, again and again until it is acknowledged, as a careful client does. */
async function logUntilAcknowledged(customer: string, answers: Map<string, number[]>): Promise<void> {
  const id = randomUUID()
  const statuses: number[] = []
  answers.set(id, statuses)
  for (;;) {
    const response = await ask('POST', '/api/contacts', {
      id,
      customer,
      channel: 'phone',
      outcome: 'not_reached',
    })
    statuses.push(response.status)
    if (response.ok) return
    const { type } = z.looseObject({ type: z.string() }).parse(await response.json())
    expect({ status: response.status, type, retry: response.headers.get('retry-after') }).toEqual({
      status: 503,
      type: '/problems/store_unreachable',
      retry: '5',
    })
    await wait(100)
  }
}

test('While PostgreSQL is killed and comes back, 100 clients lose nothing, are told so, and go on by themselves', async () => {
  cookie = await signIn('manager')
  const found = await ask('GET', '/api/customers?limit=20')
  const customers = z.array(z.object({ id: z.string() })).parse(await found.json())
  const answers = new Map<string, number[]>()
  const acknowledged = () => [...answers.values()].filter((all) => (all.at(-1) ?? 500) < 300).length
  const work = Promise.all(
    Array.from({ length: CLIENTS }, async (_none, client) => {
      for (let at = 0; at < CONTACTS_EACH; at += 1)
        await logUntilAcknowledged(customers[client % customers.length]?.id ?? '', answers)
    }),
  )
  await expect.poll(acknowledged, { timeout: 30_000, interval: 5 }).toBeGreaterThanOrEqual(BEFORE)
  await postgres.kill()
  expect(acknowledged()).toBeLessThan(CLIENTS * CONTACTS_EACH)
  await expect.poll(async () => (await ask('GET', '/api/health')).status).toBe(503)
  expect((await ask('GET', '/api/branches')).status).toBe(503)
  await postgres.start()
  await work
  expect(server.exitCode).toBeNull()
  expect((await ask('GET', '/api/health')).status).toBe(200)
  expect([...answers.values()].filter((all) => all.includes(503)).length).toBeGreaterThan(0)

  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  const { rows } = await client.query('select id from contacts')
  await client.end()
  const stored = z.array(z.object({ id: z.string() })).parse(rows)
  expect(stored.map(({ id }) => id).toSorted()).toEqual([...answers.keys()].toSorted())
  cookie = await signIn('auditor')
  const verification = await ask('POST', '/api/audit/verification')
  expect(await verification.json()).toMatchObject({ ok: true })

  // Told to stop while PostgreSQL is away, the server does.
  await postgres.kill()
  await expect.poll(async () => (await ask('GET', '/api/health')).status).toBe(503)
  server.kill('SIGTERM')
  expect(await once(server, 'exit')).toEqual([0, null])
}, 180_000)
