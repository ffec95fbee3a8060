import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { smallBank, writeFeeds } from '../feeds/small-bank.ts'

const COMMAND = fileURLToPath(new URL('./command.ts', import.meta.url))

const temporary = () => join(mkdtempSync(join(tmpdir(), 'command-')), 'data')

function run(...parts: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...parts], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

const OWN = ['--as-of', '2026-03-10', '--name', 'Bank am Fluss', '--currency', 'CNY']

describe('bank', () => {
  test('demo makes a bank, whose facts can be written for the playbook commands', () => {
    const data = temporary()
    expect(run('demo', '--customers', '50', '--as-of', '2026-11-24', '--data', data)).toMatchObject({
      status: 0,
    })
    expect(readFileSync(join(data, 'current'), 'utf8')).toBe('demo\n')
    const out = join(data, 'facts.csv')
    expect(run('facts', '--data', data, '--out', out)).toMatchObject({ status: 0, stderr: '' })
    const lines = readFileSync(out, 'utf8').trimEnd().split('\n')
    expect(lines.length).toBe(51)
    expect(lines[0]).toMatch(/^customer,branch,adviser,demand_deposits,/)
  })

  test('facts are written over nothing but a plain file, and never into a bank', () => {
    const data = temporary()
    run('demo', '--customers', '50', '--as-of', '2026-11-24', '--data', data)
    const snapshots = join(data, 'demo', 'snapshots')
    const facts = join(snapshots, readdirSync(snapshots)[0] ?? '', 'facts.parquet')
    const link = join(data, 'link.csv')
    symlinkSync(facts, link)
    const before = readFileSync(facts)
    for (const out of ['/dev/null', link, facts, data, join(data, 'current'), join(data, 'no', 'such.csv')]) {
      const { status, stderr } = run('facts', '--data', data, '--out', out)
      expect([status, stderr.trimEnd().split('\n').length], `${out}: ${stderr}`).toEqual([2, 1])
    }
    expect(run('document-feeds', '--out', link).status).toBe(2)
    expect(readFileSync(facts)).toEqual(before)
    expect(existsSync(join(data, 'no'))).toBe(false)

    writeFileSync(facts, before.fill(0, 100, 101))
    const { status, stderr } = run('facts', '--data', data, '--out', join(data, 'facts.csv'))
    expect([status, stderr]).toEqual([1, expect.stringContaining(`${facts}: is not as it was made`)])
    expect(existsSync(join(data, 'facts.csv'))).toBe(false)
  })

  test('snapshot makes a bank of one’s own feeds, and says which rows it left out', () => {
    const data = temporary()
    const good = run('snapshot', writeFeeds(smallBank), ...OWN, '--data', data)
    expect(good).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(readFileSync(join(data, 'bank-am-fluss', 'bank.json'), 'utf8'))).toMatchObject({
      name: { en: 'Bank am Fluss' },
      currency: 'CNY',
      playbook: 'retail',
    })
    const [first] = smallBank.customers ?? []
    const bad = run(
      'snapshot',
      writeFeeds({
        ...smallBank,
        customers: [
          { ...first, tier: 'Z' },
          { ...first, id: 'C2' },
        ],
      }),
      ...OWN,
      '--data',
      data,
    )
    expect(bad.status).toBe(1)
    expect(bad.stderr).toContain('customers.csv:2: tier "Z" is none of A, B, C, D, E')
  })

  test('a bank does not take the place of another one with the same id', () => {
    const data = temporary()
    const feeds = writeFeeds(smallBank)
    const make = (name: string, ...more: string[]) =>
      run('snapshot', feeds, ...OWN, '--name', name, '--data', data, ...more)
    expect(make('甲银行').status).toBe(0)
    expect(make('甲银行').status).toBe(0)
    expect(make('乙银行')).toMatchObject({ status: 1, stderr: expect.stringMatching(/甲银行.*--id ID/) })
    expect(make('Demo')).toMatchObject({ status: 1, stderr: expect.stringContaining('--id ID') })
    expect(make('乙银行', '--id', 'berka').status).toBe(2)
    expect(make('乙银行', '--id', 'second').status).toBe(0)
    expect(readFileSync(join(data, 'current'), 'utf8')).toBe('second\n')
  })

  test('what could not be worked on is refused before anything changes', () => {
    const data = temporary()
    const feeds = writeFeeds(smallBank)
    const [first] = smallBank.customers ?? []
    const rows = ['C1', 'C2', 'C3'].map((id) => ({ ...first, id, tier: id === 'C1' ? 'A' : 'Z' }))
    const refused = [
      [feeds, ['--name', ' '], '--name is empty'],
      [feeds, ['--playbook', 'moon'], 'no playbook "moon": choose one of retail, berka'],
      [feeds, ['--calendar', 'moon'], 'no calendar "moon": choose one of cn, cz'],
      [feeds, ['--as-of', '2099-01-01'], 'no working day after 2099-01-01'],
      [feeds, ['--currency', 'USD'], "amounts in CNY, the bank's are in USD"],
      [writeFeeds({ ...smallBank, customers: [] }), [], 'customers.csv: has no good row'],
      [writeFeeds({ ...smallBank, customers: rows }), [], '2 of 3 rows are bad'],
    ] as const
    for (const [directory, more, words] of refused) {
      const { status, stderr } = run('snapshot', directory, ...OWN, '--data', data, ...more)
      expect([status, stderr]).toEqual([1, expect.stringContaining(words)])
    }
    expect(existsSync(data)).toBe(false)
    const lossy = writeFeeds({ ...smallBank, customers: rows })
    run('snapshot', lossy, ...OWN, '--data', data, '--accept-losses')
    expect(existsSync(join(data, 'current'))).toBe(true)
  }, 120_000)

  test('a broken bank is named, and no other one is taken or made in its place', () => {
    const data = temporary()
    run('demo', '--customers', '50', '--as-of', '2026-11-24', '--data', data)
    const facts = () => run('facts', '--data', data, '--out', join(data, 'facts.csv'))
    const says = (words: string) => expect(facts()).toMatchObject({ status: 1, stderr: words })
    const [current, bank] = [join(data, 'current'), join(data, 'demo', 'bank.json')]
    writeFileSync(bank, '')
    says(`${bank}: is damaged: put it back from a backup, or remove it and make the bank again.\n`)
    writeFileSync(current, 'moon')
    says(
      `${current}: names the bank "moon", which is not in ${data}: write the id of one that is, or name it with --bank ID.\n`,
    )
    rmSync(current)
    mkdirSync(current)
    says(`${current}: is not a plain file: remove it, and name a bank with --bank ID.\n`)
  })

  test('unusable feeds change nothing', () => {
    const data = temporary()
    const { status, stderr } = run(
      'snapshot',
      writeFeeds({ ...smallBank, holdings: null }),
      ...OWN,
      '--data',
      data,
    )
    expect(status).toBe(1)
    expect(stderr).toContain('holdings.csv: there is no such file')
    expect(existsSync(data)).toBe(false)
  })

  test('wrong use is told apart from problems', () => {
    expect(run('demo', '--customers', 'many').status).toBe(2)
    expect(run('snapshot', '.', '--as-of', '2026-02-30', '--name', 'x', '--currency', 'CNY').status).toBe(2)
    expect(run('paint').status).toBe(2)
    expect(run().status).toBe(2)
    expect(run('--help').status).toBe(0)
    expect(run('facts', '--data', temporary(), '--out', 'x.csv').status).toBe(1)
  })

  test('a killed run leaves the former bank in force', async () => {
    const data = temporary()
    run('demo', '--customers', '50', '--as-of', '2026-11-24', '--data', data)
    const before = readFileSync(join(data, 'demo', 'bank.json'), 'utf8')
    const feeds = readFileSync(join(data, 'demo', 'feeds', 'customers.csv'), 'utf8')
    const killed = spawnSync(
      process.execPath,
      [COMMAND, 'demo', '--customers', '300000', '--as-of', '2026-11-24', '--data', data],
      { timeout: 1500, killSignal: 'SIGKILL' },
    )
    expect(killed.signal).toBe('SIGKILL')
    expect(readFileSync(join(data, 'demo', 'bank.json'), 'utf8')).toBe(before)
    expect(readFileSync(join(data, 'demo', 'feeds', 'customers.csv'), 'utf8')).toBe(feeds)
    expect(readdirSync(join(data, 'demo', 'snapshots')).length).toBe(1)
  })
})
