import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseDay } from '@branch-playbook/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { currentBank } from '../bank/bank.ts'
import { makeDemoBank } from '../bank/demo/bank.ts'
import { openBank } from '../open-bank.ts'
import { type FreshDatabase, freshDatabase } from '../testing/database.ts'
import { HttpCore } from './http-core.ts'
import { type TestCore, testCore } from './testing/core.ts'

const SECRET = Buffer.alloc(32, 7)
const KILLS = 6
const PLACING = fileURLToPath(new URL('testing/placing.ts', import.meta.url))

let directory: string
let database: FreshDatabase
let core: TestCore

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'killed-'))
  database = await freshDatabase()
  const asOf = parseDay('2026-03-10') ?? 0
  await makeDemoBank({ dataDirectory: directory, asOf, customers: 200, seed: 3, databaseUrl: database.url })
  core = await testCore(SECRET)
})
afterAll(async () => {
  await core.stop()
  await database.drop()
  rmSync(directory, { recursive: true, force: true })
})

const wordSchema = z.union([z.object({ begun: z.string() }), z.object({ done: z.string() })])

/** Lets a process place orders and kills it so long after it has placed so many. @returns those it acknowledged. */
async function killedAfter(orders: number, milliseconds: number): Promise<string[]> {
  const child = spawn(
    process.execPath,
    [PLACING, directory, database.url, core.url.href, SECRET.toString('hex')],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const complaints: string[] = []
  child.stderr.on('data', (text) => complaints.push(String(text)))
  const done: string[] = []
  const enough = Promise.withResolvers<void>()
  const lines = createInterface({ input: child.stdout })
  const heard = once(lines, 'close')
  const ended = once(child, 'exit')
  lines.on('line', (line) => {
    // The last line of a process that is killed may be half a line.
    if (!line.endsWith('}')) return
    const word = wordSchema.parse(JSON.parse(line))
    if ('done' in word) done.push(word.done)
    if (done.length === orders) enough.resolve()
  })
  await Promise.race([enough.promise.then(() => wait(milliseconds)), ended])
  if (child.exitCode === null) child.kill('SIGKILL')
  await Promise.all([ended, heard])
  if (child.signalCode !== 'SIGKILL') throw new Error(`The process ended by itself: ${complaints.join('')}`)
  return done
}

test('However often the server is killed, each order it acknowledged reaches the core, once, and no other does', {
  timeout: 5 * 60_000,
}, async () => {
  const acknowledged: string[] = []
  for (let kill = 0; kill < KILLS; kill += 1) {
    // The core has its moods all the while: the line is cut after it took an order, or before it could.
    core.moods.splice(0, core.moods.length, 'takes', 'cuts', 'down', 'slow', 'takes', 'cuts')
    acknowledged.push(...(await killedAfter(2 + kill, kill * 3)))
  }
  core.moods.length = 0
  const bank = currentBank(directory)
  if (!bank) expect.fail('There is no bank')
  const { desk, close } = await openBank(bank, { demoUsers: true, databaseUrl: database.url })
  try {
    const http = new HttpCore({ url: core.url, secret: SECRET, collectEvery: null })
    desk.courier.connect(http, (fault) => expect.fail(String(fault)))
    const stored = () => desk.store.selectFrom('orders').select(['id', 'state']).execute()
    await expect
      .poll(async () => new Set((await stored()).map(({ state }) => state)), { timeout: 20_000 })
      .toEqual(new Set(['handed_over']))
    const ids = (await stored()).map(({ id }) => id)
    expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([])
    // At most one more a kill: what was stored as the process died, before it could say so.
    expect(ids.length - acknowledged.length).toBeLessThanOrEqual(KILLS)
    expect([...core.taken.keys()].toSorted()).toEqual(ids.toSorted())
    // The core was told some of them more than once, and saw that it was.
    expect(core.asked.length).toBeGreaterThan(ids.length)
    const steps = await desk.store.selectFrom('order_steps').select(['order_id', 'step']).execute()
    expect(steps.map(({ order_id, step }) => `${order_id} ${step}`).toSorted()).toEqual(
      ids.flatMap((id) => [`${id} handed_over`, `${id} placed`]).toSorted(),
    )
  } finally {
    await close()
  }
})
