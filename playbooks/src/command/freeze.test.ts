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

async function freeze(rows: readonly number[]) {
  const [file, customers, out] = ['playbook.json', 'facts.csv', 'out.json'].map((name) => join(folder, name))
  if (!file || !customers || !out) throw new Error('no folder')
  await writeFile(file, JSON.stringify(UNFROZEN))
  await writeFile(customers, ['customer,balance', ...rows.map((row, at) => `${at},${row}`), ''].join('\n'))
  const said = await run('freeze', file, '--customers', customers, '--as-of', '2026-03-10', '--out', out)
  return { ...said, out }
}

describe('freeze', () => {
  it('writes a playbook that can be planned, with the thresholds of the customers’ shares', async () => {
    const { exit, out, err } = await freeze([10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
    expect([exit, err]).toEqual([0, ''])
    const frozen = parsePlaybookText(await readFile(out, 'utf8'))
    const [tier] = frozen.ok ? frozen.value.nodes : []
    expect(tier?.kind === 'tier' && tier.bands.map(({ from }) => from)).toEqual([90, 60, undefined])
    expect(frozen.ok && plan(frozen.value).ok).toBe(true)
  })

  it('says so when ties would leave a tier empty, and writes nothing new', async () => {
    const { exit, err } = await freeze([7, 7, 7, 7])
    expect(exit).toBe(1)
    expect(err).toContain('"B" would be empty')
  })
})
