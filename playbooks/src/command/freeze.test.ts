import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parsePlaybookText, plan } from '@branch-playbook/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from './run-captured.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'freeze-'))
})
afterAll(() => rm(folder, { recursive: true }))

const named = (text: string) => ({ 'zh-CN': text, en: text })

/** Tiers by share without thresholds, as a strategist writes them first. */
const UNFROZEN = {
  format: 1,
  id: 'shares',
  name: named('Shares'),
  currency: 'CNY',
  calendar: 'cn',
  facts: [{ name: 'balance', label: named('Balance'), type: 'money', missing: 'never' }],
  nodes: [
    {
      id: 'tier',
      kind: 'tier',
      name: named('Tier'),
      of: 'balance',
      bands: [{ name: 'A', top: 20 }, { name: 'B', top: 50 }, { name: 'C' }],
    },
  ],
  tests: [],
}

async function freeze(rows: readonly number[], playbook: object = UNFROZEN) {
  const [file, customers, out] = ['playbook.json', 'facts.csv', 'out.json'].map((name) => join(folder, name))
  if (!file || !customers || !out) throw new Error('no folder')
  await writeFile(file, JSON.stringify(playbook, null, 1))
  await writeFile(customers, ['customer,balance', ...rows.map((row, at) => `${at},${row}`), ''].join('\n'))
  const said = await run('freeze', file, '--customers', customers, '--as-of', '2026-03-10', '--out', out)
  return { ...said, written: out }
}

describe('freeze', () => {
  it('writes a playbook that can be planned, with the thresholds of the customers’ shares', async () => {
    const { exit, written, err } = await freeze([10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
    expect([exit, err]).toEqual([0, ''])
    const frozen = parsePlaybookText(await readFile(written, 'utf8'))
    const [tier] = frozen.ok ? frozen.value.nodes : []
    expect(tier?.kind === 'tier' && tier.bands.map(({ from }) => from)).toEqual([90, 60, undefined])
    expect(frozen.ok && plan(frozen.value).ok).toBe(true)
  })

  it('leaves everything else as the strategist laid it out', async () => {
    const { written } = await freeze([10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
    const before = JSON.stringify(UNFROZEN, null, 1)
    const after = await readFile(written, 'utf8')
    const lines = (text: string) => text.split('\n')
    expect(lines(after).filter((line) => /"from": \d/.test(line))).toHaveLength(2)
    const rest = lines(after).filter((line) => !line.includes('"from"'))
    expect(rest.map((line) => line.replace(/,$/, ''))).toEqual(
      lines(before).map((line) => line.replace(/,$/, '')),
    )
  })

  it('says so when there is nothing to freeze', async () => {
    const said = await freeze([1, 2], { ...UNFROZEN, nodes: [] })
    expect([said.exit, said.out.split('\n')[0]]).toEqual([
      0,
      'No node divides customers by their share: there is nothing to freeze',
    ])
  })

  it('says so when ties would leave a tier empty, and writes nothing new', async () => {
    const { exit, err } = await freeze([7, 7, 7, 7])
    expect(exit).toBe(1)
    expect(err).toContain('"B" would be empty')
  })
})
