import { describe, expect, it } from 'vitest'
import { exportDmn } from './export-dmn.ts'
import { importDmn } from './import-dmn.ts'
import { decision, FACTS, file, text, type Written } from './written-dmn.ts'

const errors = ({ problems }: ReturnType<typeof importDmn>) =>
  problems.filter(({ severity }) => severity === 'error').map(({ path, values }) => [path, values.reason])
const warnings = ({ problems }: ReturnType<typeof importDmn>) =>
  problems
    .filter(({ severity }) => severity === 'warning')
    .map(({ values }) => [values.reason, values.found, values.now])

describe('a decision table of DMN', () => {
  it('becomes a table over the facts of the dictionary', () => {
    const xml = file(
      decision({
        name: 'Monthly Fee',
        policy: 'hitPolicy="FIRST"',
        inputs: [
          ['Age', 'number'],
          ['level', 'string'],
        ],
        outputs: [
          ['fee', 'number', '<dmn:defaultOutputEntry><dmn:text>9.5</dmn:text></dmn:defaultOutputEntry>'],
          ['note', 'string'],
        ],
        rows: [
          [['< 18', '-'], ['0', '"young, and free"'], 'a law'],
          [
            ['[18..65)', '"gold", "silver"'],
            ['2.5', '"x"'],
          ],
          [
            ['', 'not("gold")'],
            ['-1', '""'],
          ],
        ],
      }),
    )
    const { facts, nodes, problems } = importDmn(xml, { facts: FACTS })
    expect(facts).toEqual([])
    expect(problems.map(({ values }) => [values.reason, values.found, values.now])).toEqual([
      ['renamed', 'Monthly Fee', 'monthly_fee'],
    ])
    expect(nodes).toEqual([
      {
        id: 'monthly_fee',
        kind: 'table',
        name: text('Monthly Fee'),
        hitPolicy: 'first',
        inputs: [{ of: 'age' }, { of: 'level', ifMissing: 'fails' }],
        outputs: [
          { id: 'fee', type: 'percent', otherwise: 9.5 },
          { id: 'note', type: 'text' },
        ],
        rows: [
          { when: ['< 18', '-'], then: [0, 'young, and free'], note: text('a law') },
          { when: ['[18..65)', '"gold", "silver"'], then: [2.5, 'x'] },
          { when: ['-', 'silver, missing'], then: [-1, ''] },
        ],
      },
    ])
  })

  it('brings new facts, of the types that the file says or its cells show', () => {
    const inputs = [
      ['Customer Age', 'number'],
      ['rate'],
      ['amount', 'tMoney'],
      ['since'],
      ['is staff', 'boolean'],
      ['tier', 'tTier'],
      ['town', 'string'],
      ['region', 'string', '"north", "south"'],
    ] as const
    const tests = [
      '>= 18',
      '< 2.5',
      '> 100',
      'date("2026-03-01")',
      'true',
      '"B"',
      'not("甲", "乙")',
      '"south"',
    ]
    const own = `<dmn:itemDefinition name="tMoney"><dmn:typeRef>money</dmn:typeRef></dmn:itemDefinition>
      <dmn:itemDefinition name="money"><dmn:typeRef>feel:number</dmn:typeRef></dmn:itemDefinition>
      <dmn:itemDefinition name="tTier"><dmn:typeRef>string</dmn:typeRef><dmn:allowedValues><dmn:text>"A", "B", "C"</dmn:text></dmn:allowedValues></dmn:itemDefinition>`
    const imported = importDmn(file(own, decision({ inputs, rows: [[tests, ['1']]] })), { facts: [] })
    expect(
      imported.facts.map((each) => [each.name, each.type, each.type === 'class' ? each.values : []]),
    ).toEqual([
      ['customer_age', 'count', []],
      ['rate', 'percent', []],
      ['amount', 'money', []],
      ['since', 'date', []],
      ['is_staff', 'flag', []],
      ['tier', 'class', ['A', 'B', 'C']],
      ['town', 'class', ['甲', '乙']],
      ['region', 'class', ['north', 'south']],
    ])
    expect(warnings(imported)).toContainEqual(['values_assumed', 'town', '甲, 乙'])
    expect(errors(imported)).toEqual([])
  })

  it.each([
    ['', { hitPolicy: 'unique' }],
    ['hitPolicy="UNIQUE"', { hitPolicy: 'unique' }],
    ['hitPolicy="ANY"', { hitPolicy: 'any' }],
    ['hitPolicy="PRIORITY"', { hitPolicy: 'priority' }],
    ['hitPolicy="RULE ORDER"', { hitPolicy: 'rule_order' }],
    ['hitPolicy="OUTPUT ORDER"', { hitPolicy: 'output_order' }],
    ['hitPolicy="COLLECT"', { hitPolicy: 'collect' }],
    ['hitPolicy="COLLECT" aggregation="SUM"', { hitPolicy: 'collect', aggregation: 'sum' }],
    ['hitPolicy="COLLECT" aggregation="MIN"', { hitPolicy: 'collect', aggregation: 'least' }],
    ['hitPolicy="COLLECT" aggregation="MAX"', { hitPolicy: 'collect', aggregation: 'most' }],
    ['hitPolicy="COLLECT" aggregation="COUNT"', { hitPolicy: 'collect', aggregation: 'count' }],
    ['hitPolicy="C&gt;"', { hitPolicy: 'collect', aggregation: 'most' }],
  ])('with %s has that hit policy', (policy, expected) => {
    const values = '<dmn:outputValues><dmn:text>3, 2, 1</dmn:text></dmn:outputValues>'
    const { nodes } = importDmn(
      file(decision({ policy, outputs: [['x', 'number', values]], rows: [[['-'], ['1']]] })),
      { facts: FACTS },
    )
    expect(nodes).toMatchObject([{ ...expected, outputs: [{ values: [3, 2, 1] }] }])
  })

  it('reads other decision tables of the file, in any order, and parts of them', () => {
    const late = decision({
      name: 'Route',
      inputs: [['Risk Level'], ['Risk Level.score']],
      outputs: [['to', 'string']],
      rows: [[['"high"', '> 3'], ['"branch"']]],
    })
    const early = decision({
      name: 'Risk Level',
      outputs: [
        ['level', 'string'],
        ['score', 'number'],
      ],
      rows: [
        [['< 20'], ['"high"', '5']],
        [['>= 20'], ['"low"', '1']],
      ],
    })
    const imported = importDmn(file(late, early), { facts: FACTS })
    expect(imported.nodes.map(({ id }) => id)).toEqual(['risk_level', 'route'])
    expect(imported.nodes[1]).toMatchObject({ inputs: [{ of: 'risk_level' }, { of: 'risk_level.score' }] })
    expect([errors(imported), imported.facts]).toEqual([[], []])
  })

  it.each<[string, Written, (string | undefined)[]]>([
    [
      'an expression of the column',
      { inputs: [['Age * 2']], rows: [[['1'], ['1']]] },
      ['/decision/0/decisionTable/input/0/inputExpression', 'expression'],
    ],
    [
      'a function in a cell',
      { rows: [[['> today()'], ['1']]] },
      ['/decision/0/decisionTable/rule/0/inputEntry/0', 'expression'],
    ],
    [
      'a name in a cell',
      { rows: [[['< limit'], ['1']]] },
      ['/decision/0/decisionTable/rule/0/inputEntry/0', 'expression'],
    ],
    [
      'a calculated result',
      { rows: [[['1'], ['Age * 2']]] },
      ['/decision/0/decisionTable/rule/0/outputEntry/0', 'result'],
    ],
    [
      'a row without a result',
      { rows: [[['1'], ['']]] },
      ['/decision/0/decisionTable/rule/0/outputEntry/0', 'no_value'],
    ],
    [
      'a result of null',
      { rows: [[['1'], ['null']]] },
      ['/decision/0/decisionTable/rule/0/outputEntry/0', 'no_value'],
    ],
    [
      'a row with too few tests',
      { rows: [[[], ['1']]] },
      ['/decision/0/decisionTable/rule/0/inputEntry', 'row'],
    ],
    [
      'a type of times',
      { inputs: [['Age', 'time']], rows: [[['-'], ['1']]] },
      ['/decision/0/decisionTable/input/0/inputExpression/@typeRef', 'type'],
    ],
    [
      'a hit policy of its own',
      { policy: 'hitPolicy="BEST"', rows: [[['1'], ['1']]] },
      ['/decision/0/decisionTable/@hitPolicy', 'policy'],
    ],
    [
      'results in an order that is no list',
      {
        outputs: [['x', 'number', '<dmn:outputValues><dmn:text>[1..5]</dmn:text></dmn:outputValues>']],
        rows: [[['1'], ['1']]],
      },
      ['/decision/0/decisionTable/output/0/outputValues', 'values'],
    ],
    [
      'a calculated default',
      {
        outputs: [
          ['x', 'number', '<dmn:defaultOutputEntry><dmn:text>1 + 1</dmn:text></dmn:defaultOutputEntry>'],
        ],
        rows: [[['1'], ['1']]],
      },
      ['/decision/0/decisionTable/output/0/defaultOutputEntry', 'expression'],
    ],
    [
      'a cell that cannot be read',
      { rows: [[['[5..1]'], ['1']]] },
      ['/decision/0/decisionTable/rule/0/inputEntry/0', undefined],
    ],
  ])('with %s is left out, and that is said at its place', (_, written, expected) => {
    const imported = importDmn(file(decision(written)), { facts: FACTS })
    expect(imported.nodes).toEqual([])
    expect(errors(imported)).toEqual([expected])
  })

  it('says what comes along otherwise', () => {
    const standard = '<dmn:defaultOutputEntry><dmn:text>1</dmn:text></dmn:defaultOutputEntry>'
    const imported = importDmn(
      file(
        decision({
          inputs: [['Age', 'number', '[0..120]']],
          policy: 'hitPolicy="COLLECT"',
          outputs: [
            ['x', 'number', standard],
            ['y', 'number'],
          ],
          rows: [[['1'], ['1', '2']]],
        }),
        '<dmn:decision name="Sum"><dmn:literalExpression><dmn:text>1 + 1</dmn:text></dmn:literalExpression></dmn:decision>',
      ),
      { facts: FACTS },
    )
    expect(warnings(imported).map(([reason]) => reason)).toEqual([
      'input_values',
      'default_dropped',
      'first_output',
      'renamed',
    ])
    expect(errors(imported)).toEqual([['/decision/1', 'decision']])
    expect(imported.nodes).toHaveLength(1)
  })

  it('that counts has no default, and one that sums has', () => {
    const standard = '<dmn:defaultOutputEntry><dmn:text>7</dmn:text></dmn:defaultOutputEntry>'
    const of = (aggregation: string) => {
      const policy = `hitPolicy="COLLECT" aggregation="${aggregation}"`
      const imported = importDmn(
        file(decision({ policy, outputs: [['x', 'number', standard]], rows: [[['1'], ['1']]] })),
        { facts: FACTS },
      )
      const [table] = imported.nodes
      return [
        table?.kind === 'table' ? table.outputs[0]?.otherwise : null,
        warnings(imported).map(([reason]) => reason),
      ]
    }
    expect(of('COUNT')).toEqual([undefined, ['default_dropped', 'renamed']])
    expect(of('SUM')).toEqual([7, ['renamed']])
  })
})

it('A playbook without tables makes an empty file', () => {
  const playbook = {
    format: 1 as const,
    id: 'x',
    name: text('a < b'),
    currency: 'CNY',
    calendar: 'cn',
    facts: FACTS,
    nodes: [],
    tests: [],
  }
  expect(importDmn(exportDmn(playbook, 'en').xml, { facts: [] }).nodes).toEqual([])
})
