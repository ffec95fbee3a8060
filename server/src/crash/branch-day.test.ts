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
import { runIdOf } from '../desk/record.ts'
import { type TestMailServer, testMailServer } from '../digest/testing/mail-server.ts'
import { openBank } from '../open-bank.ts'
import { type FreshDatabase, freshDatabase } from '../testing/database.ts'
import { lookAt } from './found.ts'

const AT_WORK = fileURLToPath(new URL('branch-day.ts', import.meta.url))
const CUSTOMERS = 1_500
const NOW = '2026-03-11T08:00:00.000Z'
const KILLS = 6

let directory: string
let database: FreshDatabase
let mail: TestMailServer

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'branch-day-'))
  database = await freshDatabase()
  const asOf = parseDay('2026-03-10') ?? 0
  await makeDemoBank({
    ...{ dataDirectory: directory, asOf, customers: CUSTOMERS, seed: 3, databaseUrl: database.url },
  })
  mail = await testMailServer()
})
afterAll(async () => {
  await mail.stop()
  await database.drop()
  rmSync(directory, { recursive: true, force: true })
})

const kinds = z.enum(['contact', 'handover', 'withdrawal'])
const wordSchema = z.union([
  z.object({ begun: z.string(), kind: kinds }),
  z.object({ done: z.string(), kind: kinds }),
])

/** Lets the branch work and kills it so long after so many deeds. @returns what it acknowledged, by its ids. */
async function killedAfter(deeds: number, milliseconds: number): Promise<[z.infer<typeof kinds>, string][]> {
  const child = spawn(process.execPath, [AT_WORK, directory, database.url, mail.url.href, NOW], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const complaints: string[] = []
  child.stderr.on('data', (text) => complaints.push(String(text)))
  const done: [z.infer<typeof kinds>, string][] = []
  const enough = Promise.withResolvers<void>()
  const lines = createInterface({ input: child.stdout })
  const heard = once(lines, 'close')
  const ended = once(child, 'exit')
  let begun = 0
  lines.on('line', (line) => {
    // The last line of a process that is killed may be half a line.
    if (!line.endsWith('}')) return
    const word = wordSchema.parse(JSON.parse(line))
    if ('done' in word) done.push([word.kind, word.done])
    else begun += 1
    if (begun > deeds) enough.resolve()
  })
  await Promise.race([enough.promise.then(() => wait(milliseconds)), ended])
  if (child.exitCode === null) child.kill('SIGKILL')
  await Promise.all([ended, heard])
  if (child.signalCode !== 'SIGKILL') throw new Error(`The process ended by itself: ${complaints.join('')}`)
  return done
}

test('However often the server is killed, no contact and no hand-over is lost or half, and everybody has one digest', {
  timeout: 5 * 60_000,
}, async () => {
  const acknowledged: [string, string][] = []
  for (let kill = 0; kill < KILLS; kill += 1) {
    // The line is cut after a mail was taken, or the server takes none, all the while.
    mail.moods.splice(0, mail.moods.length, 'cuts', 'busy', 'takes', 'cuts')
    acknowledged.push(...(await killedAfter(2 + (kill % 4), (kill * 17) % 50)))
  }
  mail.moods.length = 0
  const bank = currentBank(directory)
  if (!bank) expect.fail('There is no bank')
  const { desk, close } = await openBank(bank, {
    ...{ demoUsers: true, databaseUrl: database.url, now: () => new Date(NOW) },
  })
  try {
    const { store } = desk
    const idsOf = (kind: string) => acknowledged.flatMap(([each, id]) => (each === kind ? [id] : []))
    const stored = {
      contact: (await store.selectFrom('contacts').select('id').execute()).map(({ id }) => id),
      handover: (await store.selectFrom('handovers').select('id').execute()).map(({ id }) => id),
      withdrawal: (await store.selectFrom('handover_withdrawals').select('handover').execute()).map(
        ({ handover }) => handover,
      ),
    }
    let unheard = 0
    for (const kind of kinds.options) {
      expect(idsOf(kind).filter((id) => !stored[kind].includes(id))).toEqual([])
      unheard += stored[kind].length - idsOf(kind).length
    }
    // At most one more a kill: what was stored as the process died, before it could say so.
    expect(unheard).toBeLessThanOrEqual(KILLS)
    expect(stored.handover.length).toBeGreaterThan(0)
    const entries = await store.selectFrom('audit_entries').select(['action', 'details']).execute()
    const said = (action: string) => entries.filter((each) => each.action === action)
    expect(said('contact.logged')).toHaveLength(stored.contact.length)
    expect(said('handover.withdrawn')).toHaveLength(stored.withdrawal.length)
    const sizes = said('handover.entered').map(
      ({ details }) => z.looseObject({ customers: z.number() }).parse(JSON.parse(details)).customers,
    )
    const taken = await store.selectFrom('handover_customers').select('handover').execute()
    expect(sizes).toHaveLength(stored.handover.length)
    expect(taken).toHaveLength(sizes.reduce((sum, each) => sum + each, 0))
    const branches = desk.snapshot.branches.map(({ id }) => id)
    const found = await lookAt(store, desk.journal.publicKey, branches)
    expect(found.log).toMatchObject({ ok: true, fault: null })
    expect(found.torn).toEqual([])
    // What is shown is what was decided last, by whoever looks after whom.
    const last = await store
      .selectFrom('decided')
      .select('run')
      .orderBy('number', 'desc')
      .executeTakeFirstOrThrow()
    expect(last.run).toBe(runIdOf(desk.today))
    const mails = await store.selectFrom('mails').select(['user', 'kind']).execute()
    const users = (await store.selectFrom('digests').select('user').execute()).map(({ user }) => user)
    expect(mails.map(({ user }) => user).toSorted()).toEqual(users.toSorted())
    const ids = new Map(mail.taken.map(({ messageId, to }) => [messageId, to?.[0]?.address]))
    expect(ids.size).toBe(new Set(ids.values()).size)
  } finally {
    await close()
  }
})
