import { describe, expect, it } from 'vitest'
import { playbookFile } from '../shipped.ts'
import { run } from './run-captured.ts'

const RETAIL = playbookFile('retail')

describe('book', () => {
  it('prints the rules in the language asked for, with the identity of what was told', async () => {
    const english = await run('book', RETAIL)
    expect([english.exit, english.err]).toEqual([0, ''])
    expect(english.out).toMatch(/^# Retail customer playbook\n/)
    expect(english.out).toMatch(/\| A \| ¥50,000\.00 or more \| ¥45,000\.00 or more \|/)
    expect(english.out).toMatch(/[0-9a-f]{64}/)
    const chinese = await run('book', RETAIL, '--locale', 'zh-CN')
    expect(chinese.out).toMatch(/\| A \| ¥50,000\.00 及以上 \|/)
  })

  it('makes tables whose rows have as many cells as their heads', async () => {
    const { out } = await run('book', RETAIL)
    const tables = out.split('\n\n').filter((part) => part.startsWith('| '))
    expect(tables.length).toBeGreaterThan(10)
    for (const table of tables) {
      const cells = table
        .trim()
        .split('\n')
        .map((line) => line.split(/(?<!\\)\|/).length)
      expect(new Set(cells).size).toBe(1)
    }
  })

  it('says what is wrong with a file that is no playbook', async () => {
    const { exit, err } = await run('book', `${RETAIL}.not`)
    expect(exit).toBe(2)
    expect(err).toContain('retail.json.not')
  })
})
