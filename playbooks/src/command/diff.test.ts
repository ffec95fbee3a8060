import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parsePlaybookText } from '@branch-playbook/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { playbookFile } from '../shipped.ts'
import { run } from './run-captured.ts'

const OLD = playbookFile('retail')
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diff-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function write(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

/** The shipped playbook with tier A from 40,000 yuan on. */
async function lowered(): Promise<string> {
  const text = await readFile(OLD, 'utf8')
  return write('new.json', text.replace('"name": "A", "from": 5000000', '"name": "A", "from": 4000000'))
}

/** Customers like the example "newcomer", with these fees. */
async function customers(...fees: number[]): Promise<string> {
  const parsed = parsePlaybookText(await readFile(OLD, 'utf8'))
  if (!parsed.ok) throw new Error('the shipped playbook does not parse')
  const newcomer = parsed.value.examples?.find(({ id }) => id === 'newcomer')?.facts ?? {}
  const names = parsed.value.facts.map(({ name }) => name)
  const lines = fees.map((fee, at) =>
    [`C${at + 1}`, ...names.map((name) => (name === 'fees_12m' ? fee : (newcomer[name] ?? '')))].join(','),
  )
  return write('customers.csv', `${['customer', ...names].join(',')}\n${lines.join('\n')}\n`)
}

describe('diff', () => {
  it('says what differs, by the names that people know', async () => {
    const { exit, out } = await run('diff', OLD, await lowered())
    expect(exit).toBe(0)
    expect(out.replaceAll('\u00a0', ' ')).toBe(
      '1 difference\n- Customer tier › A › from: ¥40,000.00 instead of ¥50,000.00.\n',
    )
    expect((await run('diff', OLD, await lowered(), '--locale', 'zh-CN')).out).toContain(
      '客户层级 › A › 起点',
    )
    expect((await run('diff', OLD, OLD)).out).toBe('No differences\n')
  })

  it('counts those as listed who fit the minutes of their advisers, when these are known', async () => {
    const text = await readFile(await customers(5_000_000, 6_000_000), 'utf8')
    const [first = '', ...rows] = text.trimEnd().split('\n')
    const known = await write(
      'advised.csv',
      [`adviser,${first}`, ...rows.map((row) => `K1,${row}`)].join('\n'),
    )
    const short = await write(
      'short.json',
      (await readFile(OLD, 'utf8')).replace('"minutesPerDay": 240', '"minutesPerDay": 15'),
    )
    const { out } = await run('diff', OLD, short, '--customers', known, '--as-of', '2026-03-10')
    expect(out).toContain('- On the list: 1, before 2; 0 come on it and 1 go from it.')
  })

  it('says for whom that changes what, with customers as examples', async () => {
    const args = [OLD, await lowered(), '--customers', await customers(3_999_999, 4_000_000, 5_000_000)]
    const { exit, out } = await run('diff', ...args, '--as-of', '2026-03-10')
    expect(exit).toBe(0)
    expect(out).toContain('- 1 customer is decided otherwise, of 3.')
    expect(out).toContain('- Customer tier: A instead of B: 1 customer. For instance C2.')
    const { out: json } = await run('diff', ...args, '--as-of', '2026-03-10', '--json')
    expect(JSON.parse(json)).toMatchObject({
      ok: true,
      changes: [{ kind: 'changed', before: 5_000_000, after: 4_000_000 }],
      effect: { count: 3, changed: 1 },
    })
  })

  it('proves which outcomes are the same for everybody, and shows on whom the others differ', async () => {
    const { exit, out } = await run('diff', OLD, await lowered(), '--prove', '--json')
    expect(exit).toBe(0)
    const { equivalence } = JSON.parse(out)
    const of = (name: string) => equivalence.outcomes.find((each: { name: string }) => each.name === name)
    expect(of('turnover')).toMatchObject({ status: 'equal', by: 'same' })
    expect(of('tier')).toMatchObject({ status: 'differs', customer: { before: 'B', after: 'A' } })
    const lines = (await run('diff', OLD, OLD, '--prove')).out.trimEnd().split('\n')
    expect(lines.at(-1)).toMatch(
      /^- (\d+) outcomes are the same for every customer that there could be, of \1\.$/,
    )
  })

  it('ends with 2 when the day of the customers is not said, or a file is not there', async () => {
    const { exit, err } = await run('diff', OLD, OLD, '--customers', 'x.csv')
    expect([exit, err]).toEqual([2, expect.stringContaining('Write both --customers and --as-of')])
    expect((await run('diff', OLD, join(folder, 'nowhere.json'))).exit).toBe(2)
  })

  it('ends with 1 for what is no playbook, and names it', async () => {
    const { exit, err } = await run('diff', await write('bad.json', '{"format": 1}'), OLD)
    expect([exit, err]).toEqual([1, expect.stringContaining('bad.json')])
  })
})
