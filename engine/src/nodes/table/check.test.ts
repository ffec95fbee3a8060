import { describe, expect, it } from 'vitest'
import { namesOf } from '../../check/scope.ts'
import { parsePlaybook } from '../../playbook/parse.ts'
import { describeProblem } from '../../problem/problem.ts'
import { found } from '../../testing/found.ts'
import { playbookWith, text } from '../../testing/small-bank.ts'

const TABLE = {
  id: 'deal',
  kind: 'table',
  name: text('Deal'),
  hitPolicy: 'first',
  inputs: [{ of: 'fees' }, { of: 'held_tier', ifMissing: 'fails' }],
  outputs: [
    { id: 'fee', type: 'money' },
    { id: 'level', type: 'class', values: ['gold', 'plain'] },
  ],
  rows: [
    { when: ['>= 5', 'A, B'], then: [5, 'gold'] },
    { when: ['-', '-'], then: [0, 'plain'] },
  ],
}

const [FIRST, SECOND] = TABLE.rows
const NUMBERS = [{ id: 'fee', type: 'money' }]
const plain = (...given: unknown[]) => given.map((each) => ({ when: ['-', '-'], then: [each] }))

/** What is wrong with the table when some of its settings are others. The table is the last node of the bank. */
function problemsOf(changes: object) {
  const bank = playbookWith()
  const at = bank.nodes.length
  return found({ ...bank, nodes: [...bank.nodes, { ...TABLE, ...changes }] }).flatMap((each) =>
    each.severity === 'error' ? [{ ...each, path: each.path.replace(`/nodes/${at}`, '') }] : [],
  )
}

