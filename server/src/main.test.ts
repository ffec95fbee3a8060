import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { freshDatabase } from './testing/database.ts'
import { smallBankData } from './testing/small-bank.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
const started: ChildProcess[] = []
const made: Place[] = []

afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  for (const { dataDirectory, dropDatabase } of made.splice(0)) {
    await dropDatabase()
    rmSync(dataDirectory, { recursive: true, force: true })
  }
})

/** Where a bank is: its folder, and on PostgreSQL its database. */
interface Place {
  readonly dataDirectory: string
  readonly databaseUrl: string
  dropDatabase(): Promise<void>
}

async function smallBankPlace(): Promise<Place> {
  const { url, drop } = await freshDatabase()
  const place = { dataDirectory: await smallBankData(), databaseUrl: url, dropDatabase: drop }
  made.push(place)
  return place
}

interface Started {
  readonly child: ChildProcess
  readonly address: string
}

function run({ dataDirectory, databaseUrl }: Place, port: number): ChildProcess {
  const child = spawn(process.execPath, [MAIN, '--data', dataDirectory], {
    env: { ...process.env, PORT: String(port), BUILD_EDITOR: 'off', DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  return child
}

/** Starts the server on a free port and waits until it says where it listens. */
async function start(place: Place): Promise<Started> {
  const child = run(place, 0)
  let said = ''
  child.stderr?.on('data', (bytes) => {
    said += String(bytes)
  })
  for await (const bytes of child.stdout ?? []) {
    said += String(bytes)
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
    if (address) return { child, address }
  }
  throw new Error(`The server did not start:\n${said}`)
}

const ask = (address: string, user: string, method: string, path: string, body?: unknown) =>
  fetch(`${address}${path}`, {
    method,
    headers: { authorization: `Basic ${btoa(`${user}:demo`)}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })

const customerList = z.array(z.object({ id: z.string() }))
const contactList = z.array(z.object({ id: z.string() }))

test('a contact that was acknowledged survives the server being killed in the middle of its work', async () => {
  const place = await smallBankPlace()
  const first = await start(place)
  const found = await ask(first.address, 'manager', 'GET', '/api/customers?limit=1')
  const customer = customerList.parse(await found.json())[0]?.id
  const acknowledged: string[] = []
  const killed = once(first.child, 'exit')
  const write = async () => {
    for (let at = 0; at < 1_000; at += 1) {
      const id = randomUUID()
      const contact = { id, customer, channel: 'phone', outcome: 'not_reached' }
      const answer = await ask(first.address, 'manager', 'POST', '/api/contacts', contact)
      if (answer.status === 201) acknowledged.push(id)
      if (acknowledged.length === 20) first.child.kill('SIGKILL')
    }
  }
  await Promise.allSettled([write(), write(), write()])
  await killed
  expect(acknowledged.length).toBeGreaterThanOrEqual(20)

  const second = await start(place)
  const kept = await ask(second.address, 'manager', 'GET', `/api/contacts?customer=${customer}`)
  const ids = new Set(contactList.parse(await kept.json()).map(({ id }) => id))
  expect(acknowledged.filter((id) => !ids.has(id))).toEqual([])
}, 60_000)

test('a second server on the same data does not start, and says why', async () => {
  const place = await smallBankPlace()
  await start(place)
  const second = run(place, 0)
  let said = ''
  second.stderr?.on('data', (bytes) => {
    said += String(bytes)
  })
  const [code] = await once(second, 'close')
  expect(code).toBe(1)
  expect(said).toContain('Another server is at work')
}, 60_000)

test('a port that is taken is named; SIGTERM ends the server in order', async () => {
  const place = await smallBankPlace()
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const refused = run(place, port)
  let said = ''
  refused.stderr?.on('data', (bytes) => {
    said += String(bytes)
  })
  const [code] = await once(refused, 'close')
  expect(code).toBe(1)
  expect(said).toContain(`Port ${port} is taken`)
  other.close()
  const { child, address: url } = await start(place)
  expect((await fetch(`${url}/api/health`)).status).toBe(200)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
}, 60_000)
