import { describe, expect, it } from 'vitest'
import type { Fact } from '../playbook/fact.ts'
import type { Playbook, PlaybookNode } from '../playbook/playbook.ts'
import { populationOf } from '../population/population.ts'
import { describeProblem, type Problem } from '../problem/problem.ts'
import { found, inBrief } from '../testing/found.ts'
import {
  customer,
  day,
  decide,
  nodes,
  PLAYBOOK,
  planOf,
  playbookWith,
  RUN,
  SMALL,
  sameAs,
  text,
} from '../testing/small-bank.ts'
import { table } from '../testing/table.ts'
import { realWitness } from './real-witness.ts'

const of = (problems: readonly Problem[], code: Problem['code']) =>
  problems.filter((each) => each.code === code)

/** What the table decides for the customer that a finding shows. */
async function rowFor(node: PlaybookNode, { witness }: Problem) {
  const values = await decide(planOf(playbookWith(node)), customer(witness?.facts))
  return values[`${node.id}.row`]
}

describe('a customer made up to show a finding', () => {
  it('has the facts from which a node’s figure comes, worked back through the nodes', async () => {
    const inputs = [{ of: 'tier' }, { of: 'activity' }]
    const node = table({
      inputs,
      rows: [
        ['A', 'high'],
        ['C', 'low'],
      ],
    })
    const gaps = of(found(playbookWith(node)), 'rows_leave_gap')
    expect(gaps.length).toBeGreaterThan(1)
    for (const gap of gaps) {
      expect(
        Object.keys(gap.witness?.facts ?? {}).every((name) =>
          PLAYBOOK.facts.some((each) => each.name === name),
        ),
      ).toBe(true)
      expect(await rowFor(node, gap)).toBe(0)
    }
  })

  it('is none where figures depend on each other so that there can be none', () => {
    // The strategy of a tier C is always to leave, and of no other.
    const inputs = [{ of: 'tier' }, { of: 'strategy' }]
    const rows = [
      ['A, B', 'news, wake'],
      ['C', 'leave'],
    ]
    expect(found(playbookWith(table({ inputs, rows })))).toEqual([])
    const outputs = [{ id: 'points', type: 'count' as const, otherwise: 0 }]
    const apart = [
      ['A, B', '-'],
      ['-', 'leave'],
    ]
    expect(found(playbookWith(table({ inputs, outputs, rows: apart, hitPolicy: 'unique' })))).toEqual([])
    const [clash] = found(
      playbookWith(
        table({
          inputs,
          outputs,
          rows: [
            ['A, B', '-'],
            ['-', 'wake'],
          ],
          hitPolicy: 'unique',
        }),
      ),
    )
    expect(clash?.code).toBe('table_rows_overlap')
  })

  it('is one for a day when figures depend on the day', async () => {
    const node = table({ inputs: [{ of: 'quiet' }], rows: [['< 30'], ['> 40']] })
    const [gap] = of(found(playbookWith(node)), 'rows_leave_gap')
    const asOf = gap?.witness?.asOf ?? expect.fail()
    const values = await decide(planOf(playbookWith(node)), customer(gap?.witness?.facts), { ...RUN, asOf })
    expect(values['grid.row']).toBe(0)
    expect(values.quiet).toBeGreaterThanOrEqual(30)
    expect(gap?.what).toMatch(/last_activity = \d{4}-\d\d-\d\d/)
  })

  it('is named by the figures of nodes where no facts are found', () => {
    const node = table({ inputs: [{ of: 'rate_cut' }], rows: [['false']] })
    expect(found(playbookWith(node)).map(({ witness }) => witness?.facts)).toEqual([{ rate_cut: true }])
  })
})

describe('a real customer', () => {
  const node = table({
    inputs: [{ of: 'fees' }, { of: 'tier' }],
    rows: [
      ['< 5', '-'],
      ['-', 'A'],
    ],
  })
  const playbook = playbookWith(node)
  const made = planOf(playbook)
  const [gap = expect.fail('no gap')] = found(playbook)

  it('is the first of the population on whom the finding shows', () => {
    const people = [
      customer({ fees: 1 }),
      customer({ fees: 10_000 }),
      customer({ fees: 5 }),
      customer({ fees: 7 }),
    ]
    expect(realWitness(made, gap, populationOf(made, people), RUN)).toBe(2)
    expect(realWitness(made, gap, populationOf(made, people.slice(0, 2)), RUN)).toBeNull()
  })

  it('is not looked for where a finding does not show on customers', () => {
    const [unused = expect.fail()] = found(playbookWith(sameAs('spare', 'fees')))
    expect(realWitness(SMALL, unused, populationOf(SMALL, [customer()]), RUN)).toBeNull()
  })

  it('of rows that clash is found with the plan of a playbook in which they do not', () => {
    const clashing = table({ rows: [['< 10'], ['> 5']], hitPolicy: 'unique' })
    const [clash = expect.fail()] = found(playbookWith(clashing))
    const people = populationOf(SMALL, [customer({ fees: 3 }), customer({ fees: 7 })])
    expect(realWitness(SMALL, clash, people, RUN)).toBe(1)
  })
})

