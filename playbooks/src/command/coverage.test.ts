import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { playbookFile } from '../shipped.ts'
import { run } from './run-captured.ts'

const FILE = playbookFile('berka')
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coverage-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** The shipped playbook with the first of its tests only. */
async function withOneTest(): Promise<string> {
  const playbook = JSON.parse(await readFile(FILE, 'utf8'))
  const file = join(folder, 'one-test.json')
  await writeFile(file, JSON.stringify({ ...playbook, tests: playbook.tests.slice(0, 1) }))
  return file
}

async function customers(): Promise<string> {
  const { facts, examples } = JSON.parse(await readFile(FILE, 'utf8'))
  const names: string[] = facts.map(({ name }: { name: string }) => name)
  const row = names.map((name) => examples[0].facts[name] ?? '')
  const file = join(folder, 'customers.csv')
  await writeFile(file, `${['customer', ...names].join(',')}\n${['C1', ...row].join(',')}\n`)
  return file
}

describe('coverage', () => {
  it('says how much of the rules the tests exercise, and lists the rest', async () => {
    const { exit, out } = await run('coverage', await withOneTest())
    expect(exit).toBe(0)
    const [first = '', ...never] = out.trimEnd().split('\n')
    const [, exercised, total] = /^1 test exercises (\d+) of (\d+) places of the rules/.exec(first) ?? []
    expect(never).toHaveLength(Number(total) - Number(exercised))
    expect(never.every((line) => line.startsWith('- never: '))).toBe(true)
    expect((await run('coverage', FILE, '--locale', 'zh-CN')).out).toContain('个测试覆盖了规则的')
  })

  it('says which tests it leaves out, rather than that they exercise nothing', async () => {
    const playbook = JSON.parse(await readFile(FILE, 'utf8'))
    const [first, second] = playbook.tests
    const file = join(folder, 'later.json')
    await writeFile(file, JSON.stringify({ ...playbook, tests: [first, { ...second, asOf: '2031-03-03' }] }))
    const { out, err } = await run('coverage', file)
    expect(out).toContain('1 test exercises')
    expect(err).toBe('1 test is left out: the calendar does not know the day; "test" says more.\n')
  })

  it('counts customers too, and gives every place to machines', async () => {
    const args = [FILE, '--customers', await customers(), '--as-of', '1998-06-15']
    const { exit, out } = await run('coverage', ...args)
    expect([exit, out]).toEqual([0, expect.stringContaining('1 customer exercises ')])
    const { tests, customers: everybody } = JSON.parse((await run('coverage', ...args, '--json')).out)
    expect(everybody.customers).toBe(1)
    expect(everybody.places.map(({ path }: { path: string }) => path)).toEqual(
      tests.places.map(({ path }: { path: string }) => path),
    )
  })
})
