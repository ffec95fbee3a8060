import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formatDay } from '@branch-playbook/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { presentSeal } from '../audit/seal.ts'
import { currentBank } from '../bank/bank.ts'
import { actionsOf } from '../desk/actions.ts'
import type { Desk } from '../desk/desk.ts'
import { announce } from '../events/revise.ts'
import { openBank } from '../open-bank.ts'
import { type FreshDatabase, freshDatabase } from '../testing/database.ts'
import { smallBankData } from '../testing/small-bank.ts'
import { lookAt } from './found.ts'

const AMID = fileURLToPath(new URL('amid.ts', import.meta.url))

let dataDirectory: string
let database: FreshDatabase

beforeAll(async () => {
  dataDirectory = await smallBankData()
  database = await freshDatabase()
})
afterAll(async () => {
  await database.drop()
  rmSync(dataDirectory, { recursive: true, force: true })
})

/** Opens the bank for some work, as a server does when it starts. */
async function opened<Result>(work: (desk: Desk) => Promise<Result>): Promise<Result> {
  const placed = currentBank(dataDirectory)
  if (!placed) throw new Error(`There is no bank in ${dataDirectory}`)
  const { desk, close } = await openBank(placed, { demoUsers: true, databaseUrl: database.url })
  try {
    return await work(desk)
  } finally {
    await close()
  }
}

const listsOf = ({ today }: Desk) =>
  today.staff.members.map((_member, at) => actionsOf(today, today.live, at).map(({ key }) => key))

const found = ({ store, snapshot }: Desk) => {
  const { publicKey } = presentSeal(join(dataDirectory, 'demo', 'audit.key'))
  return lookAt(
    store,
    publicKey,
    snapshot.branches.map(({ id }) => id),
  )
}

const storedActions = async ({ store }: Desk) =>
  (await store.selectFrom('actions').select('run').execute()).length

async function killedAmid(part: number): Promise<void> {
  const child = spawn(process.execPath, [AMID, dataDirectory, database.url, String(part)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
}

test('killed while the run of an announcement is stored, a server knows nothing of either when it starts again', async () => {
  const before = await opened(async (desk) => ({
    lists: listsOf(desk),
    actions: await storedActions(desk),
    counts: (await found(desk)).counts,
  }))
  for (const part of [0, 0.3, 0.6]) {
    await killedAmid(part)
    await opened(async (desk) => {
      expect(listsOf(desk)).toEqual(before.lists)
      expect(await storedActions(desk)).toBe(before.actions)
      expect(await found(desk)).toMatchObject({
        counts: before.counts,
        logged: before.counts,
        log: { ok: true },
        torn: [],
        unfinished: [],
      })
    })
  }
  const name = { 'zh-CN': '存款利率下调', en: 'Deposit rates cut' }
  await opened(async (desk) => {
    const day = formatDay(desk.today.grounds.day)
    await desk.reviseEvents('strategist', (known) =>
      announce(known, { id: 'cut', type: 'rate_cut', day, name }),
    )
    expect(listsOf(desk)).not.toEqual(before.lists)
    expect(await found(desk)).toMatchObject({ counts: { run: 1, decided: 2 }, torn: [], unfinished: [] })
  })
})