describe('thresholds', () => {
  const level = (from: number[]): PlaybookNode => ({
    ...nodes.activity,
    id: 'level',
    of: 'capped',
    bands: [...from.map((each, at) => ({ name: `band_${at}`, from: each })), { name: 'rest' }],
  })
  /** Between 0 and 100 points. */
  const capped = table({
    id: 'capped',
    rows: [
      { when: ['< 0'], then: [0] },
      { when: ['< 50'], then: [40] },
      { when: ['-'], then: [100] },
    ],
  })

  it('that nobody reaches are found by what the figure can be', () => {
    const problems = found(playbookWith(capped, level([101, 100, 60, 50, 0])))
    expect(problems.map(({ code, path, values }) => [code, path, values.reach, values.limit])).toEqual([
      ['band_unreachable', '/nodes/11/bands/0', 'above', 100],
      ['band_unreachable', '/nodes/11/bands/2', 'between', 60],
      ['band_unreachable', '/nodes/11/bands/3', 'between', 50],
      ['band_unreachable', '/nodes/11/bands/5', 'below', 0],
    ])
    expect(problems[0]?.what).toContain('never more than 100')
  })

  it('make cells of a matrix useless when nobody reaches them', () => {
    const rest = Object.fromEntries(
      ['band_0', 'band_1', 'rest'].map((name) => [name, { high: 'news', low: 'wake' }]),
    )
    const matrix = {
      ...nodes.strategy,
      id: 'plans',
      rows: 'level',
      cells: rest,
      strategies: nodes.strategy.strategies.slice(0, 2),
    }
    const problems = found(playbookWith(capped, level([200, 0]), matrix))
    expect(inBrief(of(problems, 'cell_unreachable'))).toEqual([
      'cell_unreachable /nodes/12/cells/band_0',
      'cell_unreachable /nodes/12/cells/rest',
    ])
  })
})

describe('a node that nobody reads', () => {
  const unused = (playbook: Playbook) => inBrief(of(found(playbook), 'unused_node'))

  it('is warned of, unless a test or a claim asks for it', () => {
    const spare = playbookWith(sameAs('spare', 'fees'))
    expect(unused(spare)).toEqual(['unused_node /nodes/10'])
    const facts = Object.fromEntries(customer())
    const test = { name: 'spare', facts, asOf: '2026-03-02', expect: { spare: 0 } }
    expect(unused({ ...spare, tests: [test] })).toEqual([])
    const claim = { kind: 'monotone', more: 'fees', neverLowers: 'spare' } as const
    expect(unused({ ...spare, invariants: [{ id: 'rises', name: text('rises'), claim }] })).toEqual([])
  })

  it('is one that puts customers on a list which does not have it', () => {
    const other = { ...nodes.maturity, id: 'other' }
    const [problem] = of(found(playbookWith(other)), 'unused_node')
    expect(problem?.what).toContain('puts nobody on the daily list')
    const facts: Fact[] = PLAYBOOK.facts
    expect(unused({ ...PLAYBOOK, facts, nodes: [other] })).toEqual([])
  })

  it('is not one whose outcome is told to people by itself', () => {
    expect(unused(playbookWith({ ...nodes.activity, id: 'spare' }))).toEqual([])
  })
})

it('says all findings in both languages, with nothing left to fill in', () => {
  const inputs = [{ of: 'fees' }, { of: 'visits' }]
  const grid = table({
    inputs,
    rows: [
      ['< 10', '-'],
      ['>= 20', '-'],
      ['< 5', '-'],
      ['-', '> 1000000000'],
    ],
  })
  const rule: PlaybookNode = {
    id: 'asked',
    kind: 'rule',
    name: text('asked'),
    type: 'count',
    cases: [
      {
        when: {
          all: [
            { of: 'fees', is: 'more', value: 5 },
            { of: 'fees', is: 'more', value: 3 },
          ],
        },
        then: 1,
      },
      { when: { of: 'fees', is: 'more', value: 7 }, then: 2 },
      {
        when: {
          all: [
            { of: 'fees', is: 'more', value: 7 },
            { of: 'fees', is: 'less', value: 3 },
          ],
        },
        then: 2,
      },
      {
        when: {
          any: [
            { of: 'fees', is: 'more', value: 3 },
            { of: 'fees', is: 'less', value: 7 },
          ],
        },
        then: 2,
      },
    ],
  }
  const problems = found(playbookWith(grid, rule, sameAs('spare', 'fees')))
  expect(new Set(problems.map(({ code }) => code))).toEqual(
    new Set([
      'row_impossible',
      'rows_leave_gap',
      'row_shadowed',
      'condition_part',
      'case_shadowed',
      'condition_never',
      'condition_always',
      'unused_node',
    ]),
  )
  for (const problem of problems) {
    const [en, zh] = [describeProblem(problem, 'en'), describeProblem(problem, 'zh-CN')]
    expect(en).toEqual({ what: problem.what, mend: problem.mend })
    for (const words of [en.what, en.mend]) expect(words).not.toMatch(/[{}]|undefined|\p{Script=Han}/u)
    for (const words of [zh.what, zh.mend]) expect(words).toMatch(/\p{Script=Han}/u)
    expect(JSON.parse(JSON.stringify(problem))).toEqual(problem)
  }
})

it('looks at nothing beyond the types where the playbook has errors', () => {
  const wrong = found(playbookWith(sameAs('one', 'two'), table({ rows: [['< 10']] })))
  expect(inBrief(wrong)).toEqual(['unknown_name /nodes/10/calculation/terms/0/of'])
  expect(day('2026-01-01')).toBe(20_454)
})
