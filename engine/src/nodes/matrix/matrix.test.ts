import { describe, expect, it } from 'vitest'
import { customer, decide, nodes, planOf, playbookWith, SMALL } from '../../testing/small-bank.ts'

describe('a matrix', () => {
  it.each([
    [10_000, 0, 'wake', 50],
    [13_000, 10, 'news', 60],
    [6000, 0, 'wake', 50],
    [0, 10, 'leave', 10],
    [0, 0, 'leave', 10],
  ])(
    'gives the cell of row and column: fees of %i and %i visits make %s',
    async (fees, visits, strategy, propensity) => {
      const decided = await decide(SMALL, customer({ fees, visits }))
      expect([decided.strategy, decided['strategy.propensity']]).toEqual([strategy, propensity])
    },
  )

  it('gives the fallback when a class is missing, in either direction', async () => {
    const cells = {
      A: { A: 'news', B: 'news', C: 'news' },
      B: { A: 'news', B: 'news', C: 'news' },
      C: { A: 'news', B: 'news', C: 'news' },
    }
    const rows = { ...nodes.strategy, rows: 'held_tier', columns: 'tier', cells, ifMissing: 'wake' }
    const columns = { ...nodes.strategy, rows: 'tier', columns: 'held_tier', cells, ifMissing: 'wake' }
    for (const matrix of [rows, columns]) {
      const plan = planOf(playbookWith(matrix))
      expect((await decide(plan, customer({ held_tier: null }))).strategy).toBe('wake')
      expect((await decide(plan, customer({ held_tier: 'A' }))).strategy).toBe('news')
    }
  })

  it('may be as large as classes may be', async () => {
    const values = Array.from({ length: 200 }, (_, at) => `v${at}`)
    const kinds = ['old', 'new'].map((name) => ({
      name,
      label: { 'zh-CN': name, en: name },
      type: 'class' as const,
      missing: 'never' as const,
      values,
    }))
    const ids = ['news', 'wake', 'leave']
    const cell = (row: number, column: number) => ids[(row * 7 + column) % 3] ?? 'news'
    const cells = Object.fromEntries(
      values.map((row, at) => [row, Object.fromEntries(values.map((column, to) => [column, cell(at, to)]))]),
    )
    const matrix = { ...nodes.strategy, id: 'large', rows: 'old', columns: 'new', cells }
    const bank = playbookWith(matrix)
    const plan = planOf({ ...bank, facts: [...bank.facts, ...kinds] })
    for (const [row, column] of [
      [0, 0],
      [199, 199],
      [0, 199],
      [127, 128],
      [128, 127],
    ] as const) {
      expect((await decide(plan, customer({ old: `v${row}`, new: `v${column}` }))).large).toBe(
        cell(row, column),
      )
    }
  })
})
