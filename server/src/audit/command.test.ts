import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import SQLite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDemoBank } from '../bank/demo/bank.ts'
import { type SmallBank, smallBank, smallBankData } from '../testing/small-bank.ts'
import { checkpointText, entryHash, type HashedEntry } from './entry-hash.ts'

let bank: SmallBank
const folder = mkdtempSync(join(tmpdir(), 'audit-'))
const file = (name: string) => join(folder, name)

const commandOf = (part: string) => fileURLToPath(new URL(part, import.meta.url))

function runOn(databaseUrl: string, script: string, ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [commandOf(script), ...words], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: databaseUrl },
  })
  return { status, said: stdout + stderr }
}

const run = (script: string, ...words: string[]) => runOn(bank.databaseUrl, script, ...words)

const audit = (...words: string[]) => run('./command.ts', ...words)
const onBank = () => ['--data', bank.dataDirectory]

beforeAll(async () => {
  bank = await smallBank()
  expect(audit('checkpoint', '--out', file('early.json'), ...onBank()).status).toBe(0)
  for (const customer of [...bank.open.desk.snapshot.customers.ids].slice(0, 5))
    await bank.ask('auditor', 'GET', `/api/customers/${customer}`)
  expect(audit('checkpoint', '--out', file('late.json'), ...onBank()).status).toBe(0)
  await bank.ask('auditor', 'GET', '/api/customers?search=x')
  expect(audit('export', '--out', file('log.jsonl'), ...onBank()).status).toBe(0)
})

afterAll(async () => {
  await bank.end()
  rmSync(folder, { recursive: true })
})

type Line = HashedEntry & { readonly hash: string }