describe('the check of a table', () => {
  it('finds nothing wrong in one that is right', () => expect(problemsOf({})).toEqual([]))

  it.each<[string, object, string, string]>([
    [
      'a row without all its tests',
      { rows: [{ ...FIRST, when: ['-'] }] },
      'table_row_length /rows/0/when',
      'one test for each input',
    ],
    [
      'a row with a result too many',
      { rows: [FIRST, { ...SECOND, then: [0, 'plain', 1] }] },
      'table_row_length /rows/1/then',
      'one result for each output',
    ],
    [
      'two rows of one id',
      {
        rows: [
          { ...FIRST, id: 'a' },
          { ...SECOND, id: 'a' },
        ],
      },
      'table_name_twice /rows/1/id',
      'Rename',
    ],
    [
      'a row that is called like an output',
      { rows: [{ ...FIRST, id: 'level' }] },
      'table_name_twice /rows/0/id',
      'Rename',
    ],
    [
      'two outputs of one id',
      {
        outputs: [
          { id: 'fee', type: 'money' },
          { ...TABLE.outputs[1], id: 'fee' },
        ],
      },
      'table_name_twice /outputs/1/id',
      'Rename',
    ],
    [
      'an output called like the deciding row',
      { outputs: [{ id: 'row', type: 'money' }, TABLE.outputs[1]] },
      'table_name_reserved /outputs/0/id',
      'other than',
    ],
    [
      'a row called like another',
      { rows: [{ ...FIRST, id: 'row_2' }, SECOND] },
      'table_name_reserved /rows/0/id',
      'other than',
    ],
    [
      'a class without values',
      { outputs: [TABLE.outputs[0], { id: 'level', type: 'class' }] },
      'values_missing /outputs/1',
      'values',
    ],
    [
      'a priority without an order',
      { hitPolicy: 'priority' },
      'table_values_needed /outputs/0',
      'best first',
    ],
    [
      'an output order without an order',
      { hitPolicy: 'output_order' },
      'table_values_needed /outputs/0',
      'best first',
    ],
    [
      'a value of another type',
      { rows: [{ ...FIRST, then: ['5', 'gold'] }] },
      'table_wrong_value /rows/0/then/0',
      '1500000',
    ],
    [
      'half a fen',
      { rows: [{ ...FIRST, then: [0.5, 'gold'] }] },
      'table_wrong_value /rows/0/then/0',
      '1500000',
    ],
    [
      'a class that is not listed',
      { rows: [{ ...FIRST, then: [5, 'silver'] }] },
      'table_unlisted_value /rows/0/then/1',
      'gold, plain',
    ],
    [
      'a number for a class',
      { rows: [{ ...FIRST, then: [5, 5] }] },
      'table_wrong_value /rows/0/then/1',
      'quotation marks',
    ],
    [
      'a listed value of another type',
      { outputs: [{ id: 'fee', type: 'money', values: [5, 0, 'x'] }, TABLE.outputs[1]] },
      'table_wrong_value /outputs/0/values/2',
      '1500000',
    ],
    [
      'a value listed twice',
      { outputs: [{ id: 'fee', type: 'money', values: [5, 0, 5] }, TABLE.outputs[1]] },
      'duplicate_value /outputs/0/values/2',
      'Remove',
    ],
    [
      'another default than is listed',
      { outputs: [TABLE.outputs[0], { ...TABLE.outputs[1], otherwise: 'silver' }] },
      'table_unlisted_value /outputs/1/otherwise',
      'gold, plain',
    ],
    [
      'a default of another type',
      { outputs: [{ id: 'fee', type: 'money', otherwise: true }, TABLE.outputs[1]] },
      'table_wrong_value /outputs/0/otherwise',
      '1500000',
    ],
    [
      'a day that is none',
      { outputs: [{ id: 'until', type: 'date' }], rows: plain('2026-02-29') },
      'table_wrong_value /rows/0/then/0',
      'YYYY-MM-DD',
    ],
    [
      'a sum of rows that are not collected',
      { aggregation: 'sum' },
      'table_aggregation_without_collect /aggregation',
      'collect',
    ],
    [
      'a sum of texts',
      { hitPolicy: 'collect', aggregation: 'sum' },
      'table_aggregation_not_numeric /outputs/1/type',
      'count',
    ],
    [
      'a sum of days of the calendar',
      {
        hitPolicy: 'collect',
        aggregation: 'sum',
        outputs: [{ id: 'until', type: 'date' }],
        rows: plain('2026-03-01'),
      },
      'table_aggregation_not_numeric /outputs/0/type',
      'count',
    ],
    [
      'the least of flags',
      {
        hitPolicy: 'collect',
        aggregation: 'least',
        outputs: [{ id: 'yes', type: 'flag' }],
        rows: plain(true),
      },
      'table_aggregation_not_numeric /outputs/0/type',
      'count',
    ],
    [
      'a sum beyond exactness',
      { hitPolicy: 'collect', aggregation: 'sum', outputs: NUMBERS, rows: plain(Number.MAX_SAFE_INTEGER, 1) },
      'table_sum_too_large /outputs/0',
      'smaller',
    ],
    [
      'a sum of counts beyond 32 bits',
      {
        hitPolicy: 'collect',
        aggregation: 'sum',
        outputs: [{ id: 'n', type: 'count' }],
        rows: plain(-600_000_000, -600_000_000),
      },
      'table_sum_too_large /outputs/0',
      'smaller',
    ],
    [
      'a default of a list',
      { hitPolicy: 'collect', outputs: [{ id: 'fee', type: 'money', otherwise: 1 }], rows: plain(1) },
      'table_otherwise_unused /outputs/0/otherwise',
      'Remove',
    ],
    [
      'a default of a count',
      {
        hitPolicy: 'collect',
        aggregation: 'count',
        outputs: [{ id: 'fee', type: 'money', otherwise: 1 }],
        rows: plain(1),
      },
      'table_otherwise_unused /outputs/0/otherwise',
      'Remove',
    ],
    [
      'nothing said of a missing figure',
      { inputs: [{ of: 'fees' }, { of: 'held_tier' }] },
      'missing_undecided /inputs/1',
      'ifMissing',
    ],
    [
      'something said of a figure never missing',
      { inputs: [{ of: 'fees', ifMissing: 'holds' }, TABLE.inputs[1]] },
      'missing_impossible /inputs/0/ifMissing',
      'Remove',
    ],
    [
      'a figure that there is not',
      { inputs: [{ of: 'feees' }, TABLE.inputs[1]] },
      'unknown_name /inputs/0/of',
      'fees',
    ],
    [
      'a cell that cannot be read',
      { rows: [{ ...FIRST, when: ['>= 5 6', 'A'] }] },
      'cell_unreadable /rows/0/when/0',
      'comma',
    ],
    [
      'a class in a cell that there is not',
      { rows: [FIRST, { ...SECOND, when: ['-', 'not(A, E)'] }] },
      'cell_unknown_value /rows/1/when/1',
      'A, B, C',
    ],
    [
      'more texts than a class has values',
      {
        outputs: [{ id: 'note', type: 'text' }],
        rows: plain(...Array.from({ length: 201 }, (_, at) => `text ${at}`)),
      },
      'too_big /outputs/0',
      '200',
    ],
  ])('refuses %s', (_, changes, expected, mend) => {
    const problems = problemsOf(changes)
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toContain(expected)
    const [problem] = problems.filter(({ code, path }) => `${code} ${path}` === expected)
    expect(problem?.mend).toContain(mend)
    const chinese = problem && describeProblem(problem, 'zh-CN')
    expect(`${chinese?.what}${chinese?.mend}`).toMatch(/\p{Script=Han}/u)
  })

  it('lets a missing figure undecided where every cell decides it', () => {
    const inputs = [{ of: 'fees' }, { of: 'held_tier' }]
    const rows = ['-', 'missing', 'not(missing)', 'A, missing', 'not(missing, A)'].map((cell) => ({
      ...FIRST,
      when: ['-', cell],
    }))
    expect(problemsOf({ inputs, rows })).toEqual([])
  })

  it('says where in the cell, and what could stand there', () => {
    const [problem] = problemsOf({ rows: [{ ...FIRST, when: ['5, 1.5', 'A'] }] })
    expect(problem).toMatchObject({
      code: 'cell_not_whole',
      values: { cell: '5, 1.5', at: 4, found: '1.5', reference: 'fees' },
    })
    expect(problem?.what).toBe(
      'In the cell "5, 1.5", 1.5 (character 4) is not a whole number, and "fees" is an amount, which needs one.',
    )
  })

  it('reports only as many problems as anybody reads', () => {
    const rows = Array.from({ length: 2000 }, () => ({ ...FIRST, when: ['five', 'E'] }))
    const bank = playbookWith()
    const parsed = parsePlaybook({ ...bank, nodes: [...bank.nodes, { ...TABLE, rows }] })
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
    const names = namesOf(parsed.value)
    let reported = 0
    names.nodes.get('deal')?.check(names, () => {
      reported += 1
    })
    expect(reported).toBe(200)
  })

  it('is not taken in by names that every object has', () => {
    for (const id of ['constructor', 'to_string', 'prototype']) {
      const outputs = [
        { id: 'fee', type: 'money' },
        { ...TABLE.outputs[1], id },
      ]
      expect(problemsOf({ outputs, rows: [{ ...FIRST, id: 'value_of' }, SECOND] })).toEqual([])
      const referring = {
        id: 'care',
        kind: 'rule',
        name: text('Care'),
        when: { of: 'deal.constructor', is: 'equal', value: 'gold' },
      }
      const bank = playbookWith()
      const codes = found({ ...bank, nodes: [...bank.nodes, TABLE, referring] }).map(({ code }) => code)
      expect(codes).toContain('unknown_name')
    }
  })

  it('refuses what is no table at all by its schema', () => {
    for (const changes of [
      { rows: [] },
      { inputs: [] },
      { outputs: [] },
      { hitPolicy: 'last' },
      { rows: [{ ...FIRST, id: '__proto__' }] },
      { rows: [{ ...FIRST, when: ['x'.repeat(16_001), '-'] }] },
      { rows: [{ ...FIRST, then: [null, 'gold'] }] },
    ]) {
      const bank = playbookWith()
      expect(parsePlaybook({ ...bank, nodes: [...bank.nodes, { ...TABLE, ...changes }] }).ok).toBe(false)
    }
  })
})
