import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../api/app.ts'
import { currentBank } from '../bank/bank.ts'
import { openBank } from '../open-bank.ts'
import { type FreshDatabase, freshDatabase } from '../testing/database.ts'
import { GOOD_PASSWORD } from '../testing/people.ts'
import { smallBankData } from '../testing/small-bank.ts'

let data: string
let database: FreshDatabase

beforeAll(async () => {
  data = await smallBankData()
  database = await freshDatabase()
})
afterAll(async () => {
  await database.drop()
  rmSync(data, { recursive: true, force: true })
})

const COMMAND = fileURLToPath(new URL('./command.ts', import.meta.url))

function users(words: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...words, '--data', data], {
    encoding: 'utf8',
    input,
    env: { ...process.env, DATABASE_URL: database.url },
  })
  return { status, stdout: stdout.trim(), stderr: stderr.trim() }
}

const add = (id: string, role: string, ...more: string[]) => [
  'add',
  id,
  '--role',
  role,
  '--name',
  `${id} of the bank`,
  ...more,
]

/** Works with the bank as a server without demo users does. */
async function atWork<Result>(
  work: (ask: (method: string, path: string, body?: unknown) => Promise<Response>) => Promise<Result>,
): Promise<Result> {
  const placed = currentBank(data)
  if (!placed) throw new Error(`There is no bank in ${data}`)
  const open = await openBank(placed, { demoUsers: false, databaseUrl: database.url })
  const app = createApp(open.desk, { logFault: (fault) => expect.unreachable(String(fault)) })
  try {
    return await work(async (method, path, body) =>
      app.request(path, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
  } finally {
    await open.close()
  }
}

const signIn = (user: string, password: string) =>
  atWork(async (ask) => (await ask('POST', '/api/session', { user, password })).status)

test('the first administrator of a bank is made from the command line, and lets others in', async () => {
  expect(users(add('chief', 'administrator'), `${GOOD_PASSWORD}\n`)).toEqual({
    status: 0,
    stdout: 'Added chief, administrator.',
    stderr: '',
  })
  expect(await signIn('chief', GOOD_PASSWORD)).toBe(200)
  expect(users(['list']).stdout).toBe('chief  administrator  chief of the bank  password: own')
})

test('a weak password, a taken id or a post that the bank does not have changes nothing', () => {
  const before = users(['list']).stdout
  const faults: [string[], string, RegExp][] = [
    [add('weak', 'auditor'), 'short', /fewer than 12/],
    [add('chief', 'auditor'), GOOD_PASSWORD, /already/],
    [add('astray', 'manager', '--branch', 'nowhere'), GOOD_PASSWORD, /nowhere/],
    [['disable', 'chief'], '', /last administrator/],
    [['reset', 'nobody'], '', /no user/],
  ]
  for (const [words, input, why] of faults) {
    const { status, stderr } = users(words, input)
    expect([status, stderr.split('\n').length], `${words}: ${stderr}`).toEqual([1, 1])
    expect(stderr).toMatch(why)
  }
  expect(users(['list']).stdout).toBe(before)
})

test('a reset gives a password for once, and nobody works on users while a server does', async () => {
  const { stdout: oneTime } = users(['reset', 'chief'])
  expect(oneTime).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
  expect(await signIn('chief', GOOD_PASSWORD)).toBe(401)
  await atWork(async (ask) => {
    const response = await ask('POST', '/api/session', { user: 'chief', password: oneTime })
    expect(await response.json()).toMatchObject({ passwordDue: true })
    expect(users(['reset', 'chief'])).toMatchObject({ status: 1, stdout: '' })
  })
})