const lines = () =>
  readFileSync(file('log.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): Line => JSON.parse(line))

/** What the offline check says of a log that somebody made something else of. */
function checked(change: (entries: Line[]) => Line[], ...more: string[]) {
  writeFileSync(
    file('changed.jsonl'),
    change(lines())
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  )
  return run('./check.ts', file('changed.jsonl'), file('early.json'), file('late.json'), ...more)
}

const numberIn = (checkpoint: string): number => JSON.parse(readFileSync(file(checkpoint), 'utf8')).number

describe('audit', () => {
  test('verify goes through the store of a server at work, and logs that it did', async () => {
    const good = audit('verify', ...onBank())
    expect(good, good.said).toMatchObject({ status: 0 })
    const { body } = await bank.ask('auditor', 'GET', '/api/audit?limit=1')
    expect(body).toMatchObject({ entries: [{ action: 'log.verified', by: 'system' }] })
    const { store } = bank.open.desk
    await store.updateTable('audit_entries').set({ at: '' }).where('number', '=', 3).execute()
    const bad = audit('verify', ...onBank())
    const [, , third] = lines()
    await store
      .updateTable('audit_entries')
      .set({ at: third?.at ?? '' })
      .where('number', '=', 3)
      .execute()
    expect(bad).toMatchObject({ status: 1, said: expect.stringContaining('Entry 3 was changed') })
    expect((await bank.ask('auditor', 'GET', '/api/customers?search=y')).status).toBe(200)
  })

  test('check finds an untouched log to be that of both checkpoints', () => {
    const { status, said } = checked((entries) => entries)
    expect(status, said).toBe(0)
    expect(said).toContain(`entries 1 to ${numberIn('early.json')} are those of`)
    expect(said).toContain(`entries 1 to ${numberIn('late.json')} are those of`)
    expect(audit('check', file('changed.jsonl'), file('early.json')).status).toBe(0)
  })

  test('check names the entry that was changed, removed, moved or replaced', () => {
    const change = (number: number, made: (line: Line) => Line) => (entries: Line[]) =>
      entries.map((line) => (line.number === number ? made(line) : line))
    expect(checked(change(3, (line) => ({ ...line, by: 'nobody' })))).toMatchObject({
      status: 1,
      said: expect.stringContaining('entry 3 was changed'),
    })
    expect(checked((entries) => entries.filter(({ number }) => number !== 2))).toMatchObject({
      status: 1,
      said: expect.stringContaining('entry 2 is missing'),
    })
    const rehashed = (line: Line) => ({ ...line, hash: entryHash(line) })
    expect(checked(change(3, (line) => rehashed({ ...line, by: 'nobody' })))).toMatchObject({
      status: 1,
      said: expect.stringContaining('entry 3 was replaced'),
    })
    const short = numberIn('late.json') - 1
    expect(checked((entries) => entries.slice(0, short))).toMatchObject({
      status: 1,
      said: expect.stringContaining(`entries ${short + 1} to ${short + 1}, which were there`),
    })
  })

  test('check finds a log that was made anew from an entry on, with all its hashes, by the checkpoint after it', () => {
    const early = numberIn('early.json')
    const anew = (entries: Line[]) => {
      let previous = entries[0]?.previous ?? ''
      return entries.map((line) => {
        const content = { ...line, previous, ...(line.number === early + 1 && { by: 'nobody' }) }
        previous = entryHash(content)
        return { ...content, hash: previous }
      })
    }
    expect(checked(anew)).toMatchObject({
      status: 1,
      said: expect.stringContaining(
        `at least one of the entries ${early + 1} to ${numberIn('late.json')} was replaced`,
      ),
    })
  })

  test('check takes no checkpoint that was changed, or is of another key', () => {
    const checkpoint = JSON.parse(readFileSync(file('early.json'), 'utf8'))
    writeFileSync(file('forged.json'), JSON.stringify({ ...checkpoint, at: '2020-01-01T00:00:00.000Z' }))
    const forged = run('./check.ts', file('log.jsonl'), file('forged.json'))
    expect(forged).toMatchObject({ status: 1, said: expect.not.stringContaining('2020-01-01') })
    const other =
      '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n'
    writeFileSync(file('other.pem'), other)
    expect(checked((entries) => entries, '--key', file('other.pem')).status).toBe(1)
  })

  test('check reads a log only as it is written, with every name once', () => {
    const [first = '', ...others] = readFileSync(file('log.jsonl'), 'utf8').split('\n')
    for (const [spelled, status] of [
      [first, 0],
      [first.replace('{', '{"by":"nobody",'), 1],
      [first.replace('"number":1,', '"number":1.0,'), 1],
      [first.replace(',', ', '), 1],
      [`${first}\r`, 0],
    ] as const) {
      writeFileSync(file('spelled.jsonl'), [spelled, ...others].join('\n'))
      expect(run('./check.ts', file('spelled.jsonl'), file('early.json')), spelled).toMatchObject({ status })
    }
  })

  test('check calls no log broken because of a checkpoint of another bank, or of another key', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const early = JSON.parse(readFileSync(file('early.json'), 'utf8'))
    const made = (name: string, change: object) => {
      const place = { ...early, hash: '0'.repeat(64), ...change }
      const signature = sign(null, Buffer.from(checkpointText(place)), privateKey).toString('base64url')
      const key = publicKey.export({ type: 'spki', format: 'pem' })
      writeFileSync(file(name), JSON.stringify({ ...place, signature, publicKey: key }))
    }
    made('bank.json', { bank: 'elsewhere' })
    expect(run('./check.ts', file('log.jsonl'), file('early.json'), file('bank.json'))).toMatchObject({
      status: 2,
      said: expect.stringContaining('of different banks: demo, elsewhere'),
    })
    made('key.json', {})
    expect(run('./check.ts', file('log.jsonl'), file('early.json'), file('key.json'))).toMatchObject({
      status: 1,
      said: expect.stringContaining('key.json: it is signed with another key than'),
    })
  })

  test('what cannot be done is said in a line, and nothing is made', async () => {
    expect(run('./check.ts', folder, file('early.json'))).toMatchObject({
      status: 2,
      said: expect.stringMatching(/^.*cannot be read.*\n$/),
    })
    expect(run('./check.ts', file('log.jsonl')).status).toBe(2)
    expect(run('./check.ts', file('none.jsonl'), file('early.json')).status).toBe(2)
    expect(run('./check.ts', file('log.jsonl'), file('log.jsonl')).status).toBe(2)
    expect(audit('check', file('log.jsonl')).status).toBe(2)
    expect(audit('verify', ...onBank(), '--bank', 'none').status).toBe(1)
    const data = await smallBankData()
    const never = audit('verify', '--data', data)
    expect(never).toMatchObject({ status: 1, said: expect.stringMatching(/^.*audit\.key: is missing.*\n$/) })
    expect(existsSync(join(data, 'demo', 'store.sqlite'))).toBe(false)
    cpSync(join(bank.dataDirectory, 'demo', 'audit.key'), join(data, 'demo', 'audit.key'))
    new SQLite(join(data, 'demo', 'store.sqlite')).exec('create table another (id text)').close()
    expect(runOn('', './command.ts', 'verify', '--data', data)).toMatchObject({
      status: 1,
      said: expect.stringMatching(/^The store is empty.*\n$/),
    })
    rmSync(data, { recursive: true })
  })
})

test('retain deletes old snapshots but for the current one, and the log says which', async () => {
  const snapshots = join(bank.dataDirectory, 'demo', 'snapshots')
  const current = bank.open.desk.snapshot.manifest.hash
  const older = await makeDemoBank({
    dataDirectory: file('older'),
    customers: 50,
    seed: 1,
    asOf: bank.open.desk.snapshot.manifest.asOf - 30,
  })
  spawnSync('cp', ['-r', older.snapshotDirectory, snapshots])
  const retain = (days: string) => run('../bank/command.ts', 'retain', '--days', days, ...onBank())
  expect(retain('36500')).toMatchObject({ status: 0, said: expect.stringContaining('No snapshot') })
  const { status, said } = retain('1')
  expect(status, said).toBe(0)
  expect(said).toContain(older.bank.snapshot)
  expect(existsSync(join(snapshots, older.bank.snapshot))).toBe(false)
  expect(existsSync(join(snapshots, current))).toBe(true)
  const { body } = await bank.ask('auditor', 'GET', '/api/audit?action=snapshot.deleted')
  expect(body).toMatchObject({ entries: [{ subject: `snapshots/${older.bank.snapshot}` }] })
})
