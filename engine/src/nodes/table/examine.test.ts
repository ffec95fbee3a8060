import { describe, expect, it } from 'vitest'
import { plan } from '../../plan/plan.ts'
import type { PlaybookNode } from '../../playbook/playbook.ts'
import { describeProblem, isError, type Problem } from '../../problem/problem.ts'
import { found, inBrief } from '../../testing/found.ts'
import { customer, decide, fact, nodes, PLAYBOOK, planOf, playbookWith } from '../../testing/small-bank.ts'
import { table } from '../../testing/table.ts'

const AT = '/nodes/10'
const of = (problems: readonly Problem[], code: Problem['code']) =>
  problems.filter((each) => each.code === code)

/** What the table decides for the customer that a finding shows. */
async function rowFor(node: PlaybookNode, { witness }: Problem) {
  const values = await decide(planOf(playbookWith(node)), customer(witness?.facts))
  return values[`${node.id}.row`]
}

describe('a table', () => {
  it('that leaves customers without a row and says nothing for them is warned of, with such a customer', async () => {
    const node = table({ rows: [['< 0'], ['[10..20]']] })
    const gaps = of(found(playbookWith(node)), 'rows_leave_gap')
    // From 0 to 9 and from 21 on: one gap, as one row could close it.
    expect(inBrief(gaps)).toEqual([`rows_leave_gap ${AT}/rows`])
    expect(gaps[0]?.witness?.facts).toEqual({ fees: 0 })
    expect(await rowFor(node, gaps[0] ?? expect.fail())).toBe(0)
    expect(gaps.some(isError)).toBe(false)
    expect(gaps[0]?.what).toContain('fees = 0')
  })

  it('is told of no more gaps than anybody closes at once', async () => {
    const inputs = [{ of: 'fees' }, { of: 'balance' }]
    const node = table({
      inputs,
      rows: [1, 2, 3, 4, 5, 6].map((at) => [`[${at * 10}..${at * 10 + 9}]`, `[${at * 10}..${at * 10 + 9}]`]),
    })
    const gaps = of(found(playbookWith(node)), 'rows_leave_gap')
    expect(gaps).toHaveLength(3)
    for (const gap of gaps) expect(await rowFor(node, gap)).toBe(0)
  })

  it('needs no row for anybody where it says what comes out then, or collects', () => {
    const rows = [['< 0'], ['[10..20]']]
    const otherwise = [{ id: 'points', type: 'count' as const, otherwise: 0 }]
    expect(found(playbookWith(table({ rows, outputs: otherwise })))).toEqual([])
    expect(found(playbookWith(table({ rows, hitPolicy: 'collect' })))).toEqual([])
    expect(found(playbookWith(table({ rows, hitPolicy: 'collect', aggregation: 'count' })))).toEqual([])
    const two = [...otherwise, { id: 'bonus', type: 'count' as const }]
    const half = found(playbookWith(table({ rows: [{ when: ['< 0'], then: [1, 2] }], outputs: two })))
    expect(half.map(({ code }) => code)).toEqual(['rows_leave_gap'])
    const summed = found(playbookWith(table({ rows, hitPolicy: 'collect', aggregation: 'sum' })))
    expect(summed.map(({ code }) => code)).toEqual(['rows_leave_gap'])
  })

  it('is whole where no value is left between its rows: of whole numbers nothing is', () => {
    expect(found(playbookWith(table({ rows: [['<= 9'], ['>= 10']] })))).toEqual([])
    const facts = [...PLAYBOOK.facts, fact('yield', 'percent')]
    const percent = table({ inputs: [{ of: 'yield' }], rows: [['<= 9'], ['>= 10']] })
    const [gap, ...others] = found({ ...playbookWith(percent), facts })
    expect([gap?.witness?.facts, others]).toEqual([{ yield: 9.5 }, []])
  })

  it('is not whole for those of whom a figure is missing, unless a row takes them', () => {
    const inputs = [{ of: 'held_tier', ifMissing: 'fails' as const }]
    const [gap] = found(playbookWith(table({ inputs, rows: [['A, B'], ['C']] })))
    expect(gap?.witness?.facts).toEqual({ held_tier: null })
    expect(gap?.what).toContain('held_tier = not known')
    expect(describeProblem(gap ?? expect.fail(), 'zh-CN').what).toContain('held_tier = 未知')
    expect(found(playbookWith(table({ inputs, rows: [['A, B, missing'], ['C']] })))).toEqual([])
  })

  it('is whole when its rows cover what a node can come out as', () => {
    expect(found(playbookWith(table({ inputs: [{ of: 'tier' }], rows: [['A'], ['B, C']] })))).toEqual([])
    const level = {
      ...nodes.activity,
      id: 'level',
      bands: [{ name: 'high', from: 2_000_000_000 }, { name: 'low' }],
    }
    const rows = [['low']]
    const problems = found(playbookWith(level, table({ inputs: [{ of: 'level' }], rows })))
    expect(inBrief(problems)).toEqual(['band_unreachable /nodes/10/bands/0'])
  })

  it.each([
    ['unique', 'table_rows_overlap'],
    ['any', 'table_rows_disagree'],
  ] as const)('with the hit policy "%s" has no rows that clash', async (hitPolicy, code) => {
    const inputs = [{ of: 'fees' }, { of: 'tier' }]
    const rows = [
      ['< 10', 'A, B'],
      ['[5..20]', 'B, C'],
      ['> 20', '-'],
      ['[5..30]', 'A'],
    ]
    const outputs = [{ id: 'points', type: 'count' as const, otherwise: 0 }]
    const clashing = playbookWith(table({ inputs, rows, outputs, hitPolicy }))
    const problems = found(clashing)
    expect(inBrief(problems)).toEqual([`${code} ${AT}/rows/1`, `${code} ${AT}/rows/3`])
    expect(problems.map(({ values }) => values)).toEqual([
      { first: 1, second: 2 },
      { first: 1, second: 4 },
    ])
    expect(problems.every(isError)).toBe(true)
    expect(plan(clashing).ok).toBe(false)
    // With another policy each of the two rows decides, were it alone.
    for (const { witness, values } of problems) {
      const kept = [Number(values.first) - 1, Number(values.second) - 1]
      for (const at of kept) {
        const alone = table({ inputs, outputs, rows: [rows[at] ?? []] })
        expect((await decide(planOf(playbookWith(alone)), customer(witness?.facts)))['grid.row']).toBe(1)
      }
    }
  })

  it('lets rows that agree overlap under no other hit policy than "any"', () => {
    const rows = [
      { when: ['< 10'], then: [1] },
      { when: ['>= 5'], then: [1] },
    ]
    expect(inBrief(found(playbookWith(table({ rows, hitPolicy: 'unique' }))))).toEqual([
      `table_rows_overlap ${AT}/rows/1`,
    ])
  })

  it('may have rows that agree with the hit policy "any", and rows that overlap where the first decides', () => {
    const rows = [
      { when: ['< 10'], then: [1] },
      { when: ['[5..20]'], then: [1] },
      { when: ['> 5'], then: [1] },
    ]
    expect(found(playbookWith(table({ rows, hitPolicy: 'any' })))).toEqual([])
    expect(found(playbookWith(table({ rows: [['< 10'], ['[5..20]'], ['> 5']] })))).toEqual([])
  })

  it('whose later rows never decide is warned of, with a customer whom an earlier row takes', async () => {
    const node = table({ rows: [['< 10'], ['>= 20'], ['< 5'], ['[10..20)'], ['[5..30]'], ['-']] })
    const problems = found(playbookWith(node))
    expect(problems.map(({ path, values }) => [path, values.by])).toEqual([
      [`${AT}/rows/2`, 1],
      [`${AT}/rows/4`, 0],
      [`${AT}/rows/5`, 0],
    ])
    for (const problem of problems) expect(await rowFor(node, problem)).not.toBe(problem.values.row)
  })

  it('goes by the order of its values where that is the hit policy', () => {
    const outputs = [{ id: 'points', type: 'count' as const, values: [3, 2, 1] }]
    const node = table({ rows: [['< 10'], ['-'], ['< 20']], outputs, hitPolicy: 'priority' })
    expect(found(playbookWith(node)).map(({ path, values }) => [path, values.by])).toEqual([
      [`${AT}/rows/0`, 3],
    ])
  })

  it('has rows that nobody passes where a figure never comes out so', () => {
    const node = table({ inputs: [{ of: 'visits' }], rows: [['> 1000000000'], ['-']] })
    const [problem] = found(playbookWith(node))
    expect(problem?.values).toEqual({ row: 1, reference: 'visits', test: '> 1000000000' })
    expect(inBrief([problem ?? expect.fail()])).toEqual([`row_impossible ${AT}/rows/0/when/0`])
  })
})
